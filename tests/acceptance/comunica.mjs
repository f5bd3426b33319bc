// Asks each query on standard input of an endpoint; writes the rows, or true and false.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const [folder, kind, endpoint] = process.argv.slice(2);
const { QueryEngine } = createRequire(`${folder}/`)("@comunica/query-sparql");
const sources = [kind === "sparql" ? { type: kind, value: endpoint } : endpoint];
const engine = new QueryEngine();
const answers = [];
for (const query of JSON.parse(await text(process.stdin))) {
  const found = await engine.query(query, { sources });
  if (found.resultType === "boolean") {
    answers.push(await found.execute());
    continue;
  }
  const rows = await (await found.execute()).toArray();
  answers.push(rows.map((row) => Object.fromEntries(
    [...row].map(([variable, term]) => [variable.value, term.value]),
  )));
}
// Ends only when all is written: connections kept open would hold the process.
process.stdout.write(JSON.stringify(answers), () => process.exit(0));
