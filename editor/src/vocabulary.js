// The words a query may use: terms of the ontology, and how often the data use which.
import { root } from "./root.js";
import query from "./terms.rq";
import { language } from "./words.js";

const VOID = "http://rdfs.org/ns/void#";

async function rows() {
  const address = `${root}/sparql?query=${encodeURIComponent(query)}`;
  const answer = await fetch(address, { headers: { accept: "application/sparql-results+json" } });
  return answer.ok ? (await answer.json()).results.bindings : [];
}

async function counts() {
  const answer = await fetch(`${root}/.well-known/void`, { headers: { accept: "application/n-triples" } });
  return answer.ok ? partitions(await answer.text()) : new Map();
}

// From the N-Triples of a VoID description: address of class or property -> times used.
export function partitions(text) {
  const terms = new Map();
  const numbers = new Map();
  for (const line of text.split("\n")) {
    const found = /^(\S+) <([^>]+)> (?:<([^>]*)>|"(\d+)")/.exec(line);
    if (!found || !found[2].startsWith(VOID)) continue;
    const name = found[2].slice(VOID.length);
    if (name === "class" || name === "property") terms.set(found[1], { iri: found[3], name });
    else if (name === "entities" || name === "triples") numbers.set(found[1], Number(found[4]));
  }
  const used = new Map();
  for (const [node, { iri, name }] of terms) {
    used.set(iri, { uses: Math.max(numbers.get(node) ?? 0, used.get(iri)?.uses ?? 0), class: name === "class" });
  }
  return used;
}

export async function vocabulary() {
  const [told, used] = await Promise.all([rows(), counts()]);
  const terms = new Map();
  for (const row of told) {
    const known = terms.get(row.term.value);
    if (known && row.label["xml:lang"] !== language) continue;
    terms.set(row.term.value, {
      iri: row.term.value,
      label: row.label.value,
      about: row.about?.value ?? "",
      class: row.class.value === "true",
      uses: used.get(row.term.value)?.uses ?? 0,
    });
  }
  for (const [iri, each] of used) {
    if (!terms.has(iri)) terms.set(iri, { iri, label: "", about: "", ...each });
  }
  return [...terms.values()].sort((a, b) => b.uses - a.uses || (a.iri < b.iri ? -1 : 1));
}
