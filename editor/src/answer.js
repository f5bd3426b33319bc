// An answer as rows of cells: results in JSON, or triples as three columns.
export const SHOWN = 1000;

export function rows(answer) {
  if (answer.kind === "triples") {
    const cells = triples(answer.text);
    return { names: ["subject", "predicate", "object"], cells, triples: true };
  }
  const found = JSON.parse(answer.text);
  if ("boolean" in found) return { boolean: found.boolean };
  const names = found.head.vars;
  return { names, cells: found.results.bindings.map((row) => names.map((name) => row[name] ?? null)) };
}

const TERM = /(?:<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?)/y;

// The lines of N-Triples, as the service writes them.
export function triples(text) {
  return text.split("\n").filter(Boolean).map((line) => {
    const found = [];
    let at = 0;
    while (found.length < 3) {
      TERM.lastIndex = at;
      const match = TERM.exec(line);
      if (!match) break;
      found.push(cell(match));
      at = TERM.lastIndex + 1;
    }
    return found;
  });
}

function cell([, iri, blank, literal, language, datatype]) {
  if (iri !== undefined) return { type: "uri", value: plain(iri) };
  if (blank !== undefined) return { type: "bnode", value: blank };
  const made = { type: "literal", value: plain(literal) };
  if (language) made["xml:lang"] = language;
  if (datatype) made.datatype = datatype;
  return made;
}

const ESCAPES = { t: "\t", n: "\n", r: "\r", b: "\b", f: "\f" };

function plain(text) {
  return text.replace(/\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|(.))/g, (_, four, eight, one) => (
    one ? ESCAPES[one] ?? one : String.fromCodePoint(Number.parseInt(four ?? eight, 16))
  ));
}

export function isNumber(cell) {
  return cell?.type === "literal" && /#(integer|decimal|double|float|int|long|nonNegativeInteger)$/.test(cell.datatype ?? "");
}
