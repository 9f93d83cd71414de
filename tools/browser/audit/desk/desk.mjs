// What the pages of the desk do alike: start the engine with both packs, ask it with files, say how far it is,
// stop it. Nothing is stored, and nothing leaves the page.

import { Engine } from "../engine/engine.mjs";
import { note } from "../page/bar.mjs";
import { all, need, one } from "../page/dom.mjs";
import { pressed, tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";
import { clear } from "./showing.mjs";

/** @typedef {import("../engine/engine.mjs").EngineState} EngineState */

const page = need("qa-main");
const root = new URL(page.dataset["root"] ?? "", location.href);
const here = (/** @type {string} */ path) => new URL(path, root).href;
const state = need("desk-state");
const bar = /** @type {HTMLProgressElement} */ (need("desk-progress"));
let isBusy = false;
let isStopped = false;

const engine = new Engine({ engine: here("engine/"), catalogues: (page.dataset["catalogues"] ?? "").split(" ").map(here) }, showEngine, {
  worker: new URL("./desk.worker.mjs", import.meta.url),
  progress: (step, done, all) => {
    bar.max = all;
    bar.value = done;
    state.textContent = say(`desk.${step}`, { done: done.toLocaleString("en-GB"), all: all.toLocaleString("en-GB") });
  },
});

/** @param {EngineState} now */
function showEngine(now) {
  note("engine-slow", now === "slow");
  note("engine-missing", now === "missing");
  if (!isBusy && now !== "off") state.textContent = say(`desk.${now}`);
}

/** The buttons that begin something. */
const beginners = () => all(page, "[data-do=work], [data-do=verify]");

/** @param {boolean} on */
function showBusy(on) {
  isBusy = on;
  for (const button of beginners()) button.setAttribute("aria-disabled", String(on));
  const stop = one(page, "[data-do=stop]");
  if (stop) stop.hidden = !on;
  bar.hidden = !on;
  bar.removeAttribute("value");
  state.textContent = on && !engine.isReady ? say("desk.waits") : engine.state === "off" ? "" : say(`desk.${engine.state}`);
}

/**
 * Asks a question of the engine; null where there is no answer, and then the page has said why.
 * @template T
 * @param {string} name
 * @param {object} payload
 * @param {(File | Uint8Array)[]} files
 * @returns {Promise<T | null>}
 */
export async function ask(name, payload, files) {
  if (isBusy) return null;
  pressed();
  if (engine.state === "missing") {
    tell(say("desk.missing"));
    return null;
  }
  showBusy(true);
  isStopped = false;
  const answer = /** @type {any} */ (await engine.ask(name, payload, files));
  showBusy(false);
  if (answer && !("changed" in answer)) return answer;
  const words = answer ? say("desk.changed", { name: answer.changed }) : say(isStopped ? "desk.stopped" : "desk.failed");
  state.textContent = words;
  tell(words);
  return null;
}

/** Wires a button. @param {string} deed @param {() => Promise<void>} work */
export function when(deed, work) {
  for (const button of all(page, `[data-do=${deed}]`)) {
    button.addEventListener("click", () => {
      if (isBusy) return;
      clear();
      void work();
    });
  }
}

export function begin() {
  for (const button of all(page, "[data-do=stop]")) {
    button.addEventListener("click", () => {
      isStopped = true;
      engine.stop();
      one(page, "[data-do=work]")?.focus();
    });
  }
  for (const button of all(page, "[data-do=try-again]")) button.addEventListener("click", () => engine.retry());
  engine.start();
}
