// The view on the screen, kept up to date with the draft, with what the engine sees, and with what
// a check found. It changes nothing but the page.

import { all, fill, nameCase, need, one } from "../page/dom.mjs";
import { bar, dropPassingNotes, note, showSaving } from "../page/bar.mjs";
import { showBeside } from "../moderation/beside.mjs";
import { showChanged } from "../conversation/changed.mjs";
import { errorsOf, showFound } from "./check.mjs";
import { showCompare } from "../drafts/comparing.mjs";
import { SHEET, showConversation } from "../conversation/conversation.mjs";
import { downloadedLine, finishedFile, showFinish } from "../files/finish.mjs";
import { showDone } from "./flow.mjs";
import { isNearlyFull, keepingLine } from "../drafts/health.mjs";
import { leaveLock, showLock } from "../files/locking.mjs";
import { seen } from "../engine/looking.mjs";
import { lookAt } from "../guard/guard.mjs";
import { showMarks } from "../guard/marks.mjs";
import { showMove, showWhereItStands } from "../drafts/moving.mjs";
import { judge, leftRecord, showRecord } from "../files/opened.mjs";
import { dropPanels, showPanels } from "./panels.mjs";
import { nameSheets } from "./paper.mjs";
import { form, page, sectionOf, sections } from "./questions.mjs";
import { shortId } from "../drafts/records.mjs";
import { forgetAnswers, readBack } from "./review.mjs";
import { dropUndoLines } from "./rows.mjs";
import { fillSection, setReading } from "./sections.mjs";
import * as session from "../drafts/session.mjs";
import { showSittingEnd } from "../drafts/sitting.mjs";
import { markAsked } from "../conversation/talk.mjs";
import { countOf, progressOf, showTasks } from "./tasks.mjs";
import { showPractice } from "../drafts/unkept.mjs";
import * as views from "./views.mjs";
import { dayOf, daysSince, say, whenOf } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */

/** Views on which a saved record is not spoken of as something to be changed. */
const AFTER_THE_END = ["finish", "record", "delete"];

/**
 * Buttons and notes that depend on whether there is an engine.
 * @param {Engine} engine
 */
export function showEngineParts(engine) {
  const missing = engine.state === "missing";
  for (const element of all(page, "[data-without-engine]")) element.hidden = !missing;
  for (const element of all(page, "[data-with-engine]")) element.hidden = missing;
}

/** Counts, statuses and the place in the bar. */
export function showProgress() {
  const draft = session.current();
  const view = views.current();
  const section = view && sectionOf(view.id);
  if (view?.id === "tasks") showTasks(draft, seen());
  const errors = view?.id === "check" ? errorsOf("check").length : 0;
  if (section) {
    bar("place", say("bar.section", { number: section.number, section: section.title }));
    bar("count", draft ? countOf(section, draft, seen()) : "");
  } else if (view?.id === "finish" && draft) {
    bar("place", say("bar.complete"));
    bar("count", say("bar.record", { record: shortId(draft.record) }));
  } else {
    const progress = draft && view?.id === "tasks" ? say("tasks.progress_bar", progressOf(draft, seen())) : view?.dataset["title"];
    bar("place", progress ?? "");
    bar("count", errors > 0 ? say("status.bad", { n: errors }) : "");
  }
}

/** What the open draft is called on every view, and what is said about its copies and its age. */
export function showDraft() {
  const draft = session.current();
  nameCase(page, session.caseRef());
  for (const slot of all(page, "[data-copies]")) slot.textContent = draft ? downloadedLine(draft) : "";
  if (draft) fill(need("delete"), { when: whenOf(draft.saved_at) });
  for (const line of all(need("delete"), "[data-elsewhere]")) line.hidden = !["other", "taken", "stranded"].includes(session.whyReading());
  const age = draft ? daysSince(draft.saved_at) : 0;
  note("old-draft", form.draftDays > 0 && age > form.draftDays, { n: age });
  const other = draft && (draft.record.tool.version !== form.version || draft.edition !== form.edition);
  note("other-version", Boolean(other));
  const moved = session.whyReading() === "moved" && draft?.moved_to;
  note("moved", Boolean(moved), { edition: moved ? moved.edition : "", day: moved ? dayOf(moved.at) : "" });
  showWhereItStands();
  const going = !AFTER_THE_END.includes(views.current()?.id ?? "");
  note("finished", going && session.whyReading() === "finished", { day: draft?.finished ? dayOf(draft.finished.at) : "" });
  showSaveState();
}

/** What the bar says about saving. A finished record is not "reading only" where it has just been saved. */
export function showSaveState() {
  const why = session.whyReading();
  const told = why === "finished" && views.current()?.id === "finish" ? "" : why;
  const draft = session.current();
  if (!session.isUnkept()) showSaving(session.savingState(), told, draft && draft.revision > 0 ? draft.saved_at : "");
  showPractice();
}

/** Brings the panels of the section on the screen up to date with what the engine sees. */
export function showSeen() {
  showProgress();
  const look = seen();
  const view = views.current();
  if (!look || view?.dataset["section"] === undefined) return;
  showPanels(view, look);
  setReading(view, session.whyReading() !== "");
}

/**
 * Prepares the view that is about to be shown, and tidies the one that is left.
 * @param {Engine} engine
 * @param {HTMLElement | null} [before]
 */
export async function showView(engine, before = null) {
  const view = views.current();
  const section = view && sectionOf(view.id);
  if (before) {
    dropPassingNotes();
    dropUndoLines(before);
    forgetAnswers(before);
    if (before.id === "lock") leaveLock();
    void session.flush();
  }
  document.body.classList.toggle("qa-print-record", view?.id === "record");
  if (view?.id !== "record") nameSheets(null);
  document.body.classList.toggle("qa-print-sheet", view?.id === SHEET);
  const back = ["tasks", "record"].includes(view?.id ?? "") ? "start" : "tasks";
  for (const anchor of all(page, "[data-back]")) anchor.hidden = anchor.dataset["back"] !== back;
  if (section) {
    showSection(section);
    void lookAt(section, engine);
  } else if (view) showFound(view);
  showDraft();
  showProgress();
  void showChanged(engine);
  if (view?.id === "check") await showAnswers(view);
  else if (view?.id === SHEET) await showConversation(view, engine);
  else if (view?.id === "finish") showFinish();
  else if (view?.id === "lock") showLock();
  else if (view?.id === "compare") showCompare();
  else if (view?.id === "tasks") await showKeeping();
  else if (view?.id === "move") await showMove(engine);
  else if (view?.id === "record") {
    const left = leftRecord();
    const record = left?.record ?? finishedFile()?.record;
    nameSheets(record ?? null);
    if (record) await showRecord(record);
    if (left) await judge(left.text, engine);
  }
}

/** How this browser keeps drafts, and the offer of a copy. */
async function showKeeping() {
  showSittingEnd();
  const line = one(need("tasks"), "[data-keeping]");
  if (!session.current() || !line) return;
  line.replaceChildren(await keepingLine());
  note("nearly-full", await isNearlyFull());
}

/** @param {HTMLElement} view */
async function showAnswers(view) {
  const notAsked = new Set(Object.entries(seen()?.questions ?? {}).flatMap(([id, { asked }]) => (asked ? [] : [id])));
  await readBack(/** @type {HTMLElement} */ (one(view, "[data-answers]")), sections, session.answers(), { change: true, notAsked });
  const draft = session.current();
  if (draft) showMarks(view, draft.record, !session.whyReading());
}

/** @param {import("./questions.mjs").SectionPlace} section */
function showSection(section) {
  const draft = session.current();
  const look = seen();
  fillSection(section, session.answers());
  for (const question of all(section.element, "[data-on-rule]")) {
    if (session.answers()[question.id]) question.dataset["answered"] = "";
    else delete question.dataset["answered"];
  }
  if (look) showPanels(section.element, look);
  else dropPanels(section.element);
  showFound(section.element);
  showDone(section);
  if (draft) markAsked(section.element, draft.record.answers);
  void showBeside(section.element);
  setReading(section.element, session.whyReading() !== "");
  if (!draft || session.whyReading() || draft.record.sitting?.last_section === section.id) return;
  session.change((open) => {
    if (open.record.sitting) open.record.sitting.last_section = section.id;
  });
}
