// Turns Python source archives into bytecode archives for the Python that runs in the browser.
//
//   node compile_pack.mjs <folder of pyodide> <folder of tool wheels> <archive.zip>...
//
// Each archive is replaced by one of the same name that holds .pyc files. The work is done by
// pyodide-build's own py-compile inside Pyodide, because bytecode must be made by the very Python
// that will read it; the host's Python has another magic number (decision 0005).

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

process.on("uncaughtException", (error) => {
  console.error(error.message); // and not the one line of Pyodide in which it happened
  process.exit(1);
});
const [pyodideFolder, wheelFolder, ...archives] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(resolve(pyodideFolder), "pyodide.mjs")).href);

const pyodide = await loadPyodide({ env: { SOURCE_DATE_EPOCH: "315532800" } });
for (const wheel of readdirSync(wheelFolder)) {
  if (wheel.endsWith(".whl")) pyodide.unpackArchive(new Uint8Array(readFileSync(join(wheelFolder, wheel))), "wheel");
}
const compile = pyodide.runPython(`
from pathlib import Path
from pyodide_build._py_compile import _py_compile_archive

def compile_archive(name):
    return str(_py_compile_archive(Path("/tmp") / name, keep=False, verbose=False))

compile_archive
`);
for (const archive of archives) {
  const name = basename(archive);
  pyodide.FS.writeFile(`/tmp/${name}`, new Uint8Array(readFileSync(archive)));
  const compiled = compile(name);
  writeFileSync(archive, pyodide.FS.readFile(compiled));
}
console.log(pyodide.runPython("import sys; sys.version.split()[0]"));
