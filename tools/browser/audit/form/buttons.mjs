// What each button does, by its `data-do`.

import { focusOn, need, one } from "../page/dom.mjs";
import { takeOut } from "../files/attach.mjs";
import { note } from "../page/bar.mjs";
import { unfold } from "../moderation/beside.mjs";
import { copyNote, printNote } from "../files/casenote.mjs";
import { changesRead } from "../conversation/changed.mjs";
import { chooseAll, saveChosen } from "../drafts/comparing.mjs";
import { printSheet } from "../conversation/conversation.mjs";
import { remove } from "../drafts/drafts.mjs";
import { correct, downloadDraft, finishedFile, saveRecord } from "../files/finish.mjs";
import { checkAndGo, focusFirst, saveAndGo } from "./flow.mjs";
import { GUARD_CHANGES, guardButtons } from "../guard/guard-buttons.mjs";
import { lift } from "../conversation/lift.mjs";
import { lockDraft, lockRecord } from "../files/locking.mjs";
import { dropFile } from "../drafts/memory.mjs";
import { copyAside, moveNow } from "../drafts/moving.mjs";
import { skipOn } from "../family/paced.mjs";
import { leftRecord, printRecord, showRecord } from "../files/opened.mjs";
import { byPart, questionOf, sectionOf } from "./questions.mjs";
import { forgetAnswers } from "./review.mjs";
import { draftOf, newRecord } from "../drafts/records.mjs";
import { form } from "./questions.mjs";
import { oneAtATime } from "../page/one-at-a-time.mjs";
import { addByHand, addRow, removeRow } from "./rows.mjs";
import { fillSection, readQuestion, writeQuestion } from "./sections.mjs";
import * as session from "../drafts/session.mjs";
import { declineCopy } from "../drafts/sitting.mjs";
import { tell } from "../page/speech.mjs";
import { askAbout, markAsked } from "../conversation/talk.mjs";
import * as views from "./views.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */
/** @typedef {(button: HTMLElement, event: Event) => unknown} Deed */

/** What changes answers: not done where they may only be read. */
export const CHANGES = new Set([
  "add-row", "remove-row", "add-action", "ask-about", "take-out", "load-another", "unfold", "lift-put", "lift-undo", "changes-read",
  "skip", ...GUARD_CHANGES,
]);

/** What makes a draft, a file or a print, or takes a draft over: once, also where somebody presses twice. */
const ONCE = new Set([
  "download-draft", "end-copy", "take-over", "new-draft", "make-new", "correct", "move-draft", "save-record", "lock-draft", "lock-record",
  "print-record",
]);

/** A deed of which a double click makes one, and any press meanwhile none. @param {Deed} deed @returns {Deed} */
function once(deed) {
  const alone = oneAtATime(async (/** @type {HTMLElement} */ button, /** @type {Event} */ event) => deed(button, event));
  return (button, event) => (event instanceof UIEvent && event.detail > 1 ? undefined : alone(button, event));
}

/** Where "Save and go back" leads, once an answer was reached from "Check your answers". */
function offerWayBack() {
  need("qa-main").classList.add("qa-from-check");
}

/** The view that an element is in. @param {HTMLElement} element */
const viewOf = (element) => /** @type {HTMLElement} */ (element.closest(".qa-view"));

/** @param {HTMLElement} element */
const sectionAround = (element) => sectionOf(element.closest("[data-section]")?.id ?? "");

/** Keeps the rows of a question as they stand now. @param {import("./questions.mjs").QuestionPlace} place */
function keep(place) {
  session.answer(place.id, readQuestion(place));
}

/** Whether another answer rests on this piece of evidence. @param {string} reference */
function isUsed(reference) {
  const basis = byPart("evidence-basis");
  const value = basis && session.answers()[basis.id]?.value;
  return Array.isArray(value) && value.includes(reference);
}

/**
 * @param {Engine} engine
 * @returns {Record<string, Deed>}
 */
export function buttons(engine) {
  const deeds = allDeeds(engine);
  for (const [name, deed] of Object.entries(deeds)) if (ONCE.has(name)) deeds[name] = once(deed);
  return deeds;
}

/** @param {Engine} engine @returns {Record<string, Deed>} */
function allDeeds(engine) {
  return {
    ...guardButtons(engine),
    "download-draft": () => downloadDraft(engine),
    "try-again": () => {
      engine.retry();
      views.focusHeading();
    },
    "take-over": async () => {
      await session.takeOver();
      views.focusHeading();
    },
    "new-draft": async () => {
      await session.open(draftOf(newRecord(form)));
      views.focusHeading();
    },
    print: () => print(),
    "print-sheet": () => printSheet(),
    "lift-put": (button) => lift(button, true),
    "lift-undo": (button) => lift(button, false),
    "changes-read": () => changesRead(),
    "save-continue": (button) => {
      const section = sectionAround(button);
      return section && saveAndGo(section, engine);
    },
    "save-tasks": (button, event) => {
      event.preventDefault();
      const section = sectionAround(button);
      return section && saveAndGo(section, engine, "tasks");
    },
    "save-check": (button) => {
      const section = sectionAround(button);
      need("qa-main").classList.remove("qa-from-check");
      return section && saveAndGo(section, engine, "check");
    },
    skip: (button) => {
      const place = questionOf(button);
      if (!place) return;
      const goesOn = skipOn(place);
      keep(place);
      if (!goesOn) void saveAndGo(place.section, engine);
    },
    change: offerWayBack,
    "check-continue": () => checkAndGo(engine),
    "add-row": (button) => {
      const place = questionOf(button);
      if (!place) return;
      addByHand(place.element, session.answers());
      fillSection(place.section, session.answers()); // the new row offers what other answers hold, too
    },
    "remove-row": (button) => {
      const place = questionOf(button);
      const row = /** @type {HTMLElement | null} */ (button.closest(".qa-row"));
      if (!place || !row) return;
      removeRow(place.element, row, isUsed(`${place.id}/${row.dataset["row"]}`), () => keep(place));
      keep(place);
    },
    "add-action": (button) => {
      const place = byPart("actions");
      if (!place) return;
      const row = addRow(place.element, session.answers(), { link: { value: button.dataset["for"] ?? "" } });
      keep(place);
      focusFirst(row);
    },
    "ask-about": (button) => {
      const draft = session.current();
      const talk = byPart("conversation-questions");
      if (!draft || !talk) return;
      const said = askAbout(draft.record, button.dataset["for"] ?? "");
      writeQuestion(talk, draft.record.answers[talk.id] ?? null);
      session.answer(talk.id, draft.record.answers[talk.id] ?? null);
      const section = sectionAround(button);
      if (section) markAsked(section.element, draft.record.answers);
      focusOn(/** @type {HTMLElement} */ (one(/** @type {ParentNode} */ (button.parentNode), "[data-asked]")));
      tell(said);
    },
    "take-out": (button) => {
      const place = questionOf(button);
      if (place) takeOut(place);
    },
    "load-another": (button) => {
      const place = questionOf(button);
      if (place) takeOut(place);
    },
    "delete-draft": async () => {
      const draft = session.current();
      if (!draft) return;
      await session.close();
      try {
        await remove(draft.record_id);
      } catch {
        note("not-deleted", true);
        return;
      }
      location.assign("../");
    },
    "end-copy": async () => {
      await downloadDraft(engine);
      views.focusHeading();
    },
    "end-decline": () => {
      declineCopy();
      views.focusHeading();
    },
    "choose-mine": () => chooseAll("mine"),
    "choose-theirs": () => chooseAll("theirs"),
    "save-compared": () => saveChosen() && views.go(views.FIRST),
    "move-draft": () => moveNow(engine),
    reclaim: () => {
      session.reclaim();
      views.focusHeading();
    },
    "copy-aside": () => copyAside(),
    "save-record": () => saveRecord(),
    "lock-draft": () => lockDraft(engine),
    "lock-record": () => lockRecord(),
    "print-record": async () => {
      const record = leftRecord()?.record ?? finishedFile()?.record;
      if (!record) return;
      if (views.current()?.id !== "record") forgetAnswers(need("record")); // of an earlier record
      if (await showRecord(record)) printRecord();
    },
    unfold: (button) => unfold(button),
    "copy-note": (button) => {
      const record = leftRecord()?.record ?? finishedFile()?.record;
      return record && copyNote(record, viewOf(button));
    },
    "print-note": (button) => {
      const record = leftRecord()?.record ?? finishedFile()?.record;
      if (record) printNote(record, viewOf(button));
    },
    "make-new": async () => {
      const draft = session.current();
      if (draft?.finished) await correct(draft.record); // a record that was never finished is replaced by none
      views.focusHeading();
    },
    "leave-it": () => views.go(views.FIRST),
    correct: async () => {
      const record = leftRecord()?.record ?? finishedFile()?.record;
      if (!record) return;
      dropFile();
      await correct(record);
      views.go("tasks");
    },
    "close-record": () => {
      dropFile();
      location.assign("../");
    },
  };
}
