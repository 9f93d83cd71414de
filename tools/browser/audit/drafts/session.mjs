// The draft that this tab has open: its answers, whether they may be changed here, and its saving.
// Everything else on the page reads it and is told when it changes.

import { anyKept, get, list, save } from "./drafts.mjs";
import { askToKeep } from "./health.mjs";
import { Lease } from "./lease.mjs";
import { dropFile, dropLeft, goneDrafts, leaveDraft, openDraftOf, openDraftsOf, setOpenDraftOf } from "./memory.mjs";
import { byPart, form } from "../form/questions.mjs";
import { oneAtATime, queue } from "../page/one-at-a-time.mjs";
import { Saving } from "./saving.mjs";
import { now } from "../page/words.mjs";

/** @typedef {import("../types.mjs").Draft} Draft */
/** @typedef {import("../types.mjs").Answer} Answer */
/** @typedef {import("./saving.mjs").SaveState} SaveState */

/**
 * Why the answers cannot be changed: no draft is open, another tab has it, another tab took it
 * ("stranded": before the last of it was saved here), a finished record was saved from it, it was moved to a
 * newer edition. "" while they can.
 * @typedef {"" | "blank" | "other" | "taken" | "stranded" | "finished" | "moved"} Reading
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
/** One draft is opened or closed after the other. */
const inTurn = queue();
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
  leave() {
    return draft !== null && draft.revision > 0 && !unkept && lease.held && leaveDraft({ ...draft, saved_at: now(), case_ref: caseRef() });
  },
  back() {
    if (draft && !unkept) location.reload(); // another page may have put what was left, or gone on with it
  },
  backWith() {
    if (draft) dropLeft(draft.record_id);
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
 * once, so that the first proof of saving is true. A file that was opened before is of the past; that of which a new
 * draft is made stays until the draft is saved, so that a page that is loaded again meanwhile has it still.
 * @param {Draft} opened
 */
export const open = (opened) => inTurn(() => opening(opened));

/** Saves all that is not saved, also what comes up while it is written. Says whether another draft may be opened. */
async function mayLeave() {
  const before = reading;
  while ((await saving.flush()) && saving.isUnsaved && !before && !reading); // once more, of what was changed meanwhile
  return !saving.isUnsaved || before !== "";
}

/** @param {Draft} opened */
async function opening(opened) {
  if (!(await mayLeave())) return;
  if (opened.revision > 0) dropFile();
  if (hasOpen(opened)) return;
  saving.drop();
  draft = opened;
  unkept = false;
  setOpenDraftOf(HERE, opened.record_id);
  const mine = await lease.take(opened.record_id);
  turn(mine ? await restingOn(opened) : "other");
  happened("opened");
  if (mine && opened.revision === 0) {
    await saving.flush(true);
    void askToKeep();
  }
  dropFile();
}

/** Whether a stored draft is open here already, to be changed, with all that is stored of it. @param {Draft} stored */
function hasOpen(stored) {
  if (!draft || !lease.held || ["taken", "stranded"].includes(reading)) return false;
  return stored.record_id === draft.record_id && stored.revision <= draft.revision;
}

/** What keeps a draft from being changed that no other tab has. @param {Draft} opened @returns {Promise<Reading>} */
async function restingOn(opened) {
  if (opened.finished) return "finished";
  const moved = opened.moved_to && (await get(opened.moved_to.record_id).catch(() => undefined));
  return moved ? "moved" : ""; // once the moved draft is deleted, this one is all there is
}

/** Goes on with a draft from which another one was made in a newer edition. */
export function reclaim() {
  if (reading !== "moved") return;
  turn("");
  change((open) => (open.moved_to = null));
}

/**
 * Opens a draft that is kept nowhere, for practice, unless the one that is open holds what cannot be saved.
 * @param {Draft} opened
 */
export const openUnkept = (opened) => inTurn(() => practising(opened));

/** @param {Draft} opened */
async function practising(opened) {
  if (!(await mayLeave())) return;
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
export const close = () =>
  inTurn(async () => {
    saving.drop();
    await saving.flush(); // one that is under way ends first
    forget();
  });

/**
 * The draft that this tab had open before it was loaded again, or one of another edition (a new edition may
 * have come meanwhile). Whether one has vanished: `gone` where this browser should have it, `missing` where only this
 * tab knows of it, as after everything was cleared.
 */
export async function remembered() {
  const id = openDraftOf(HERE);
  const drafts = (await anyKept()) ? await list() : [];
  const gone = goneDrafts(drafts.map((known) => known.record_id)).length > 0;
  const found = drafts.find((known) => known.record_id === id);
  if (!found) setOpenDraftOf(HERE, null);
  const open = openDraftsOf(form.tool);
  const elsewhere = drafts.find((known) => known.edition !== form.edition && open.includes(known.record_id));
  return { draft: found, gone, missing: id !== null && !found, elsewhere: found ? undefined : elsewhere };
}

/** Takes the draft over from the other tab, with what is saved there. */
export const takeOver = oneAtATime(async () => {
  if (!draft || !reading || !(lease.held || (await lease.takeOver()))) return;
  await reload();
  turn(await restingOn(draft));
});

/**
 * Notes the answer of a question; null takes it out.
 * @param {string} question
 * @param {Answer | null} answer
 */
export function answer(question, answer) {
  if (!draft || reading) return;
  note(draft, question, answer);
  touch();
  happened("answered");
}

/** Fills in several answers at once, as a checklist does; null takes one out. @param {Record<string, Answer | null>} filled */
export function fillIn(filled) {
  if (!draft || reading) return;
  for (const [question, answer] of Object.entries(filled)) note(draft, question, answer);
  touch();
  happened("opened");
}

/** @param {Draft} open @param {string} question @param {Answer | null} answer */
function note(open, question, answer) {
  if (answer) open.record.answers[question] = answer;
  else delete open.record.answers[question];
}

/** Whether a record may be made of the draft here: not where another tab has it. */
export const mayFinish = () => draft !== null && !unkept && !["other", "taken", "stranded", "moved"].includes(reading);

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
 * (What a checklist tells is another thing: it stands in the record's `sitting.loaded` and goes into a draft's file.)
 * @param {string} question
 * @param {import("../types.mjs").AuditRecord | null} record
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

/**
 * Keeps a draft that was made of the open one, and notes in that one where it went. The new one comes first:
 * whatever happens in between, nothing is lost.
 * @param {Draft} made
 * @returns {Promise<boolean>} whether both are kept
 */
export async function moveTo(made) {
  await save(made, true);
  change((open) => (open.moved_to = { record_id: made.record_id, edition: made.edition, at: made.saved_at }));
  const kept = await flush(true);
  turn("moved");
  return kept;
}
