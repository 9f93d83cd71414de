// The form document of a tool: puts the parts of the shell together. Which part does what is said at
// the top of each; here is only who is told of what.

import { all, fill, focusOn, nameCase, need, one } from "./dom.mjs";
import { actions } from "./actions.mjs";
import { attach, attachChosen } from "./attach.mjs";
import { bar, dropPassingNotes, note, showEngine, showSaving } from "./bar.mjs";
import { forgetFound, errorsOf, showFound } from "./check.mjs";
import { find } from "./drafts.mjs";
import { Engine } from "./engine.mjs";
import { sort } from "./files.mjs";
import { downloadDraft, downloadedLine, finishedFile, forgetFile, showFinish } from "./finish.mjs";
import { checkWaiting, forgetDone, isWaiting, remake, showDone } from "./flow.mjs";
import { dropFile, leftFile, printsStandards } from "./memory.mjs";
import { judge, leftRecord, showRecord } from "./opened.mjs";
import { dropPanels, showPanels } from "./panels.mjs";
import { draftOf, newRecord, shortId } from "./records.mjs";
import { readBack } from "./review.mjs";
import { form, page, questionOf, questions, sectionOf, sections } from "./questions.mjs";
import { addRow, dropUndoLines, rowsOf } from "./rows.mjs";
import { emptySections, fillAll, fillSection, readQuestion, setReading } from "./sections.mjs";
import * as session from "./session.mjs";
import { pressed, tell, typed } from "./speech.mjs";
import { openFinder } from "./standards.mjs";
import { markAsked } from "./talk.mjs";
import { countOf, progressOf, showTasks } from "./tasks.mjs";
import * as views from "./views.mjs";
import { dayOf, daysSince, now, say, timeOf, today, whenOf } from "./words.mjs";

/** @typedef {import("./types.mjs").Look} Look */

const LOOK_AFTER = 400;
const PAPER_ROWS = 3;

/** What the engine last said about the draft. @type {Look | null} */
let look = null;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let looking;
let looksAgain = false;
let isLooking = false;

const here = (/** @type {string} */ path) => new URL(form.root + path, location.href).href;
const engine = new Engine(
  { engine: here("engine/"), catalogue: here(`catalogue/${form.edition}.json`), tool: form.tool, wording: JSON.parse(need("qa-engine-words").textContent ?? "{}") },
  (state) => {
    showEngine(state);
    showEngineParts();
    if (state !== "ready") return;
    if (isWaiting()) tell(say("engine.ready"));
    void lookSoon(0).then(() => checkWaiting(engine));
    if (views.current()?.id === "record") void showView();
  },
);

/** Asks the engine to look at the draft, once typing pauses. One look at a time, the last one counts. */
async function lookSoon(wait = LOOK_AFTER) {
  clearTimeout(looking);
  if (wait > 0) {
    looking = setTimeout(() => void lookSoon(0), wait);
    return;
  }
  const draft = session.current();
  if (!draft || !engine.isReady) return;
  if (isLooking) {
    looksAgain = true;
    return;
  }
  isLooking = true;
  /** @type {Look | null} */
  const seen = await engine.ask("look", { record: draft.record, today: today() });
  isLooking = false;
  if (seen && session.current() === draft) {
    look = seen;
    showProgress();
    const view = views.current();
    if (view?.dataset["section"] !== undefined) showPanels(view, seen);
  }
  if (looksAgain) {
    looksAgain = false;
    await lookSoon(0);
  }
}

/** Buttons and notes that depend on whether there is an engine. */
function showEngineParts() {
  const missing = engine.state === "missing";
  for (const element of all(page, "[data-without-engine]")) element.hidden = !missing;
  for (const element of all(page, "[data-with-engine]")) element.hidden = missing;
}

/** Counts, statuses and the place in the bar. */
function showProgress() {
  const draft = session.current();
  const view = views.current();
  const section = view && sectionOf(view.id);
  if (view?.id === "tasks") showTasks(draft, look);
  const progress = draft && say("tasks.progress_bar", progressOf(draft, look));
  const errors = view?.id === "check" ? errorsOf("check").length : 0;
  if (section) {
    bar("place", say("bar.section", { number: section.number, section: section.title }));
    bar("count", draft ? countOf(section, draft, look) : "");
  } else if (view?.id === "finish" && draft) {
    bar("place", say("bar.complete"));
    bar("count", say("bar.record", { record: shortId(draft.record) }));
  } else {
    bar("place", (view?.id === "tasks" ? progress : view?.dataset["title"]) ?? "");
    bar("count", errors > 0 ? say("status.bad", { n: errors }) : "");
  }
}

/** Fills in what the open draft is called on every view, and what is said about its copies. */
function showDraft() {
  const draft = session.current();
  nameCase(page, session.caseRef());
  for (const slot of all(page, "[data-copies]")) slot.textContent = draft ? downloadedLine(draft) : "";
  if (draft) fill(need("delete"), { when: whenOf(draft.saved_at) });
  const age = draft ? daysSince(draft.saved_at) : 0;
  note("old-draft", form.draftDays > 0 && age > form.draftDays, { n: age });
  const going = !["finish", "record", "delete"].includes(views.current()?.id ?? "");
  note("finished", going && session.whyReading() === "finished", { day: draft?.finished ? dayOf(draft.finished.at) : "" });
  showSaveState();
}

/** What the bar says about saving. A finished record is not "reading only" where it has just been saved. */
function showSaveState() {
  const why = session.whyReading();
  const told = why === "finished" && views.current()?.id === "finish" ? "" : why;
  showSaving(session.savingState(), told, session.current()?.saved_at ?? "");
}

/** Prepares the view that is about to be shown, and tidies the one that is left. @param {HTMLElement | null} [before] */
async function showView(before = null) {
  const view = views.current();
  const draft = session.current();
  const section = view && sectionOf(view.id);
  if (before) {
    dropPassingNotes();
    dropUndoLines(before);
    void session.flush();
  }
  document.body.classList.toggle("qa-print-record", view?.id === "record");
  all(page, "[data-back]").forEach((link) => (link.hidden = link.dataset["back"] !== (section || view?.id === "check" ? "tasks" : "start")));
  if (section) showSection(section);
  else if (view) showFound(view);
  showDraft();
  showProgress();
  if (view?.id === "check" && draft) {
    const notAsked = new Set(Object.entries(look?.questions ?? {}).flatMap(([id, seen]) => (seen.asked ? [] : [id])));
    await readBack(/** @type {HTMLElement} */ (one(view, "[data-answers]")), sections, draft.record.answers, { change: true, notAsked });
  } else if (view?.id === "finish") showFinish();
  else if (view?.id === "record") {
    const left = leftRecord();
    const record = left?.record ?? finishedFile()?.record;
    if (record) await showRecord(record);
    if (left) await judge(left.text, engine);
  }
}

/** @param {import("./questions.mjs").SectionPlace} section */
function showSection(section) {
  const draft = session.current();
  fillSection(section, session.answers());
  for (const question of all(section.element, "[data-on-rule]")) {
    if (session.answers()[question.id]) question.dataset["answered"] = "";
  }
  if (look) showPanels(section.element, look);
  else dropPanels(section.element);
  showFound(section.element);
  showDone(section);
  if (draft) markAsked(section.element, draft.record);
  setReading(section.element, session.whyReading() !== "");
  if (draft && !session.whyReading() && draft.record.sitting?.last_section !== section.id) {
    session.change((open) => {
      if (open.record.sitting) open.record.sitting.last_section = section.id;
    });
  }
}

/**
 * Hashes that are not a place in the document: a draft to open, a new one, or a view that has
 * nothing to show now.
 * @param {string} id
 * @returns {Promise<string | null>}
 */
async function redirect(id) {
  if (id === "new") {
    await session.open(draftOf(newRecord(form)));
    await attachLeft();
    return views.FIRST;
  }
  if (id.startsWith("draft-")) {
    const draft = await find(id.slice("draft-".length)).catch(() => undefined);
    note("unknown-draft", !draft);
    if (draft) {
      await session.open(draft);
      tell(say("files.draft_opened", { when: whenOf(draft.saved_at) }));
    }
    return views.FIRST;
  }
  if (id === "file") {
    const sorted = sort(leftFile(), form.edition);
    dropFile();
    if ("record" in sorted) await session.open(draftOf(sorted.record));
    return views.FIRST;
  }
  const draft = session.current();
  if (id === "finish" && draft && !finishedFile() && !(await remake(engine))) return "check";
  if (id === "record" && !leftRecord() && !finishedFile()) return views.FIRST;
  if (["check", "finish", "delete"].includes(id) && !draft) return views.FIRST;
  return id === "" ? views.FIRST : null;
}

/** A checklist that the start page left goes into the question that takes it. */
async function attachLeft() {
  const text = leftFile();
  dropFile();
  if (!text) return;
  const taker = [...questions.values()].find((place) => text.includes(`"${place.element.dataset["accepts"] ?? "/"}"`) && place.type === "record");
  if (taker) await attach(text, taker.id, engine);
}

/** @param {Event} event */
function answered(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target instanceof HTMLInputElement && target.type === "file") {
    if (event.type === "change") void attachChosen(target, engine);
    return;
  }
  if (target.matches("[data-find]")) return;
  const place = questionOf(target);
  if (!place) return;
  if (event.type === "input") typed();
  session.answer(place.id, readQuestion(place));
}

/** Every view on paper: the whole form, with the draft's answers. */
function preparePrint() {
  fillAll(session.answers());
  const draft = session.current();
  if (!draft) addPaperRows();
  document.body.classList.toggle("qa-print-standards", printsStandards());
  document.body.classList.toggle("qa-print-filled", draft !== null);
  for (const line of all(page, "[data-print-blank]")) line.hidden = draft !== null;
  for (const line of all(page, "[data-print-draft]")) {
    line.hidden = draft === null;
    if (draft) fill(line, { record: shortId(draft.record), day: dayOf(today()) });
  }
}

/** A blank form on paper has room for several rows. */
function addPaperRows() {
  for (const { element } of questions.values()) {
    if (!one(element, "[data-rows]")) continue;
    while (rowsOf(element).length < PAPER_ROWS) addRow(element, {});
  }
}

function listen() {
  page.addEventListener("input", answered);
  page.addEventListener("change", answered);
  page.addEventListener("focusout", () => void session.flush());
  page.addEventListener("toggle", (event) => {
    const finder = /** @type {HTMLElement} */ (event.target);
    if (finder.matches("[data-finder]")) openFinder(/** @type {HTMLElement} */ (finder.closest("[data-question]")));
  }, true);
  const deeds = actions(engine);
  page.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    const deed = target && deeds[target.dataset["do"] ?? ""];
    if (!target || !deed) return;
    pressed();
    void deed(target, event);
  });
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    void downloadDraft(engine);
  });
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void session.flush());
  for (const kind of ["online", "offline"]) addEventListener(kind, () => showEngine(engine.state));
  addEventListener("beforeprint", preparePrint);
  addEventListener("afterprint", () => {
    if (session.current()) return;
    emptySections();
    void showView();
  });

  session.when("opened", () => {
    look = null;
    emptySections();
    forgetFound();
    forgetDone();
    if (session.current()) engine.start();
    void showView();
    void lookSoon(0);
  });
  session.when("answered", () => {
    forgetFile();
    showProgress();
    void lookSoon();
  });
  session.when("sitting", () => {
    showDraft();
    showProgress();
  });
  session.when("saving", showSaveState);
  session.when("reading", () => {
    const why = session.whyReading();
    note("blank", why === "blank" && !leftRecord());
    note("other", why === "other");
    note("taken", why === "taken", { time: timeOf(now()) });
    showDraft();
    const view = views.current();
    if (view?.dataset["section"] !== undefined) setReading(view, why !== "");
  });
}

async function begin() {
  listen();
  const left = leftRecord();
  if (left && location.hash === "#record") engine.start();
  else if (!/^#(new$|file$|draft-)/.test(location.hash)) {
    const { draft, gone } = await session.remembered().catch(() => ({ draft: undefined, gone: false }));
    note("gone", gone);
    if (draft) await session.open(draft);
  }
  if (!session.current()) note("blank", location.hash !== "#record");
  showEngineParts();
  await views.follow({
    redirect,
    show: (_, before) => void showView(before),
    unknown: (id) => {
      note("unknown", id !== "");
      const anchor = /** @type {HTMLAnchorElement | null} */ (one(need("qa-notes"), "[data-note=unknown] a"));
      if (anchor) anchor.href = `${form.root}id/${encodeURIComponent(id)}/`;
      if (anchor) anchor.textContent = id;
    },
    hasErrors: (view) => errorsOf(view.id).length > 0,
  });
  page.dataset["ready"] = "";
}

begin().catch((error) => {
  console.error(error);
  focusOn(need("qa-main"));
});
