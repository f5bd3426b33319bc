// The catalogue of questions: choose one, fill in its parameters, and its query stands in the editor.
import { element } from "./elements.js";
import { root } from "./root.js";
import { language, words } from "./words.js";

const SH = "http://www.w3.org/ns/shacl#";
const XSD = "http://www.w3.org/2001/XMLSchema#";

function first(values, key) {
  const found = [values[key] ?? []].flat();
  return found.find((each) => each["@language"] === language) ?? found[0] ?? null;
}

// The query and the parameters in the description of a question.
export function read(description) {
  const text = first(description, `${SH}select`) ?? first(description, `${SH}ask`) ?? "";
  const parameters = [description[`${SH}parameter`] ?? []].flat().map((each) => {
    const value = first(each, `${SH}defaultValue`);
    return {
      name: each.id.split("#").at(-1),
      label: first(each, `${SH}name`)?.["@value"] ?? each.id.split("#").at(-1),
      datatype: value?.["@type"] ?? first(each, `${SH}datatype`)?.id ?? null,
      language: value?.["@language"] ?? null,
      iri: Boolean(value?.id),
      value: value?.id ?? value?.["@value"] ?? (typeof value === "string" ? value : ""),
    };
  });
  return { text: String(text["@value"] ?? text).trim() + "\n", parameters };
}

// A value as a term of SPARQL; what cannot be one is null.
export function term(parameter, value) {
  if (parameter.iri) {
    if (/^[a-z][\w+.-]*:\/\/[^\s<>"{}|\\^`]+$/i.test(value)) return `<${value}>`;
    return /^[\w-]+:[\w][\w-]*$/.test(value) ? value : null;
  }
  const text = JSON.stringify(value);
  if (parameter.language) return `${text}@${parameter.language}`;
  const plain = !parameter.datatype || parameter.datatype === `${XSD}string`;
  return plain ? text : `${text}^^<${parameter.datatype}>`;
}

// The query with another value in the VALUES line of a parameter.
export function filled(text, parameter, value) {
  const made = term(parameter, value);
  const line = new RegExp(`(VALUES\\s+\\?${parameter.name}\\s*\\{)[^}]*(\\})`);
  return made === null ? text : text.replace(line, (_, open, close) => `${open} ${made} ${close}`);
}

// What stands above the editor: a list of the questions, and fields for what the chosen one asks.
export function questions(catalogue, field, run) {
  const options = catalogue.map((each) => element("option", { value: each.reference }, each[language]));
  const select = element("select", { id: "editor-questions" }, element("option", { value: "" }, words.none), ...options);
  const fields = element("fieldset", { class: "editor-parameters", hidden: true });
  select.addEventListener("change", async () => {
    if (!select.value) return;
    const answer = await fetch(`${root}/doc/vraag/${encodeURIComponent(select.value)}.jsonld`);
    if (!answer.ok) return;
    const question = read(await answer.json());
    field.text = question.text;
    show(fields, question.parameters, field);
    run();
  });
  const label = element("label", { for: "editor-questions" }, `${words.questions} `);
  return [element("p", { class: "editor-questions" }, label, select), fields];
}

function show(fields, parameters, field) {
  fields.replaceChildren(element("legend", {}, words.fill));
  fields.hidden = parameters.length === 0;
  for (const parameter of parameters) {
    const type = parameter.datatype === `${XSD}date` ? "date" : "text";
    const input = element("input", { type, value: parameter.value });
    input.addEventListener("change", () => {
      field.text = filled(field.text, parameter, input.value);
    });
    fields.append(element("label", {}, `${parameter.label} `, input));
  }
}
