// Another record loaded into a question: the practitioner's checklist, the selection. The engine
// says whether it fits this case and fills in what it answers already; without the engine only the
// record's number is taken over.

import { note } from "../page/bar.mjs";
import { isUnfolded, showLoads } from "../moderation/beside.mjs";
import { focusOn, make, one } from "../page/dom.mjs";
import { noRecord, sort, textOf } from "./files.mjs";
import { form, questions } from "../form/questions.mjs";
import { writeQuestion } from "../form/sections.mjs";
import { answer, answers, caseRef, change, current, fillIn, keepLoaded } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import { askBefore } from "./unlocking.mjs";
import { dayOf, now, say } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {import("../types.mjs").Answers} Answers */
/** @typedef {import("../types.mjs").AuditRecord} AuditRecord */
/** @typedef {import("../types.mjs").Opened} Opened */
/** What came of loading a file: why it was refused, or what to know about it; both "" when all is well. @typedef {{refusal: string, caution: string}} Attached */

/**
 * Loads a chosen file into its question.
 * @param {HTMLInputElement} input
 * @param {Engine} engine
 */
export async function attachChosen(input, engine) {
  const file = input.files?.[0];
  const question = questions.get(input.id.replace(/-file$/, ""));
  if (!file || !question) return;
  const chosen = await textOf(file);
  input.value = "";
  const text = sort(chosen).kind === "locked" ? await askBefore(one(question.element, "[data-choose]") ?? question.element, chosen ?? "") : chosen;
  if (text === null && chosen !== null) return input.focus();
  note("attaching", engine.isComing);
  const { refusal, caution } = await attach(text, question.id, engine);
  note("attaching", false);
  outcome(question.element, refusal || caution);
  const loaded = one(question.element, "[data-loaded]");
  if (!refusal && !caution && loaded) focusOn(loaded);
}

/**
 * Loads the text of a record into a question of the open draft, and says what came of it.
 * @param {string | null} text
 * @param {string} question
 * @param {Engine} engine
 * @returns {Promise<Attached>}
 */
export async function attach(text, question, engine) {
  const accepts = (questions.get(question)?.element.dataset["accepts"] ?? "").split(" ");
  const sorted = sort(text);
  if (!("record" in sorted)) return refused(noRecord(sorted.kind));
  const record = sorted.record;
  if (!accepts.includes(record.record_type)) return refused(say("files.other_kind"));
  if (sorted.kind === "draft") return refused(say("files.not_finished"));
  const place = questions.get(question);
  const before = answers()[question]?.value;
  if (place && isUnfolded(place) && before !== undefined && before !== record.record_id) return refused(say("beside.other_record"));
  const mine = caseRef();
  const draft = current();
  if (!draft) return refused("");
  /** @type {Opened | null} */
  const opened = await engine.ask("open", { text, now: now(), tool: form.tool, case_ref: mine || null });
  if (opened?.outcome === "refused") return refused(opened.message);
  const theirs = record.case?.ref ?? "";
  if (mine && theirs && theirs.toLowerCase() !== mine.toLowerCase()) return refused(say("files.other_case", { theirs, mine }));
  const sent = structuredClone(draft.record.answers);
  /** @type {{record?: AuditRecord, message?: string, refusal?: string} | null} */
  const done = await engine.ask("attach", { record: draft.record, checklist: record, question });
  if (current() !== draft) return refused(""); // another draft has been opened meanwhile
  if (done?.refusal) return refused(done.refusal);
  if (place?.element.dataset["keeps"] !== undefined) keepLoaded(question, record);
  if (done?.record) {
    keepTold(done.record.sitting?.loaded);
    fillIn(changes(sent, answers(), done.record.answers));
  }
  else {
    const taken = { value: record.record_id, completed_on: record.completed?.slice(0, 10) ?? "", author: record.author, case: record.case };
    answer(question, { ...taken, ...(answers()[question]?.reason ? { reason: answers()[question]?.reason ?? "" } : {}) });
  }
  if (place) writeQuestion(place, answers()[question] ?? null);
  showLoads();
  tell(say("files.loaded", { day: dayOf(String(answers()[question]?.completed_on ?? record.created)) }));
  return { refusal: "", caution: opened?.message || done?.message || "" };
}

/** @param {string} refusal @returns {Attached} */
const refused = (refusal) => ({ refusal, caution: "" });

/**
 * The answers that loading a record brings, but for those that someone has changed meanwhile.
 * @param {Answers} before  as they were sent to the engine
 * @param {Answers} now
 * @param {Answers} after  as the engine gave them back
 * @returns {Answers}
 */
function changes(before, now, after) {
  const same = (/** @type {Answers} */ one, /** @type {Answers} */ other, /** @type {string} */ id) =>
    JSON.stringify(one[id]) === JSON.stringify(other[id]);
  return Object.fromEntries(Object.entries(after).filter(([id]) => !same(before, after, id) && same(before, now, id)));
}

/** Keeps in the draft what loaded records tell, for the conversation. @param {Record<string, unknown> | undefined} told */
function keepTold(told) {
  change((draft) => {
    if (!draft.record.sitting) return;
    if (told) draft.record.sitting.loaded = told;
    else delete draft.record.sitting.loaded;
  });
}

/** Takes a loaded record out of its question again. @param {import("../form/questions.mjs").QuestionPlace} place */
export function takeOut(place) {
  const { [place.id]: _, ...others } = current()?.record.sitting?.loaded ?? {};
  keepTold(Object.keys(others).length > 0 ? others : undefined);
  answer(place.id, null);
  if (place.element.dataset["keeps"] !== undefined) keepLoaded(place.id, null);
  writeQuestion(place, null);
  outcome(place.element, "");
  one(place.element, "input[type=file]")?.focus();
  tell(say("files.taken_out"));
}

/** @param {HTMLElement} question @param {string} text */
function outcome(question, text) {
  const slot = one(question, "[data-outcome]");
  if (!slot) return;
  slot.replaceChildren(text ? make("strong", "", text) : "");
  slot.hidden = text === "";
  if (text) focusOn(slot);
}
