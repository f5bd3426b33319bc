// Completion of keywords, prefixes, variables, terms of the ontology, and things by their name.
import { root } from "./root.js";
import { words } from "./words.js";

const KEYWORDS = (
  "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS GRAPH VALUES BIND ORDER BY GROUP BY HAVING LIMIT " +
  "OFFSET ASK CONSTRUCT DESCRIBE PREFIX FROM NOT EXISTS AS DESC ASC COUNT SUM MIN MAX AVG SAMPLE " +
  "GROUP_CONCAT BOUND COALESCE CONTAINS DATATYPE IF LANG LANGMATCHES LCASE REGEX REPLACE STR STRSTARTS YEAR"
).split(" ");

const keywords = [...new Set(KEYWORDS)].map((label) => ({ label, type: "keyword", boost: -20 }));

export function completion(prefixes, terms) {
  return [
    (context) => local(context, prefixes, terms),
    (context) => things(context, prefixes),
  ];
}

function local(context, prefixes, terms) {
  const word = context.matchBefore(/[?$]?[\w-]*:?[\w.-]*/);
  if (!word || (word.from === word.to && !context.explicit)) return null;
  const typed = word.text;
  if (/^[?$]/.test(typed)) return { from: word.from, options: variables(context), validFor: /^[?$]\w*$/ };
  const options = terms()
    .map((term) => offer(term, prefixes))
    .filter(Boolean);
  if (!typed.includes(":")) {
    options.push(...keywords);
    options.push(...prefixes.spaces.map(([prefix, space]) => (
      { label: `${prefix}:`, detail: space, type: "namespace", boost: -10 }
    )));
  }
  return { from: word.from, options, validFor: /^[\w:.-]*$/ };
}

function offer(term, prefixes) {
  const short = prefixes.shorten(term.iri);
  if (!short) return null;
  const uses = term.uses ? words.uses(term.uses) : "";
  return {
    label: short,
    detail: term.label,
    info: [term.about, uses].filter(Boolean).join("\n") || undefined,
    type: term.class ? "class" : "property",
    boost: Math.min(10, Math.log2(1 + term.uses)),
  };
}

function variables(context) {
  const names = context.state.doc.toString().match(/[?$]\w+/g) ?? [];
  const typed = context.matchBefore(/[?$]\w*/)?.text;
  return [...new Set(names)].filter((name) => name !== typed).map((label) => ({ label, type: "variable" }));
}

// After a prefix of things, such as organisatie:, the service suggests things by any of their names.
async function things(context, prefixes) {
  const word = context.matchBefore(/[\w-]+:[\p{L}\w-]{2,}/u);
  if (!word) return null;
  const [prefix, typed] = word.text.split(":");
  const space = prefixes.space(prefix);
  if (!space?.includes("/id/")) return null;
  const answer = await fetch(`${root}/v1/suggest?q=${encodeURIComponent(typed)}`).catch(() => null);
  if (!answer?.ok || context.aborted) return null;
  const { items } = await answer.json();
  const options = items
    .filter((item) => item.id.startsWith(space))
    .map((item) => ({ label: prefixes.shorten(item.id) ?? `<${item.id}>`, detail: item.text, type: "constant" }));
  return { from: word.from, options, filter: false };
}
