// The engine's own thread: loads Python, unpacks the engine into it, and passes questions on, one at
// a time. Only JSON text crosses, in both directions. What the answers mean is none of its business.

/** @typedef {{engine: string, catalogue: string, tool: string, wording: unknown}} Start */

/** @type {((name: string, payload: string) => string) | null} */
let call = null;

/** @param {object} message */
function post(message) {
  postMessage(JSON.stringify(message));
}

/** Says that the start goes on. @param {string} step */
function reached(step) {
  post({ kind: "step", step });
}

/**
 * @param {string} address
 * @returns {Promise<Response>}
 */
async function load(address) {
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

/** @param {Start} given */
async function start(given) {
  const manifest = await (await load(new URL("engine.json", given.engine).href)).json();
  reached("manifest");
  /** @param {string} name */
  const part = (name) => new URL(manifest[name], given.engine).href;
  const pack = load(part("pack")).then((response) => response.arrayBuffer());
  const catalogue = load(given.catalogue).then((response) => response.text());
  for (const early of [pack, catalogue]) early.catch(() => undefined); // its failure is told below, where it is waited for
  const { loadPyodide } = await import(part("pyodide"));
  reached("loader");
  const python = loadPyodide({
    indexURL: given.engine,
    packageBaseUrl: given.engine,
    stdLibURL: part("stdlib"),
    lockFileContents: manifest.lock,
    fullStdLib: false,
  });
  const [pyodide] = await Promise.all([python, expectWasm(new URL("pyodide.asm.wasm", given.engine).href)]);
  reached("python");
  const site = pyodide.pyimport("site").getsitepackages().get(0);
  pyodide.unpackArchive(await pack, "zip", { extractDir: site });
  reached("pack");
  call = pyodide.pyimport("practice_audit.browser").call;
  reached("engine");
  const payload = `{"catalogue": ${await catalogue}, "tool": ${JSON.stringify(given.tool)}, "wording": ${JSON.stringify(given.wording)}}`;
  const answer = call?.("start", payload) ?? "{}";
  if ("fault" in JSON.parse(answer)) throw new Error(answer);
  post({ kind: "ready", answer });
}

addEventListener("message", (event) => {
  const message = JSON.parse(event.data);
  if (message.kind === "start") {
    start(message).catch((error) => post({ kind: "failed", reason: String(error) }));
  } else if (message.kind === "call" && call) {
    post({ kind: "answer", id: message.id, answer: call(message.name, message.payload) });
  }
});
