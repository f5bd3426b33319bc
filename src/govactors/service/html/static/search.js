// Suggestions while typing in a search form: a combobox with a list, as the ARIA Authoring
// Practices describe it. Without this script the form works all the same.
const WAIT = 120;
// Where in another application the service stands: this file comes from its folder static/.
const root = new URL("..", import.meta.url).pathname.replace(/\/$/, "");
const words = document.documentElement.lang === "en"
  ? { list: "Suggestions", none: "No suggestions", some: (n) => `${n} suggestions`, now: "now" }
  : { list: "Suggesties", none: "Geen suggesties", some: (n) => `${n} suggesties`, now: "nu" };

function enhance(form, number) {
  const input = form.elements.namedItem("q");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer = 0, asked = null, at = -1, typed = input.value;
  list.id = `suggestions-${number}`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", words.list);
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": list.id, autocomplete: "off",
  })) input.setAttribute(name, value);

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) mark(-1);
  }

  function mark(index) {
    at = index;
    [...list.children].forEach((each, i) => each.setAttribute("aria-selected", String(i === at)));
    const chosen = list.children[at];
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
    input.value = chosen ? chosen.dataset.text : typed;
  }

  function fill(items) {
    list.replaceChildren(...items.map((item, i) => {
      const row = document.createElement("li");
      const text = document.createElement("span");
      const lang = document.documentElement.lang;
      const label = item.label[lang] ?? Object.values(item.label)[0] ?? "";
      row.id = `${list.id}-${i}`;
      row.dataset.text = item.text;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      text.textContent = item.text;
      if (item.language) text.lang = item.language;
      row.append(text);
      if (label && label !== item.text) {
        const note = document.createElement("small");
        note.textContent = item.former ? `${words.now}: ${label}` : label;
        row.append(" ", note);
      }
      return row;
    }));
    show(items.length > 0);
    status.textContent = items.length ? words.some(items.length) : words.none;
  }

  async function ask() {
    const text = input.value.trim();
    asked?.abort();
    if (text.length < 2) return show(false);
    asked = new AbortController();
    try {
      const query = new URLSearchParams({ q: text.slice(0, 200) });
      const answer = await fetch(`${root}/v1/suggest?${query}`, { signal: asked.signal });
      if (answer.ok) fill((await answer.json()).items);
    } catch {
      show(false); // given up for a newer one, or offline: the form still works
    }
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && last >= 0) {
      event.preventDefault();
      const wasOpen = !list.hidden;
      if (!wasOpen) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = at + step;
      mark(next > last ? -1 : next < -1 ? last : next);
    } else if (event.key === "Tab") {
      typed = input.value;
      show(false);
    }
  });
  input.addEventListener("blur", () => setTimeout(() => {
    if (!form.contains(document.activeElement)) {
      typed = input.value;
      show(false);
    }
  }, 150));
  list.addEventListener("mousedown", (event) => {
    const row = event.target.closest("[role=option]");
    event.preventDefault(); // the input keeps the focus
    if (row) {
      input.value = row.dataset.text;
      form.requestSubmit();
    }
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    list.hidden = true;
  });
}

document.querySelectorAll('form[action$="/zoek"]').forEach(enhance);
