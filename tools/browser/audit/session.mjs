// The draft that this tab has open: its answers, whether they may be changed here, and its saving.
// Everything else on the page reads it and is told when it changes.

import { anyKept, get, list, save } from "./drafts.mjs";
import { Lease } from "./lease.mjs";
import { dropFile, goneDrafts, openDraftOf, setOpenDraftOf } from "./memory.mjs";
import { byPart, form } from "./questions.mjs";
import { Saving } from "./saving.mjs";
import { now } from "./words.mjs";

/** @typedef {import("./types.mjs").Draft} Draft */
/** @typedef {import("./types.mjs").Answer} Answer */
/** @typedef {import("./saving.mjs").SaveState} SaveState */

/**
 * Why the answers cannot be changed: no draft is open, another tab has it, another tab took it
 * ("stranded": before the last of it was saved here), a finished record was saved from it. "" while they can.
 * @typedef {"" | "blank" | "other" | "taken" | "stranded" | "finished"} Reading
 */
/** @typedef {"opened" | "answered" | "reading" | "saving" | "sitting" | "removed"} Happening */

/** The open draft of this tab is remembered for each form of each edition. */
const HERE = `${form.edition}/${form.tool}`;

/** @type {Draft | null} */
let draft = null;
/** @type {Reading} */
let reading = "blank";
/** @type {SaveState} */
let saveState = "saved";
/** Practice: the open draft is kept nowhere. */
let unkept = false;
let typed = false;
/** @type {Map<Happening, (() => void)[]>} */
const listeners = new Map();

/** Calls back whenever something of this kind happens. @param {Happening} kind @param {() => void} call */
export function when(kind, call) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), call]);
}

/** @param {Happening} kind */
function happened(kind) {
  for (const call of listeners.get(kind) ?? []) call();
}

const saving = new Saving({
  async store(strict) {
    if (!draft || unkept) return;
    const open = draft;
    const kept = { ...structuredClone(open), saved_at: now(), case_ref: caseRef() }; // typing goes on while it is written
    open.revision = await save(kept, strict);
    open.saved_at = kept.saved_at;
    open.case_ref = kept.case_ref;
    lease.announceSave();
  },
  changed(state) {
    saveState = state;
    happened("saving");
  },
  overtaken: () => void handOver(),
});

const lease = new Lease({
  beforeLoss: async () => void (await saving.flush()),
  lost: () => void handOver(),
  savedElsewhere: () => void (reading === "stranded" || reload()),
  removed: () => removed(),
});

/** The draft was taken by another tab: show what it has saved there, to read; but keep on the screen what is kept nowhere. */
async function handOver() {
  saving.stop();
  if (saving.isUnsaved) {
    turn("stranded");
    return;
  }
  turn("taken");
  await reload();
}

/** The draft was deleted in another tab: it must not come back from here. */
function removed() {
  forget();
  happened("removed");
}

function forget() {
  saving.drop();
  lease.release();
  draft = null;
  unkept = false;
  setOpenDraftOf(HERE, null);
  turn("blank");
  happened("opened");
}

/** @param {Reading} why */
function turn(why) {
  reading = why;
  happened("reading");
}

async function reload() {
  const stored = draft && (await get(draft.record_id));
  if (!stored) return;
  draft = stored;
  happened("opened");
}

/** The open draft. */
export const current = () => draft;
/** The answers of the open draft; none when the form is blank. */
export const answers = () => draft?.record.answers ?? {};
/** Why the answers cannot be changed here, or "". */
export const whyReading = () => reading;
export const savingState = () => saveState;
/** Whether something typed here is kept nowhere. */
export const isUnsaved = () => draft !== null && saving.isUnsaved;

/** The case reference as it is answered now, or "". */
export function caseRef() {
  return String(answers()[byPart("case-ref")?.id ?? ""]?.value ?? "");
}

/**
 * Opens a draft in this tab, unless the one that is open holds what cannot be saved. A new one is saved at
 * once, so that the first proof of saving is true. A file that was opened before is of the past.
 * @param {Draft} opened
 */
export async function open(opened) {
  await saving.flush();
  if (saving.isUnsaved && !reading) return;
  saving.drop();
  dropFile();
  draft = opened;
  unkept = false;
  setOpenDraftOf(HERE, opened.record_id);
  const mine = await lease.take(opened.record_id);
  turn(!mine ? "other" : opened.finished ? "finished" : "");
  happened("opened");
  if (mine && opened.revision === 0) await saving.flush(true);
}

/**
 * Opens a draft that is kept nowhere, for practice, unless the one that is open holds what cannot be saved.
 * @param {Draft} opened
 */
export async function openUnkept(opened) {
  await saving.flush();
  if (saving.isUnsaved && !reading) return;
  forget();
  dropFile();
  draft = opened;
  unkept = true;
  typed = false;
  turn("");
  happened("opened");
}

/** Whether the open draft is kept nowhere. */
export const isUnkept = () => unkept;
/** Whether something was answered in it. */
export const hasTyped = () => typed;

/** The page goes away: what was practised goes with it. */
export function dropUnkept() {
  if (unkept) forget();
}

/** Notes that something is to be saved. */
function touch() {
  if (unkept) typed = true;
  else saving.touch();
}

/** Closes the draft: the form is blank again. */
export async function close() {
  saving.drop();
  await saving.flush(); // one that is under way ends first
  forget();
}

/** The draft that this tab had open before it was loaded again, and whether one has vanished. */
export async function remembered() {
  const id = openDraftOf(HERE);
  const drafts = (await anyKept()) ? await list() : [];
  const gone = goneDrafts(drafts.map((known) => known.record_id)).length > 0;
  const found = drafts.find((known) => known.record_id === id);
  if (!found) setOpenDraftOf(HERE, null);
  return { draft: found, gone };
}

/** Takes the draft over from the other tab, with what is saved there. */
export async function takeOver() {
  if (!draft || !(await lease.takeOver())) return;
  await reload();
  turn(draft.finished ? "finished" : "");
}

/**
 * Notes the answer of a question; null takes it out.
 * @param {string} question
 * @param {Answer | null} answer
 */
export function answer(question, answer) {
  if (!draft || reading) return;
  if (answer) draft.record.answers[question] = answer;
  else delete draft.record.answers[question];
  touch();
  happened("answered");
}

/** Fills in several answers at once, as a checklist does. @param {Record<string, Answer>} filled */
export function fillIn(filled) {
  if (!draft || reading) return;
  Object.assign(draft.record.answers, filled);
  touch();
  happened("opened");
}

/** Whether a record may be made of the draft here: not where another tab has it. */
export const mayFinish = () => draft !== null && !unkept && !["other", "taken", "stranded"].includes(reading);

/**
 * Changes what only this computer knows, or where the sitting stands.
 * @param {(draft: Draft) => void} change
 */
export function change(change) {
  if (!draft) return;
  change(draft);
  if (!unkept && (!reading || reading === "finished")) saving.touch();
  happened("sitting");
}

/**
 * Keeps a record that was loaded into a question with the draft, on this computer only; null lets go of it.
 * @param {string} question
 * @param {import("./types.mjs").AuditRecord | null} record
 */
export function keepLoaded(question, record) {
  change((open) => {
    const others = Object.entries(open.loaded ?? {}).filter(([id]) => id !== question);
    open.loaded = Object.fromEntries(record ? [...others, [question, record]] : others);
  });
}

/** Saves now. @param {boolean} [strict] */
export const flush = (strict) => (draft && lease.held ? saving.flush(strict) : Promise.resolve(false));

/** A finished record was saved from the draft: it is read-only until a new record is begun. */
export const finished = () => turn("finished");
