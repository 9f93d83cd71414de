// What the pages of the desk do alike: start the engine with both packs, ask it with files, say how far it is,
// stop it. Nothing is stored, nothing leaves the page, and whoever comes back to it finds it empty.

import { onClearing } from "../drafts/lease.mjs";
import { Engine } from "../engine/engine.mjs";
import { note } from "../page/bar.mjs";
import { all, focusOn, need, one } from "../page/dom.mjs";
import { pressed, tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";
import { clear } from "./showing.mjs";

/** @typedef {import("../engine/engine.mjs").EngineState} EngineState */

const page = need("qa-main");
const root = new URL(page.dataset["root"] ?? "", location.href);
const here = (/** @type {string} */ path) => new URL(path, root).href;
const state = need("desk-state");
const bar = /** @type {HTMLProgressElement} */ (need("desk-progress"));
const SOON = 1_000; // milliseconds after which it is said that the work has begun: most of it is done by then
const NOW_AND_THEN = 15_000; // milliseconds between two words about how far it is
let isBusy = false;
let isStopped = false;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let beginning;
let lastTold = 0;

const engine = new Engine({ engine: here("engine/"), catalogues: (page.dataset["catalogues"] ?? "").split(" ").map(here) }, showEngine, {
  worker: new URL("./desk.worker.mjs", import.meta.url),
  progress: (step, done, all) => {
    bar.max = all;
    bar.value = done;
    state.textContent = say(`desk.${step}`, { done: done.toLocaleString("en-GB"), all: all.toLocaleString("en-GB") });
    if (performance.now() - lastTold < NOW_AND_THEN) return;
    lastTold = performance.now();
    tell(state.textContent);
  },
});

/** @param {EngineState} now */
function showEngine(now) {
  note("engine-slow", now === "slow");
  note("engine-missing", now === "missing");
  if (!isBusy && now !== "off") state.textContent = say(`desk.${now}`);
}

onClearing(() => location.reload()); // what was chosen and made here goes, too

/** Takes away what was chosen, typed and made. */
function takeAway() {
  page.hidden = true;
  engine.end();
  for (const control of all(page, "input, select")) {
    if (control instanceof HTMLSelectElement) control.selectedIndex = 0;
    else if (control instanceof HTMLInputElement && control.type === "checkbox") control.checked = false;
    else if (control instanceof HTMLInputElement) control.value = "";
  }
}
addEventListener("pagehide", takeAway); // browsers keep pages whole for whoever comes back to them
addEventListener("pageshow", (event) => event.persisted && location.reload());

/** The buttons that begin something. */
const beginners = () => all(page, "[data-do=work], [data-do=verify], [data-save]");

/** @param {boolean} on @param {boolean} [stops]  whether it can be stopped */
function showBusy(on, stops = true) {
  isBusy = on;
  for (const button of beginners()) button.setAttribute("aria-disabled", String(on));
  const stop = one(page, "[data-do=stop]");
  if (stop) stop.hidden = !(on && stops);
  clearTimeout(beginning);
  lastTold = performance.now();
  if (on) beginning = setTimeout(() => tell(say(engine.isReady ? (stops ? "desk.begun" : "desk.writing") : "desk.waits")), SOON);
  bar.hidden = !on;
  bar.removeAttribute("value");
  state.textContent = on && !engine.isReady ? say("desk.waits") : engine.state === "off" ? "" : say(`desk.${engine.state}`);
}

/** Says beside the button, and to those who cannot see it, how it ended. @param {string} words */
function end(words) {
  state.textContent = words;
  tell(words);
}

/**
 * Asks a question of the engine; null where there is no answer, and then the page has said why. What cannot be
 * stopped works on what only the engine has, which would be gone with it.
 * @template T
 * @param {string} name
 * @param {object} payload
 * @param {(File | Uint8Array)[]} files
 * @param {{stops: boolean}} [manner]
 * @returns {Promise<T | null>}
 */
export async function ask(name, payload, files, { stops } = { stops: true }) {
  if (isBusy) return null;
  pressed();
  if (engine.isMissing) {
    end(say("desk.missing"));
    return null;
  }
  showBusy(true, stops);
  isStopped = false;
  const answer = /** @type {any} */ (await engine.ask(name, payload, files));
  showBusy(false);
  if (answer && !("changed" in answer)) return answer;
  const why = isStopped ? "desk.stopped" : engine.isMissing ? "desk.missing" : "desk.failed";
  end(answer ? say("desk.changed", { name: answer.changed }) : say(why));
  return null;
}

/** Takes away what is on the page and cannot be used any more, and says so. */
export function giveUp() {
  clear();
  end(say("desk.gone"));
  focusOn(/** @type {HTMLElement} */ (one(page, "[data-do=work]")));
}

/** Wires a button. @param {string} deed @param {() => Promise<void>} work @param {() => void} [clearing]  takes away what it will show anew */
export function when(deed, work, clearing = clear) {
  for (const button of all(page, `[data-do=${deed}]`)) {
    button.addEventListener("click", () => {
      if (isBusy) return;
      if (engine.isMissing) {
        pressed();
        return end(say("desk.missing"));
      }
      clearing();
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
