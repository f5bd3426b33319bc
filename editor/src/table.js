// An answer as a table that can be sorted.
import { SHOWN, isNumber } from "./answer.js";
import { element } from "./elements.js";
import { root } from "./root.js";
import { words } from "./words.js";

export function table({ names, cells }, prefixes) {
  const body = element("tbody");
  const heads = names.map((name, index) => {
    const button = element("button", { type: "button", "aria-label": words.sort(name) }, name);
    const head = element("th", { scope: "col" }, button);
    button.addEventListener("click", () => {
      const falling = head.getAttribute("aria-sort") === "ascending";
      for (const each of heads) each.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      fill(body, sorted(cells, index, falling), prefixes);
    });
    return head;
  });
  fill(body, cells, prefixes);
  const made = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), body);
  return element("div", { class: "table", tabindex: "0", role: "region", "aria-label": words.results }, made);
}

function sorted(cells, index, falling) {
  const sign = falling ? -1 : 1;
  return [...cells].sort((a, b) => sign * compare(a[index], b[index]));
}

function compare(a, b) {
  if (!a || !b) return (a ? 1 : 0) - (b ? 1 : 0);
  if (isNumber(a) && isNumber(b)) return Number(a.value) - Number(b.value);
  return a.value.localeCompare(b.value);
}

function fill(body, cells, prefixes) {
  body.replaceChildren(...cells.slice(0, SHOWN).map((row) => (
    element("tr", {}, ...row.map((cell) => element("td", {}, ...(cell ? [shown(cell, prefixes)] : []))))
  )));
}

function shown(cell, prefixes) {
  if (cell.type === "uri") return address(cell.value, prefixes);
  const made = element("span", {}, cell.value);
  if (cell["xml:lang"]) made.lang = cell["xml:lang"];
  if (isNumber(cell)) made.className = "number";
  return made;
}

// Addresses of this publication lead to this host, others to their own.
function address(iri, prefixes) {
  const text = prefixes.shorten(iri) ?? iri;
  if (iri.startsWith(prefixes.base)) return element("a", { href: `${root}/${iri.slice(prefixes.base.length)}` }, text);
  return /^https?:/.test(iri) ? element("a", { href: iri, rel: "noreferrer" }, text) : element("span", {}, text);
}
