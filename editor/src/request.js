// One question at a time to the endpoint; leaving it stops the service's work on it.
import { root } from "./root.js";
import { words } from "./words.js";

const ROWS = "application/sparql-results+json";
const TRIPLES = "application/n-triples";
const LONGEST = 6000;

export function link(text, format) {
  const query = new URLSearchParams({ query: text });
  if (format) query.set("format", format);
  return `${root}/sparql?${query}`;
}

export class Request {
  #control = null;

  get running() {
    return this.#control !== null;
  }

  cancel() {
    this.#control?.abort();
  }

  // The answer as { kind, text, milliseconds, lane, kept }, or { problem }, or null if cancelled.
  async ask(text) {
    this.cancel();
    const control = (this.#control = new AbortController());
    const began = performance.now();
    try {
      const answer = await fetch(...this.#request(text, control.signal));
      const body = await answer.text();
      if (!answer.ok) return { problem: problem(body) };
      const media = (answer.headers.get("content-type") ?? "").split(";")[0];
      return {
        kind: media === ROWS ? "rows" : "triples",
        text: body,
        milliseconds: Math.round(performance.now() - began),
        lane: /^(\w+)/.exec(answer.headers.get("server-timing") ?? "")?.[1] ?? "?",
        kept: /\bhit\b/.test(answer.headers.get("cache-status") ?? ""),
      };
    } catch (error) {
      if (control.signal.aborted) return null;
      return { problem: { title: words.unreachable, detail: String(error.message ?? error) } };
    } finally {
      if (this.#control === control) this.#control = null;
    }
  }

  #request(text, signal) {
    const headers = { accept: `${ROWS}, ${TRIPLES}` };
    const address = link(text);
    if (address.length < LONGEST) return [address, { headers, signal }];
    headers["content-type"] = "application/sparql-query";
    return [`${root}/sparql`, { method: "POST", body: text, headers, signal }];
  }
}

function problem(body) {
  try {
    return JSON.parse(body);
  } catch {
    return { title: words.unreachable, detail: body.slice(0, 200) };
  }
}
