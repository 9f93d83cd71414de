// The finished records that somebody chose: a folder, single files, or what was dropped. The last choice of them
// counts; a folder and single files count together. Locked ones among them are looked for at once.

import { inControl } from "./choosing.mjs";
import { dropped } from "./dropping.mjs";
import { hideLocked, lookForLocked, wireUnlocking } from "./unlocking-many.mjs";
import { need } from "../page/dom.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("./choosing.mjs").Chosen} Chosen */

const CONTROLS = ["records", "single"];

/** What counts. @type {Chosen[]} */
let chosen = [];
/** What has to be done before it can be used. @type {Promise<unknown>} */
let work = Promise.resolve();
/** A number for each choice: what was begun for an earlier one counts no longer. */
let turn = 0;

/** The chosen records, once they are looked through and nobody is unlocking any. @returns {Promise<Chosen[]>} */
export async function records() {
  const isWaiting = setTimeout(() => {
    need("desk-state").textContent = say("desk.waits_for_files");
    tell(say("desk.waits_for_files"));
  });
  for (let before = null; before !== work; ) {
    before = work;
    await before;
  }
  clearTimeout(isWaiting);
  return chosen;
}

/** Takes what is in the controls, what will be chosen, and what will be dropped. */
export function takeRecords() {
  const target = need("drop");
  const lit = "qa-desk__drop--over";
  for (const id of CONTROLS) need(id).addEventListener("change", () => take(async () => CONTROLS.flatMap(inControl)));
  target.addEventListener("dragover", (event) => {
    event.preventDefault();
    target.classList.add(lit);
  });
  target.addEventListener("dragleave", () => target.classList.remove(lit));
  target.addEventListener("drop", (event) => {
    event.preventDefault();
    target.classList.remove(lit);
    const found = dropped(event.dataTransfer); // at once: the browser takes it away after the first wait
    for (const id of CONTROLS) /** @type {HTMLInputElement} */ (need(id)).value = "";
    show(say("desk.dropping"));
    take(() => found);
  });
  for (const kind of ["dragover", "drop"]) addEventListener(kind, stayHere);
  wireUnlocking((unlocking) => {
    work = unlocking;
  });
  if (CONTROLS.some((id) => inControl(id).length > 0)) take(async () => CONTROLS.flatMap(inControl)); // the page came back with them
}

/** A file that is dropped beside the box is not taken: the browser would show it, and what was typed here be gone. @param {Event} event */
function stayHere(event) {
  if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
}

/** @param {() => Promise<Chosen[]>} find */
function take(find) {
  turn += 1;
  work = found(find, turn);
}

/** @param {() => Promise<Chosen[]>} find @param {number} mine */
async function found(find, mine) {
  chosen = [];
  hideLocked();
  /** @type {Chosen[]} */
  let files;
  try {
    files = await find();
  } catch {
    if (mine !== turn) return;
    show(say("desk.not_dropped"));
    tell(say("desk.not_dropped"));
    return;
  }
  if (mine !== turn) return;
  chosen = files;
  show(files.length > 0 ? say("desk.files", { n: files.length.toLocaleString("en-GB") }) : say("desk.nothing"));
  await lookForLocked(files, () => mine === turn);
}

/** @param {string} words */
function show(words) {
  need("desk-chosen").textContent = words;
}
