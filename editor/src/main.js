// Makes an editor of the plain form for queries, which works without this script as well.
import { Field } from "./field.js";
import { element } from "./elements.js";
import { Prefixes } from "./prefixes.js";
import { questions } from "./questions.js";
import { Request, link } from "./request.js";
import { Results } from "./results.js";
import { root } from "./root.js";
import { vocabulary } from "./vocabulary.js";
import { words } from "./words.js";

const form = document.querySelector("#editor-form");
if (form) {
  const answer = await fetch(`${root}/static/editor.json`);
  if (answer.ok) begin(form, await answer.json());
}

function begin(form, known) {
  const prefixes = new Prefixes(known.prefixes, known.base);
  const request = new Request();
  const section = document.querySelector("#editor-results") ?? element("section", { id: "editor-results" });
  if (!section.isConnected) form.after(section);
  const results = new Results(section, prefixes);
  let terms = [];
  const field = new Field(form.elements.namedItem("query"), prefixes, () => terms, run);
  const cancel = element("button", { type: "button", class: "quiet", disabled: true, onclick: () => request.cancel() }, words.cancel);
  const copy = element("button", { type: "button", class: "quiet", onclick: share }, words.link);
  form.querySelector("button:not([type])").after(" ", cancel, " ", copy, element("span", { class: "small" }, ` ${words.keys}`));

  async function run() {
    const text = prefixes.declared(field.text);
    field.mark(null);
    cancel.disabled = false;
    results.say(words.running);
    const answer = await request.ask(text);
    cancel.disabled = !request.running;
    if (request.running) return;
    if (answer === null) results.say(words.cancelled);
    else if (answer.problem) fail(answer.problem, text);
    else results.show(answer, text);
    const address = link(field.text);
    if (address.length < 6000 && address !== location.pathname + location.search) history.pushState(null, "", address);
  }

  // The lines that were put in front do not count in the editor.
  function fail(problem, text) {
    const added = text.slice(0, text.length - field.text.length).split("\n").length - 1;
    const moved = problem.line ? { ...problem, line: problem.line - added } : problem;
    field.mark(moved);
    results.fail(moved);
  }

  async function share() {
    const address = new URL(link(field.text), location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      results.say(words.copied);
    } catch {
      history.replaceState(null, "", address);
      results.say(words.notCopied);
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  addEventListener("popstate", () => {
    const text = new URLSearchParams(location.search).get("query");
    if (text !== null) field.text = text;
  });
  document.querySelector("#editor-head").replaceChildren(...questions(known.questions, field, run));
  vocabulary().then((found) => (terms = found)).catch(() => {});
}
