// The desk's own thread: Python with both packs, and the files that somebody chose, read one by one while a
// question is answered. Nothing of them is kept, and nothing goes anywhere but to the page.

import { load, loadPython } from "../engine/python.mjs";

/** @typedef {{engine: string, catalogues: string[]}} Start */

const KEPT = 128_000_000; // bytes of files that are kept while one question is answered: a second reading takes long
const SELDOM = [50_000, 20, 50]; // how often Python looks for what it can forget; the command line does as here
const OFTEN = 100; // milliseconds between two words about progress

/** @type {((name: string, payload: string, content: unknown, progress: unknown) => string) | null} */
let call = null;
/** @type {(data: Uint8Array) => unknown} */
let toPython = () => null;
/** What somebody chose, or what was in it where it was locked. @type {(File | Uint8Array)[]} */
let files = [];
/** What was read of them, by its place and how much was wanted. @type {Map<string, Uint8Array>} */
let kept = new Map();
let room = KEPT;
const reader = new (/** @type {any} */ (globalThis).FileReaderSync)(); // only workers have it
let told = 0;

/** @param {object} message */
function post(message) {
  postMessage(JSON.stringify(message));
}

/** So many bytes of a file; nothing where it cannot be read. @param {number} place @param {number} most */
function content(place, most) {
  const bytes = kept.get(`${place} ${most}`) ?? read(place, most);
  return bytes && toPython(bytes);
}

/** @param {number} place @param {number} most @returns {Uint8Array | undefined} */
function read(place, most) {
  const file = files[place];
  if (!file || file instanceof Uint8Array) return file?.subarray(0, most);
  try {
    const bytes = new Uint8Array(reader.readAsArrayBuffer(file.size > most ? file.slice(0, most) : file));
    room -= bytes.length;
    if (room > 0) kept.set(`${place} ${most}`, bytes);
    return bytes;
  } catch {
    return undefined; // it was changed, moved or is locked
  }
}

/** @param {unknown[]} next  the files of the next question; what is kept of the last is gone */
function take(next) {
  files = /** @type {(File | Uint8Array)[]} */ (next);
  kept = new Map();
  room = KEPT;
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
  const memory = python.pyimport("gc");
  memory.collect();
  memory.freeze(); // editions are large, and stay: nobody has to look through them for what can be forgotten
  memory.set_threshold(...SELDOM);
  call = desk.call;
  post({ kind: "ready", answer });
}

addEventListener("message", (event) => {
  if (typeof event.data !== "string") {
    take(event.data);
    return;
  }
  const message = JSON.parse(event.data);
  if (message.kind === "start") {
    start(message).catch((error) => post({ kind: "failed", reason: String(error) }));
  } else if (message.kind === "call" && call) {
    const answer = call(message.name, message.payload, content, progress);
    take([]);
    post({ kind: "answer", id: message.id, answer });
  }
});
