// Makes one file of the editor, and one of the licences of what it holds.
import { build } from "esbuild";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const place = process.argv[2] ?? join(here, "..", "src", "govactors", "service", "html", "static");
const { metafile } = await build({
  entryPoints: [join(here, "src", "main.js")],
  outfile: join(place, "editor.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  loader: { ".rq": "text" },
  metafile: true,
  logLevel: "warning",
});

const packages = new Set(
  Object.keys(metafile.inputs)
    .map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
    .filter(Boolean),
);
const notices = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "license"].map((each) => join(folder, each)).find(existsSync);
  if (!file) throw new Error(`${name} has no licence text`);
  return `${name} ${version} (${license})\n\n${readFileSync(file, "utf8").trim()}\n`;
});
writeFileSync(join(place, "editor.LICENSES.txt"), notices.join(`\n${"-".repeat(72)}\n\n`));
