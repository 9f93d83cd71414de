// The view on which a draft or a finished record is saved as a file that is locked with a passphrase.
// The passphrase is never stored and never leaves this page.

import { fill, focusOn, need, one } from "../page/dom.mjs";
import { draftText, finishedFile, markDownloaded, saveRecord } from "./finish.mjs";
import { download } from "./files.mjs";
import { canLock, lock, MINIMUM, prepared } from "./locked.mjs";
import { warnOfLeft } from "../guard/held.mjs";
import { tell } from "../page/speech.mjs";
import { clear, fault, showOnDemand } from "./unlocking.mjs";
import { say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */

const view = () => need("lock");

/** Brings the view up to date when it is shown; nothing of an earlier passphrase stands there. */
export function showLock() {
  const box = view();
  clear(box);
  showOnDemand(box);
  const done = one(box, "[data-locked-line]");
  if (done) done.hidden = true;
  const record = one(box, "[data-do=lock-record]");
  const hasRecord = finishedFile() !== null;
  if (record) record.hidden = !hasRecord;
  one(box, "[data-do=lock-draft]")?.classList.toggle("qa-button--second", hasRecord); // one first choice
  if (!canLock()) fault(box, say("locked.cannot"));
}

/** Wipes the passphrase when the view is left. */
export const leaveLock = () => clear(view());

/** @returns {string | null} the passphrase, or null where it will not do, which is said */
function chosen() {
  const box = view();
  const value = (/** @type {string} */ selector) => /** @type {HTMLInputElement} */ (one(box, selector)).value;
  const passphrase = value("[data-passphrase]");
  const wrong = !canLock()
    ? "locked.cannot"
    : [...prepared(passphrase)].length < MINIMUM
      ? "locked.short"
      : prepared(passphrase) !== prepared(value("[data-again]"))
        ? "locked.differ"
        : "";
  fault(box, wrong && say(wrong, { n: MINIMUM }), one(box, wrong === "locked.differ" ? "[data-again]" : "[data-passphrase]"));
  return wrong ? null : passphrase;
}

/** @param {string} filename */
const lockedName = (filename) => filename.replace(/\.json$/, "_locked.json");

/** Saves the draft as a locked file. @param {Engine} engine */
export async function lockDraft(engine) {
  const passphrase = chosen();
  if (passphrase === null) return;
  const made = await draftText(engine);
  if (!made) return;
  const text = await lock(made.text, passphrase);
  download(text, lockedName(made.filename));
  markDownloaded(made.moment);
  saved(lockedName(made.filename), await warnOfLeft(engine));
}

/** Saves the finished record as a locked file. */
export async function lockRecord() {
  const passphrase = chosen();
  const file = finishedFile();
  if (passphrase === null || !file) return;
  const text = await lock(file.text, passphrase);
  if (finishedFile() !== file) return; // an answer has changed meanwhile
  await saveRecord(text, lockedName(file.filename));
  saved(lockedName(file.filename));
}

/** @param {string} filename @param {string} [left]  what is told of names and other details in it */
function saved(filename, left = "") {
  const box = view();
  clear(box);
  const line = /** @type {HTMLElement} */ (one(box, "[data-locked-line]"));
  fill(line, { filename });
  line.hidden = false;
  focusOn(line);
  tell(left || say("locked.saved"));
}
