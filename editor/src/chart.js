// An answer as bars: the first column of numbers, named by the first column of anything else.
import { isNumber } from "./answer.js";
import { drawn } from "./elements.js";
import { words } from "./words.js";

const MOST = 60;
const HEIGHT = 26;
const NAMES = 300;
const WIDTH = 900;

export function chart({ names, cells }, prefixes) {
  const numbers = names.findIndex((_, index) => cells.some((row) => isNumber(row[index])));
  if (numbers < 0) return null;
  const labels = names.findIndex((_, index) => index !== numbers);
  const rows = cells.filter((row) => isNumber(row[numbers])).slice(0, MOST);
  const largest = Math.max(...rows.map((row) => Math.abs(Number(row[numbers].value))), 1e-9);
  const bars = rows.flatMap((row, index) => bar(row[labels], row[numbers], index, largest, prefixes));
  const title = `${names[numbers]}${labels < 0 ? "" : ` / ${names[labels]}`}`;
  return drawn(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${rows.length * HEIGHT}`, role: "img", "aria-label": `${words.chart}: ${title}`, class: "editor-chart" },
    ...bars,
  );
}

function bar(label, number, index, largest, prefixes) {
  const y = index * HEIGHT;
  const width = ((WIDTH - NAMES - 90) * Math.abs(Number(number.value))) / largest;
  const name = label ? prefixes.shorten(label.value) ?? label.value : "";
  return [
    drawn("text", { x: NAMES - 10, y: y + 18, "text-anchor": "end" }, name.length > 42 ? `${name.slice(0, 41)}…` : name),
    drawn("rect", { x: NAMES, y: y + 4, width, height: HEIGHT - 8 }, drawn("title", {}, `${name}: ${number.value}`)),
    drawn("text", { x: NAMES + width + 8, y: y + 18 }, number.value),
  ];
}
