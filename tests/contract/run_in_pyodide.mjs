// Asks the shipped engine a list of questions, as the page's worker does, and keeps its answers.
//
//   node run_in_pyodide.mjs <folder of the engine> <calls.json> <answers.json>
//
// calls.json is a list of [name, payload], both text; answers.json becomes the list of answers, text.

import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

process.on("uncaughtException", (error) => {
  console.error(error.message); // and not Pyodide's sources, in which Node would show the line
  process.exit(1);
});

const [folder, calls, answers] = process.argv.slice(2).map((path) => resolve(path));
const manifest = JSON.parse(readFileSync(join(folder, "engine.json"), "utf8"));
const { loadPyodide } = await import(pathToFileURL(join(folder, manifest.pyodide)).href);
const pyodide = await loadPyodide({
  indexURL: `${folder}/`,
  packageBaseUrl: `${folder}/`,
  stdLibURL: join(folder, manifest.stdlib),
  lockFileContents: JSON.stringify(manifest.lock),
  fullStdLib: false,
});
const site = pyodide.pyimport("site").getsitepackages().get(0);
pyodide.unpackArchive(new Uint8Array(readFileSync(join(folder, manifest.pack))), "zip", { extractDir: site });
const call = pyodide.pyimport("practice_audit.browser").call;
const asked = JSON.parse(readFileSync(calls, "utf8"));
writeFileSync(answers, JSON.stringify(asked.map(([name, payload]) => call(name, payload))));
