// Asks a query on standard input of the web itself: from a seed on, by following links.
import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

const [folder, seed] = process.argv.slice(2);
const { QueryEngine } = createRequire(`${folder}/`)("@comunica/query-sparql-link-traversal");
const found = await new QueryEngine().queryBindings(await text(process.stdin), {
  sources: [seed],
  lenient: true,
});
const rows = await found.toArray();
const table = rows.map((row) => Object.fromEntries(
  [...row].map(([variable, term]) => [variable.value, term.value]),
));
process.stdout.write(JSON.stringify(table), () => process.exit(0));
