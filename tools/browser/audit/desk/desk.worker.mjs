// The desk's own thread: Python with both packs, and the files that somebody chose, read one by one while a
// question is answered. Nothing of them is kept, and nothing goes anywhere but to the page.

import { load, loadPython } from "../engine/python.mjs";

/** @typedef {{engine: string, catalogues: string[]}} Start */

const LARGEST = 2_000_001; // one byte more than a record may have
const OFTEN = 100; // milliseconds between two words about progress

/** @type {((name: string, payload: string, content: unknown, progress: unknown) => string) | null} */
let call = null;
/** @type {(data: Uint8Array) => unknown} */
let toPython = () => null;
/** What somebody chose, or what was in it where it was locked. @type {(File | Uint8Array)[]} */
let files = [];
const reader = new (/** @type {any} */ (globalThis).FileReaderSync)(); // only workers have it
let told = 0;

/** @param {object} message */
function post(message) {
  postMessage(JSON.stringify(message));
}

/** The bytes of a file; nothing where it cannot be read. @param {number} place */
function content(place) {
  const file = files[place];
  if (file instanceof Uint8Array) return toPython(file.subarray(0, LARGEST));
  try {
    return file && toPython(new Uint8Array(reader.readAsArrayBuffer(file.slice(0, LARGEST))));
  } catch {
    return undefined; // it was changed, moved or is locked
  }
}

/** @param {string} step @param {number} done @param {number} all */
function progress(step, done, all) {
  const moment = performance.now();
  if (done < all && moment - told < OFTEN) return;
  told = moment;
  post({ kind: "progress", step, done, all });
}

/** @param {Start} given */
async function start(given) {
  const editions = Promise.all(given.catalogues.map(async (address) => (await load(address)).text()));
  editions.catch(() => undefined); // its failure is told below, where it is waited for
  const python = await loadPython(given.engine, ["pack", "desk"], (step) => post({ kind: "step", step }));
  const desk = python.pyimport("practice_audit.desk");
  toPython = (data) => python.toPy(data);
  post({ kind: "step", step: "engine" });
  const answer = desk.call("start", `{"catalogues": [${(await editions).join(",")}]}`, content, progress);
  if ("fault" in JSON.parse(answer)) throw new Error(answer);
  call = desk.call;
  post({ kind: "ready", answer });
}

addEventListener("message", (event) => {
  if (typeof event.data !== "string") {
    files = event.data;
    return;
  }
  const message = JSON.parse(event.data);
  if (message.kind === "start") {
    start(message).catch((error) => post({ kind: "failed", reason: String(error) }));
  } else if (message.kind === "call" && call) {
    const answer = call(message.name, message.payload, content, progress);
    files = [];
    post({ kind: "answer", id: message.id, answer });
  }
});
