// From a draft to its files: the draft itself, and the finished record with what people still have
// to do. A finished record is never changed; a later change makes a new one that replaces it.

import { fill, link, make, need, one } from "../page/dom.mjs";
import { note } from "../page/bar.mjs";
import { download } from "./files.mjs";
import { setUsedEdition } from "../drafts/memory.mjs";
import { warnOfLeft } from "../guard/held.mjs";
import { listed } from "../guard/names.mjs";
import { form, sections } from "../form/questions.mjs";
import { oneAtATime } from "../page/one-at-a-time.mjs";
import { correctionOf, draftFile, draftOf } from "../drafts/records.mjs";
import { change, current, finished, flush, isUnkept, mayFinish, open } from "../drafts/session.mjs";
import { copySaved } from "../drafts/sitting.mjs";
import { tell } from "../page/speech.mjs";
import { refuseFile } from "../drafts/unkept.mjs";
import { now, say, timeOf, today, whenOf } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").CheckResult} CheckResult */
/** @typedef {import("../types.mjs").RecordFile} RecordFile */
/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */

/** The finished record of this sitting, ready to be saved. @type {RecordFile | null} */
let file = null;
/** What that record still holds and may identify a person. @type {import("../types.mjs").Left[]} */
let left = [];
/** Goes up with each answer: a record that was asked for before is of the past. */
let changes = 0;

export const finishedFile = () => file;

/** Forgets the finished record: an answer has changed since. */
export function forgetFile() {
  file = null;
  changes += 1;
}

/**
 * Makes the finished record. Gives what stands against it, or null if the engine is not there.
 * @param {Engine} engine
 * @returns {Promise<CheckResult | null>}
 */
export async function complete(engine) {
  const draft = current();
  if (!draft) return null;
  const known = changes;
  /** @type {(CheckResult & Partial<RecordFile> & {left?: import("../types.mjs").Left[]}) | null} */
  const result = await engine.ask("complete", { record: draft.record, now: draft.finished?.completed ?? now(), today: today(), names: listed() });
  if (changes !== known || current() !== draft) return null; // what was answered meanwhile is not in it
  file = result?.text && result.filename && result.record ? { text: result.text, filename: result.filename, record: result.record } : null;
  left = result?.left ?? [];
  return result;
}

/**
 * The draft as a file, made by the engine or, without it, by the page; null where none is open.
 * @param {Engine} engine
 */
export async function draftText(engine) {
  const draft = current();
  if (!draft || isUnkept()) return null;
  await flush(true);
  const moment = now();
  const asBegun = draft.record.tool.version === form.version && draft.edition === form.edition; // else it keeps what it says
  /** @type {RecordFile | null} */
  const made = engine.isReady && asBegun ? await engine.ask("draft", { record: draft.record, now: moment }) : null;
  return { ...(made ?? draftFile(draft.record, moment)), moment };
}

/** Notes when the draft was last saved to a file. @param {string} moment */
export function markDownloaded(moment) {
  change((open) => (open.downloaded_at = moment));
  copySaved();
}

/** Saves the draft as a file. */
export const downloadDraft = oneAtATime(async (/** @type {Engine} */ engine) => {
  if (isUnkept()) return refuseFile();
  const made = await draftText(engine);
  note("nothing-open", false); // so that it is read out each time
  if (!made) return note("nothing-open", true);
  download(made.text, made.filename);
  markDownloaded(made.moment);
  tell((await warnOfLeft(engine)) || say("draft.downloaded"));
});

/**
 * Saves the finished record as a file: as it is, or as the given text under the given name.
 * @param {string} [instead]
 * @param {string} [name]
 */
export async function saveRecord(instead, name) {
  if (!file || !mayFinish()) return;
  const { record } = file;
  const [text, filename] = [instead ?? file.text, name ?? file.filename];
  const moment = now();
  download(text, filename);
  change((draft) => (draft.finished = { at: moment, completed: record.completed ?? moment, filename }));
  finished();
  setUsedEdition(form.tool, record.edition);
  await flush(true);
  showFinish();
  tell(say("finish.saved", { time: timeOf(moment) }));
}

/** Brings the view of the finished record up to date. */
export function showFinish() {
  const view = need("finish");
  const draft = current();
  if (!file || !draft) return;
  fill(view, { filename: file.filename });
  showLeft(view);
  const line = /** @type {HTMLElement} */ (one(view, "[data-saved-line]"));
  line.hidden = draft.finished === null;
  if (draft.finished) line.textContent = say("finish.saved_line", { time: timeOf(draft.finished.at), filename: draft.finished.filename });
}

/** @param {HTMLElement} view */
function showLeft(view) {
  const panel = /** @type {HTMLElement} */ (one(view, "[data-left]"));
  panel.hidden = left.length === 0;
  one(panel, "ul")?.replaceChildren(...left.map(({ message, control }) => make("li", "", control ? link(`#${control}`, message) : message)));
}

/**
 * Starts a new record that replaces a finished one, with the same answers.
 * @param {AuditRecord} record
 */
export async function correct(record) {
  const draft = draftOf(correctionOf(record, form));
  const before = current();
  const own = before?.record_id === record.record_id ? before : null;
  const told = own?.record.sitting?.loaded;
  if (own?.loaded) draft.loaded = own.loaded; // what was loaded is still there to read
  draft.record.sitting = { sections_done: sections.map((section) => section.id), last_section: "", ...(told ? { loaded: structuredClone(told) } : {}) };
  forgetFile();
  await open(draft);
}

/** What is said about a draft's copies: "It was last downloaded …". @param {import("../types.mjs").Draft} draft */
export function downloadedLine(draft) {
  return draft.downloaded_at ? say("draft.last_downloaded", { when: whenOf(draft.downloaded_at) }) : say("draft.never_downloaded");
}
