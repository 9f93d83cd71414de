// From a draft to its files: the draft itself, and the finished record with what people still have
// to do. A finished record is never changed; a later change makes a new one that replaces it.

import { fill, make, need, one } from "./dom.mjs";
import { download } from "./files.mjs";
import { byPart, form, optionLabel, sections } from "./questions.mjs";
import { correctionOf, draftFile, draftOf, shortId } from "./records.mjs";
import { answers, caseRef, change, current, finished, flush, mayFinish, open } from "./session.mjs";
import { copySaved } from "./sitting.mjs";
import { tell } from "./speech.mjs";
import { dayOf, now, say, timeOf, today, whenOf } from "./words.mjs";

/** @typedef {import("./engine.mjs").Engine} Engine */
/** @typedef {import("./types.mjs").CheckResult} CheckResult */
/** @typedef {import("./types.mjs").RecordFile} RecordFile */
/** @typedef {import("./types.mjs").AuditRecord} AuditRecord */

/** The finished record of this sitting, ready to be saved. @type {RecordFile | null} */
let file = null;
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
  /** @type {(CheckResult & Partial<RecordFile>) | null} */
  const result = await engine.ask("complete", { record: draft.record, now: draft.finished?.completed ?? now(), today: today() });
  if (changes !== known || current() !== draft) return null; // what was answered meanwhile is not in it
  file = result?.text && result.filename && result.record ? { text: result.text, filename: result.filename, record: result.record } : null;
  return result;
}

/**
 * The draft as a file, made by the engine or, without it, by the page; null where none is open.
 * @param {Engine} engine
 */
export async function draftText(engine) {
  const draft = current();
  if (!draft) return null;
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

/**
 * Saves the draft as a file.
 * @param {Engine} engine
 */
export async function downloadDraft(engine) {
  const made = await draftText(engine);
  if (!made) return;
  download(made.text, made.filename);
  markDownloaded(made.moment);
  tell(say("draft.downloaded"));
}

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
  const line = /** @type {HTMLElement} */ (one(view, "[data-saved-line]"));
  line.hidden = draft.finished === null;
  if (draft.finished) line.textContent = say("finish.saved_line", { time: timeOf(draft.finished.at), filename: draft.finished.filename });
}

/** Copies the note for the case file, and shows it, so that it can be copied by hand as well. */
export async function copyNote() {
  const grade = byPart("grade");
  const value = grade && answers()[grade.id]?.value;
  const record = file?.record;
  if (!record) return;
  const slots = {
    tool: form.title,
    edition: record.edition,
    case: caseRef(),
    record: shortId(record),
    day: dayOf(record.completed ?? now()),
    author: record.author.ref ?? "",
    grade: grade && value ? optionLabel(grade.element, String(value)) : "",
  };
  const note = say(slots.grade ? "finish.note_graded" : "finish.note", slots);
  const slot = /** @type {HTMLElement} */ (one(need("finish"), "[data-note-text]"));
  slot.replaceChildren(make("p", "", note));
  slot.hidden = false;
  try {
    await navigator.clipboard.writeText(note);
    tell(say("finish.note_copied"));
  } catch {
    tell(say("finish.note_shown"));
  }
}

/**
 * Starts a new record that replaces a finished one, with the same answers.
 * @param {AuditRecord} record
 */
export async function correct(record) {
  const draft = draftOf(correctionOf(record, form));
  if (draft.record.sitting) draft.record.sitting.sections_done = sections.map((section) => section.id);
  forgetFile();
  await open(draft);
}

/** What is said about a draft's copies: "It was last downloaded …". @param {import("./types.mjs").Draft} draft */
export function downloadedLine(draft) {
  return draft.downloaded_at ? say("draft.last_downloaded", { when: whenOf(draft.downloaded_at) }) : say("draft.never_downloaded");
}
