// Pictures without this script say everything. With it, what belongs together stands out under the
// pointer or the keyboard's focus, and a picture can be made larger.

const words = { nl: ["Vergroot", "Verklein", "Ware grootte"], en: ["Larger", "Smaller", "Full size"] };

const ends = (wire) => wire.dataset.ends.split(" ");

function related(svg, id) {
  const wires = [...svg.querySelectorAll(".wire")];
  let near = wires.filter((wire) => ends(wire).includes(id));
  if (svg.classList.contains("flows") || svg.classList.contains("authority")) {
    const middles = new Set(near.map((wire) => ends(wire)[1]));
    near = wires.filter((wire) => middles.has(ends(wire)[1]));
  }
  return near;
}

function mark(svg, id) {
  const near = new Set(id ? related(svg, id) : []);
  const names = new Set([id, ...[...near].flatMap(ends)]);
  for (const each of svg.querySelectorAll(".wire, .node")) {
    const own = each.dataset.id ? names.has(each.dataset.id) : near.has(each);
    each.classList.toggle("near", near.size > 0 && own);
    each.classList.toggle("far", near.size > 0 && !own);
  }
}

function highlight(svg) {
  const idOf = (event) => event.target.closest?.(".node")?.dataset.id;
  for (const name of ["pointerover", "focusin"]) {
    svg.addEventListener(name, (event) => mark(svg, idOf(event)));
  }
  for (const name of ["pointerleave", "focusout"]) {
    svg.addEventListener(name, () => mark(svg, null));
  }
}

function zoom(svg) {
  const { width, height } = svg.viewBox.baseVal;
  const caption = svg.closest("figure")?.querySelector("figcaption");
  if (!caption) return;
  const apply = (scale) => {
    svg.style.maxWidth = "none";
    svg.setAttribute("width", Math.round(width * scale));
    svg.setAttribute("height", Math.round(height * scale));
  };
  const now = () => svg.getBoundingClientRect().width / width;
  const steps = [() => now() * 1.25, () => now() / 1.25, () => 1];
  const bar = document.createElement("span");
  bar.className = "zoom";
  (words[svg.getAttribute("lang")] ?? words.en).forEach((word, at) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = word;
    button.addEventListener("click", () => apply(Math.min(4, Math.max(0.25, steps[at]()))));
    bar.append(button);
  });
  caption.append(bar);
}

for (const svg of document.querySelectorAll("svg.ga-picture")) {
  highlight(svg);
  zoom(svg);
}
