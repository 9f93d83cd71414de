// The status bar and the notes at the top: where am I, is it saved, are checks ready. The bar is not
// read out; what must be heard goes through the one voice of the page.

import { all, fill, need, one } from "./dom.mjs";
import { tell } from "./speech.mjs";
import { say, timeOf } from "./words.mjs";

/** @typedef {import("../engine/engine.mjs").EngineState} EngineState */
/** @typedef {import("../drafts/session.mjs").Reading} Reading */
/** @typedef {import("../drafts/saving.mjs").SaveState} SaveState */

/** Notes that are spoken once, when they first appear. */
const spoken = new Set();

/** @param {"place" | "count" | "engine" | "save"} part @param {string} text */
export function bar(part, text) {
  const element = one(need("qa-main"), `[data-bar=${part}]`);
  if (element && element.textContent !== text) element.textContent = text;
}

/**
 * Shows or hides a note at the top of the page.
 * @param {string} name
 * @param {boolean} on
 * @param {Record<string, string | number>} [slots]
 */
export function note(name, on, slots = {}) {
  const element = one(need("qa-notes"), `[data-note="${name}"]`);
  if (!element) return;
  fill(element, slots);
  element.hidden = !on;
  if (!on) spoken.delete(name);
  else if (element.dataset["spoken"] !== undefined && !spoken.has(name)) {
    spoken.add(name);
    tell(one(element, "p")?.textContent?.trim() ?? "");
  }
}

/** Hides every note that belongs to one view only. */
export function dropPassingNotes() {
  for (const element of all(need("qa-notes"), "[data-passing]")) element.hidden = true;
}

/** Whether all that this tool needs is on this device. */
let isKept = false;

/** @param {boolean} kept @param {EngineState} state */
export function showKept(kept, state) {
  isKept = kept;
  showEngine(state);
}

/** @param {EngineState} state */
export function showEngine(state) {
  const words = state === "off" ? "" : say(state === "ready" && !isKept && !navigator.onLine ? "engine.ready_offline" : `engine.${state}`);
  bar("engine", isKept && (state === "off" || state === "ready") ? [words, say("offline.ready")].filter(Boolean).join(". ") : words);
  note("engine-slow", state === "slow");
  note("engine-missing", state === "missing");
}

let everSaved = false;
let failed = false;

/**
 * @param {SaveState} state
 * @param {Reading} reading
 * @param {string} savedAt  UTC, or "" before anything was saved
 */
export function showSaving(state, reading, savedAt) {
  const time = savedAt && timeOf(savedAt);
  note("cannot-save", !reading && state === "cannot");
  note("full", !reading && state === "full");
  note("lost", !reading && state === "lost");
  if (reading === "stranded") bar("save", say("save.not_saved"));
  else if (reading) bar("save", reading === "blank" ? "" : say("save.reading"));
  else if (state === "saving") bar("save", say("save.saving"));
  else if (state === "saved") {
    bar("save", savedAt ? say("save.saved", { time }) : "");
    if (savedAt && failed) tell(say("save.again", { time }));
    else if (savedAt && !everSaved) tell(say("save.saved", { time }));
    everSaved ||= savedAt !== "";
    failed = false;
  } else {
    failed = true;
    bar("save", say("save.not_saved"));
  }
}
