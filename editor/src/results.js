// What came back: as a table, a chart, a drawing, or as it was sent; and the ways to take it along.
import { SHOWN, rows } from "./answer.js";
import { chart } from "./chart.js";
import { element } from "./elements.js";
import { graph } from "./graph.js";
import { link } from "./request.js";
import { table } from "./table.js";
import { words } from "./words.js";

const FORMATS = { rows: ["csv", "tsv", "json", "xml"], triples: ["ttl", "nt", "jsonld", "rdf"] };

export class Results {
  constructor(section, prefixes) {
    this.section = section;
    this.prefixes = prefixes;
    this.status = element("p", { role: "status", class: "editor-status" });
  }

  say(text) {
    this.status.textContent = text;
    if (!this.status.isConnected) this.section.replaceChildren(this.status);
  }

  fail(problem) {
    const where = problem.line ? words.line(problem.line, problem.column ?? 1) : "";
    this.status.textContent = "";
    this.section.replaceChildren(
      this.status,
      element(
        "div", { class: "notice", role: "alert" },
        element("p", {}, element("strong", {}, problem.title ?? words.unreachable)),
        element("p", {}, where + (problem.detail ?? "")),
        ...(problem.hint ? [element("p", {}, problem.hint)] : []),
      ),
    );
  }

  show(answer, text) {
    const found = rows(answer);
    const heading = element("h2", { id: "editor-answer" }, words.results);
    this.status.textContent = this.#told(answer, found);
    const parts = "boolean" in found
      ? [element("p", { class: "answer" }, found.boolean ? words.yes : words.no)]
      : this.#tabs(answer, found);
    this.section.replaceChildren(heading, this.status, ...parts, downloads(answer.kind, text));
  }

  #told(answer, found) {
    const count = found.cells && (found.triples ? words.triples : words.rows)(found.cells.length);
    const more = (found.cells?.length ?? 0) > SHOWN ? words.first(SHOWN) : null;
    const took = words.took(answer.milliseconds, answer.lane);
    return [count, took, answer.kept ? words.kept : words.fresh, more].filter(Boolean).join(" · ");
  }

  #tabs(answer, found) {
    const views = [["table", () => (found.cells.length ? table(found, this.prefixes) : element("p", {}, words.empty))]];
    if (found.triples) views.push(["graph", () => graph(found, this.prefixes)]);
    else views.push(["chart", () => chart(found, this.prefixes) ?? element("p", {}, words.noChart)]);
    views.push(["raw", () => element("pre", { tabindex: "0" }, answer.text.slice(0, 200_000))]);
    return tabs(views);
  }
}

// Tabs as the ARIA Authoring Practices describe them: arrows move, the chosen one can be reached by Tab.
function tabs(views) {
  const panel = element("div", { role: "tabpanel", id: "editor-panel", "aria-labelledby": "editor-tab-0" });
  const buttons = views.map(([name], index) => element(
    "button",
    { type: "button", role: "tab", id: `editor-tab-${index}`, "aria-controls": "editor-panel", onclick: () => choose(index) },
    words[name],
  ));
  const list = element("div", { role: "tablist", class: "editor-tabs", "aria-label": words.results }, ...buttons);
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = (buttons.indexOf(event.target) + step + buttons.length) % buttons.length;
    choose(next);
    buttons[next].focus();
  });
  function choose(index) {
    buttons.forEach((button, each) => {
      button.setAttribute("aria-selected", String(each === index));
      button.tabIndex = each === index ? 0 : -1;
    });
    panel.setAttribute("aria-labelledby", `editor-tab-${index}`);
    panel.replaceChildren(views[index][1]());
  }
  choose(0);
  return [list, panel];
}

function downloads(kind, text) {
  const links = FORMATS[kind].map((format) => element("a", { href: link(text, format), download: `govactors.${format}` }, format));
  return element("p", { class: "editor-downloads" }, `${words.download} `, ...links.flatMap((each) => [each, " "]));
}
