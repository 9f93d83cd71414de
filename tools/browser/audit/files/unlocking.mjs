// Asks for the passphrase of a locked file that was chosen, as often as it takes. The passphrase stays in
// its control and is wiped from it as soon as it is used. Knows nothing of what the file is for.

import { copy, focusOn, one } from "../page/dom.mjs";
import { canLock, unlock } from "./locked.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** What each box asks for now: what it asked for before is not answered any more. @type {WeakMap<HTMLElement, object>} */
const asked = new WeakMap();

/**
 * Lets a box that holds the controls ask, and gives the text inside the file; null if the person leaves it. Nothing
 * comes of it where the box asks for another file meanwhile.
 * @param {HTMLElement} box
 * @param {string} file
 * @returns {Promise<string | null>}
 */
export function askIn(box, file) {
  const input = /** @type {HTMLInputElement} */ (one(box, "[data-passphrase]"));
  const button = /** @type {HTMLButtonElement} */ (one(box, "[data-do=unlock]"));
  const mine = {};
  asked.set(box, mine);
  button.disabled = false;
  clear(box);
  showOnDemand(box);
  if (!canLock()) fault(box, say("locked.cannot"));
  return new Promise((settle) => {
    /** @param {string | null} text */
    const end = (text) => {
      clear(box);
      settle(text);
    };
    const attempt = async () => {
      if (button.disabled) return;
      button.disabled = true;
      const text = await unlock(file, input.value);
      if (asked.get(box) !== mine) return;
      button.disabled = false;
      if (text !== null) return end(text);
      fault(box, say(canLock() ? "locked.refused" : "locked.cannot"), input);
    };
    button.onclick = () => void attempt();
    input.onkeydown = (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      void attempt();
    };
    const leave = one(box, "[data-do=leave-locked]");
    if (leave) leave.onclick = () => end(null);
  });
}

/**
 * Asks in a box of its own, before an element: the file is for what stands there.
 * @param {HTMLElement} element
 * @param {string} file
 * @returns {Promise<string | null>}
 */
export async function askBefore(element, file) {
  document.getElementById("unlock-with")?.closest("[data-unlock]")?.remove(); // one at a time: its ids are the page's
  const box = copy("qa-unlock");
  element.before(box);
  focusOn(/** @type {HTMLElement} */ (one(box, "h2, h3")));
  const inside = await askIn(box, file);
  box.remove();
  return inside;
}

/**
 * "Show the passphrase": for as long as the box is ticked.
 * @param {HTMLElement} box
 */
export function showOnDemand(box) {
  const tick = /** @type {HTMLInputElement | null} */ (one(box, "[data-show]"));
  if (!tick) return;
  tick.onchange = () => {
    for (const input of inputs(box)) input.type = tick.checked ? "text" : "password";
  };
}

/** Wipes what was typed. @param {HTMLElement} box */
export function clear(box) {
  for (const input of inputs(box)) {
    input.value = "";
    input.type = "password";
  }
  const tick = /** @type {HTMLInputElement | null} */ (one(box, "[data-show]"));
  if (tick) tick.checked = false;
  fault(box, "");
}

/**
 * Says what keeps the passphrase from being used, beside the control; "" says nothing. It is heard once: with the
 * control that the focus goes to, which it describes, or else from the voice of the page.
 * @param {HTMLElement} box
 * @param {string} text
 * @param {HTMLElement | null} [control]
 */
export function fault(box, text, control = null) {
  const line = one(box, "[data-fault]");
  if (!line) return;
  line.textContent = text && say("check.error") + text;
  line.hidden = text === "";
  for (const input of inputs(box)) input.setAttribute("aria-invalid", String(text !== ""));
  if (!text) return;
  if (!control || control === document.activeElement) tell(text);
  if (control) focusOn(control);
}

/** @param {HTMLElement} box */
const inputs = (box) => /** @type {HTMLInputElement[]} */ ([...box.querySelectorAll("[data-passphrase], [data-again]")]);
