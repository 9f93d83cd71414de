// Loads Python into a worker and unpacks packs of the engine into it. What is done with them, others say.

/** Python, as far as the workers use it. @typedef {{pyimport: (name: string) => any, unpackArchive: (data: ArrayBuffer, format: string, options: object) => void, toPy: (value: unknown) => unknown}} Python */

/**
 * @param {string} address
 * @returns {Promise<Response>}
 */
export async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response;
}

/**
 * Pyodide waits for ever where WebAssembly is forbidden, or its file is refused or has a type that
 * browsers do not compile. This fails at once then.
 * @param {string} address
 */
async function expectWasm(address) {
  await WebAssembly.compile(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])); // the smallest module there is
  let response = await fetch(address, { method: "HEAD" });
  if (!response.ok) {
    response = await fetch(address); // some hosts answer only whole requests; its head is enough
    void response.body?.cancel();
  }
  const { ok, status, headers } = response;
  const type = headers.get("content-type") ?? "";
  if (!ok || !type.startsWith("application/wasm")) throw new Error(`${status} (${type}) for ${address}`);
}

/**
 * Python with these packs in it. Each step is told, so that a slow start is not taken for none.
 * @param {string} engine  the address of its folder
 * @param {string[]} packs  as the manifest names them
 * @param {(step: string) => void} reached
 * @returns {Promise<Python>}
 */
export async function loadPython(engine, packs, reached) {
  const manifest = await (await load(new URL("engine.json", engine).href)).json();
  reached("manifest");
  /** @param {string} name */
  const part = (name) => new URL(manifest[name], engine).href;
  const archives = packs.map((name) => load(part(name)).then((response) => response.arrayBuffer()));
  for (const early of archives) early.catch(() => undefined); // its failure is told below, where it is waited for
  const { loadPyodide } = await import(part("pyodide"));
  reached("loader");
  const python = loadPyodide({
    indexURL: engine,
    packageBaseUrl: engine,
    stdLibURL: part("stdlib"),
    lockFileContents: manifest.lock,
    fullStdLib: false,
  });
  const [pyodide] = await Promise.all([python, expectWasm(new URL("pyodide.asm.wasm", engine).href)]);
  reached("python");
  const site = pyodide.pyimport("site").getsitepackages().get(0);
  for (const archive of archives) pyodide.unpackArchive(await archive, "zip", { extractDir: site });
  reached("pack");
  return pyodide;
}
