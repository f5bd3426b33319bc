import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { rows, triples } from "../src/answer.js";
import { Prefixes } from "../src/prefixes.js";
import { filled, read, term } from "../src/questions.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const prefixes = new Prefixes({ ga: "https://w3id.org/govactors/def#", org: "http://www.w3.org/ns/org#" }, "https://w3id.org/govactors/");

test("an address is shortened where the rest is a plain name", () => {
  assert.equal(prefixes.shorten("https://w3id.org/govactors/def#leads"), "ga:leads");
  assert.equal(prefixes.shorten("https://w3id.org/govactors/def#a/b"), null);
  assert.equal(prefixes.shorten("https://example.org/"), null);
});

test("prefixes that are used are declared, and no others", () => {
  assert.equal(prefixes.declared("SELECT ?a { ?a ga:leads ?b }"), "PREFIX ga: <https://w3id.org/govactors/def#>\n\nSELECT ?a { ?a ga:leads ?b }");
  for (const text of [
    "PREFIX ga: <x:>\nASK { ?a ga:b ?c }",
    'ASK { ?a ?b "ga:leads" }',
    "ASK { ?a <ga:leads> ?c }",
    "ASK {} # ga:leads",
  ]) assert.equal(prefixes.declared(text), text);
});

test("a value becomes a term, or nothing", () => {
  assert.equal(term({ datatype: `${XSD}date` }, "2025-01-15"), `"2025-01-15"^^<${XSD}date>`);
  assert.equal(term({ language: "nl" }, 'a "b" } \n c'), '"a \\"b\\" } \\n c"@nl');
  assert.equal(term({ iri: true }, "https://example.org/a"), "<https://example.org/a>");
  assert.equal(term({ iri: true }, "organisatie:ind"), "organisatie:ind");
  assert.equal(term({ iri: true }, "https://example.org/> } DROP"), null);
});

test("a parameter is filled in where its VALUES stand", () => {
  const text = 'SELECT * { VALUES ?day { "2023-10-19"^^xsd:date } VALUES ?daytime { 1 } }';
  const made = filled(text, { name: "day", datatype: `${XSD}date` }, "2025-01-15");
  assert.equal(made, `SELECT * { VALUES ?day { "2025-01-15"^^<${XSD}date> } VALUES ?daytime { 1 } }`);
});

test("a description of a question gives its query and its parameters", () => {
  const sh = "http://www.w3.org/ns/shacl#";
  const found = read({
    [`${sh}select`]: ["\nSELECT * {}\n"],
    [`${sh}parameter`]: [{
      id: "https://example.org/vraag/a#day",
      [`${sh}name`]: [{ "@value": "dag", "@language": "nl" }],
      [`${sh}defaultValue`]: [{ "@value": "2025-01-15", "@type": `${XSD}date` }],
    }],
  });
  assert.equal(found.text, "SELECT * {}\n");
  assert.deepEqual(found.parameters, [
    { name: "day", label: "dag", datatype: `${XSD}date`, language: null, iri: false, value: "2025-01-15" },
  ]);
});

test("triples are read with every kind of term", () => {
  const text = '<a:b> <c:d> "x\\n\\u00e9 \\"y\\""@nl .\n_:e <c:d> "1"^^<t:i> .\n<a:b> <c:d> <f:g> .\n';
  assert.deepEqual(triples(text).map(([, , object]) => object), [
    { type: "literal", value: 'x\né "y"', "xml:lang": "nl" },
    { type: "literal", value: "1", datatype: "t:i" },
    { type: "uri", value: "f:g" },
  ]);
  assert.equal(triples(text)[1][0].type, "bnode");
});

test("an unbound cell is empty", () => {
  const text = '{"head":{"vars":["a","b"]},"results":{"bindings":[{"b":{"type":"uri","value":"x:y"}}]}}';
  assert.deepEqual(rows({ kind: "rows", text }).cells, [[null, { type: "uri", value: "x:y" }]]);
});

test("every word is there in both languages", () => {
  const [, nl, en] = readFileSync(new URL("../src/words.js", import.meta.url), "utf8").split(/^ {2}(?:nl|en): \{$/m);
  const names = (text) => [...text.matchAll(/(\w+): (?="|\()/g)].map((found) => found[1]).sort();
  assert.deepEqual(names(nl), names(en));
});
