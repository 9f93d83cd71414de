// The engine's own thread: loads Python, unpacks the engine into it, and passes questions on, one at
// a time. Only JSON text crosses, in both directions. What the answers mean is none of its business.

import { load, loadPython } from "./python.mjs";

/** @typedef {{engine: string, catalogue: string, tool: string, wording: unknown}} Start */

/** @type {((name: string, payload: string) => string) | null} */
let call = null;

/** @param {object} message */
function post(message) {
  postMessage(JSON.stringify(message));
}

/** @param {Start} given */
async function start(given) {
  const catalogue = load(given.catalogue).then((response) => response.text());
  catalogue.catch(() => undefined); // its failure is told below, where it is waited for
  const pyodide = await loadPython(given.engine, ["pack"], (step) => post({ kind: "step", step }));
  call = pyodide.pyimport("practice_audit.browser").call;
  post({ kind: "step", step: "engine" });
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
