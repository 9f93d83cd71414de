// The locked files among many that were chosen: found, named, and opened with one passphrase for all of them. What
// was inside stays in this page only, and so does the passphrase, until it is used.

import { canLock, LOCKED_FORMAT, prepared, unlock } from "../files/locked.mjs";
import { clear, fault, showOnDemand } from "../files/unlocking.mjs";
import { focusOn, make, need, one } from "../page/dom.mjs";
import { pressed, tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("./choosing.mjs").Chosen} Chosen */

const LARGEST = 2_000_000; // bytes: a larger file is no record, and what reads records says so
const AT_ONCE = 32; // files that are looked at side by side; to read them whole is faster than to cut pieces out
const HANDS = 4; // files that are unlocked side by side: each takes a processor for a good while
const FEW = 10; // names that are listed

/** Those that are still locked. @type {Chosen[]} */
let locked = [];
/** Whether the choice that they belong to still counts. */
let isCurrent = () => false;
let isStopped = false;
/** What was said of the choice before any of it was unlocked, and how many are by now. */
let before = "";
let opened = 0;

const box = () => need("desk-locked");
/** @param {string} selector */
const part = (selector) => /** @type {HTMLElement} */ (one(box(), selector));

/** Takes the box away with all that was typed into it. */
export function hideLocked() {
  locked = [];
  isStopped = true;
  showBusy(false);
  clear(box());
  listStill([]);
  box().hidden = true;
}

/**
 * Looks for locked files among these, and asks for their passphrase where there are any.
 * @param {Chosen[]} chosen
 * @param {() => boolean} counts  whether they are still what is chosen
 */
export async function lookForLocked(chosen, counts) {
  isCurrent = counts;
  const found = (await side(chosen, AT_ONCE, async (one) => ((await isLocked(one)) ? [one] : []), counts)).flat();
  if (!counts() || found.length === 0) return;
  locked = found;
  before = need("desk-chosen").textContent ?? "";
  opened = 0;
  showOnDemand(box());
  title();
  listStill(locked);
  box().hidden = false;
  if (!canLock()) fault(box(), say("locked.cannot"));
  tell(say("desk.locked", { n: found.length }));
}

/** Wires the box. @param {(work: Promise<unknown>) => void} busy  hears of work that is to be waited for */
export function wireUnlocking(busy) {
  const attempt = () => {
    if (part("[data-do=unlock]").getAttribute("aria-disabled") !== "true") busy(unlockAll());
  };
  part("[data-do=unlock]").addEventListener("click", attempt);
  part("[data-passphrase]").addEventListener("keydown", (event) => {
    if (/** @type {KeyboardEvent} */ (event).key !== "Enter") return;
    event.preventDefault();
    attempt();
  });
  part("[data-do=stop-unlocking]").addEventListener("click", () => {
    isStopped = true;
    focusOn(part("[data-passphrase]"));
  });
}

async function unlockAll() {
  pressed();
  const input = /** @type {HTMLInputElement} */ (part("[data-passphrase]"));
  const passphrase = input.value;
  const wrong = !canLock() ? "locked.cannot" : prepared(passphrase) === "" ? "desk.passphrase_missing" : "";
  if (wrong) return fault(box(), say(wrong), input);
  const [asked, counts] = [locked, isCurrent];
  const all = asked.length;
  let done = 0;
  isStopped = false;
  fault(box(), "");
  showBusy(true, say("desk.unlocking", { done, all }));
  await side(
    asked,
    HANDS,
    async (chosen) => {
      const text = await unlock(await textOf(chosen.file), passphrase);
      if (text !== null && counts()) chosen.inside = new TextEncoder().encode(text);
      done += 1;
      if (counts()) showBusy(true, say("desk.unlocking", { done, all }));
    },
    () => counts() && !isStopped,
  );
  if (!counts()) return;
  showBusy(false);
  locked = asked.filter((one) => one.inside === undefined);
  const now = all - locked.length;
  opened += now;
  const words = opened > 0 ? say("desk.unlocked", { n: opened }) : "";
  need("desk-chosen").textContent = [before, words].filter(Boolean).join(" ");
  if (now > 0) clear(box()); // one that opened nothing stays: a slip of the finger is put right in it
  if (locked.length === 0) {
    box().hidden = true;
    focusOn(need("desk-chosen"));
    return tell(words);
  }
  title();
  listStill(locked);
  if (isStopped) return tell(need("locked-title").textContent ?? "");
  fault(box(), say("desk.still_locked", { n: locked.length }), input);
}

/** @param {boolean} on @param {string} [words] */
function showBusy(on, words = "") {
  part("[data-do=unlock]").setAttribute("aria-disabled", String(on));
  part("[data-do=stop-unlocking]").hidden = !on;
  part("[data-unlocking]").hidden = !on;
  part("[data-unlocking]").textContent = words;
}

function title() {
  need("locked-title").textContent = say("desk.locked", { n: locked.length });
}

/** @param {Chosen[]} files */
function listStill(files) {
  const rows = files.slice(0, FEW).map(({ name }) => make("li", "", name));
  if (files.length > FEW) rows.push(make("li", "", say("desk.more_files", { n: files.length - FEW })));
  part("[data-still]").replaceChildren(...rows);
}

/** Whether a file says of itself that it is locked. @param {Chosen} chosen */
async function isLocked({ file, name }) {
  if (!name.endsWith(".json") || file.size > LARGEST) return false;
  try {
    const text = await file.text();
    return text.includes(LOCKED_FORMAT) && JSON.parse(text).format === LOCKED_FORMAT;
  } catch {
    return false; // it cannot be read, or is no JSON: what reads records says so
  }
}

/** What stands in a file; nothing where it cannot be read any more. @param {File} file */
const textOf = (file) => file.text().catch(() => "");

/**
 * Does something with each of many, a few side by side, as long as it is wanted.
 * @template Thing, Result
 * @param {Thing[]} things
 * @param {number} hands
 * @param {(thing: Thing) => Promise<Result>} deed
 * @param {() => boolean} wanted
 * @returns {Promise<Result[]>}
 */
async function side(things, hands, deed, wanted) {
  /** @type {Result[]} */
  const results = [];
  let next = 0;
  const hand = async () => {
    for (let place = next++; place < things.length && wanted(); place = next++) {
      results[place] = await deed(/** @type {Thing} */ (things[place]));
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  return results;
}
