// The one voice of the page: a hidden live region. It speaks at most once in ten seconds while
// someone types; of the messages that come in between, the last one waits its turn.

import { need } from "./dom.mjs";

const QUIET = 10_000;
const TYPING = 2_000;

let lastSpoken = -QUIET;
let lastTyped = -TYPING;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** Tells the voice that someone is typing. */
export function typed() {
  lastTyped = performance.now();
}

/** Tells the voice that someone has pressed something and waits to hear what came of it. */
export function pressed() {
  lastTyped = -TYPING;
}

/**
 * Says something to people who cannot see it happen.
 * @param {string} text
 */
export function tell(text) {
  clearTimeout(waiting);
  const moment = performance.now();
  const wait = moment - lastTyped < TYPING ? Math.max(0, lastSpoken + QUIET - moment) : 0;
  if (wait > 0) waiting = setTimeout(() => speak(text), wait);
  else speak(text);
}

/** @param {string} text */
function speak(text) {
  lastSpoken = performance.now();
  const region = need("qa-say");
  region.textContent = "";
  // A change that comes in the same task as the clearing would go unnoticed when the text is the same.
  setTimeout(() => {
    region.textContent = text;
  }, 50);
}
