// Triples as a drawing: things in a circle, the most connected first, so that it is always the same.
import { drawn } from "./elements.js";
import { words } from "./words.js";

const MOST = 60;
const WIDTH = 900;
const HEIGHT = 640;

export function graph({ cells }, prefixes) {
  const lines = cells.filter(([, , object]) => object?.type !== "literal");
  const degrees = new Map();
  for (const [subject, , object] of lines) {
    for (const { value } of [subject, object]) degrees.set(value, (degrees.get(value) ?? 0) + 1);
  }
  const things = [...degrees].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST).map(([iri]) => iri);
  const places = new Map(things.map((iri, index) => [iri, place(index, things.length)]));
  const drawnLines = lines
    .filter(([subject, , object]) => places.has(subject.value) && places.has(object.value))
    .map(([subject, predicate, object]) => {
      const [from, to] = [places.get(subject.value), places.get(object.value)];
      const name = prefixes.shorten(predicate.value) ?? predicate.value;
      return drawn("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y }, drawn("title", {}, name));
    });
  return drawn(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words.graph, class: "editor-graph" },
    ...drawnLines,
    ...things.flatMap((iri) => node(iri, places.get(iri), prefixes)),
  );
}

function place(index, count) {
  const angle = (2 * Math.PI * index) / Math.max(1, count) - Math.PI / 2;
  const x = WIDTH / 2 + (WIDTH / 2 - 210) * Math.cos(angle);
  const y = HEIGHT / 2 + (HEIGHT / 2 - 40) * Math.sin(angle);
  return { x: Math.round(x), y: Math.round(y), right: Math.cos(angle) >= 0 };
}

function node(iri, { x, y, right }, prefixes) {
  const name = prefixes.shorten(iri) ?? iri;
  const text = name.length > 34 ? `${name.slice(0, 33)}…` : name;
  return [
    drawn("circle", { cx: x, cy: y, r: 6 }, drawn("title", {}, iri)),
    drawn("text", { x: x + (right ? 10 : -10), y: y + 5, "text-anchor": right ? "start" : "end" }, text),
  ];
}
