// The form document of a tool: puts the parts of the shell together. What each part does is said at
// its top; here is only who is told of what.

import { focusOn, idle, need, one } from "./page/dom.mjs";
import { buttons, CHANGES } from "./form/buttons.mjs";
import { judgeArrived } from "./files/arrived.mjs";
import { attachChosen } from "./files/attach.mjs";
import { loadWaiting } from "./files/waiting.mjs";
import { note, showEngine, showKept } from "./page/bar.mjs";
import { followChanges } from "./conversation/changed.mjs";
import { errorsOf, forgetFound } from "./form/check.mjs";
import { Engine } from "./engine/engine.mjs";
import { downloadDraft, forgetFile } from "./files/finish.mjs";
import { checkWaiting, forgetDone, isWaiting } from "./form/flow.mjs";
import { forgetGuard, guardNow, guardSoon, lookAt } from "./guard/guard.mjs";
import { listenToNames } from "./guard/guard-buttons.mjs";
import { forgetLook, lookNow, lookSoon } from "./engine/looking.mjs";
import { openBeside } from "./moderation/grades.mjs";
import { keepTool } from "./device/keeping.mjs";
import { addressOf } from "./device/kept.mjs";
import { keepNamesOf, showNames } from "./guard/names.mjs";
import { leadTo } from "./drafts/moving.mjs";
import { onClearing } from "./drafts/lease.mjs";
import { dropFile } from "./drafts/memory.mjs";
import { forgetRecord, leftRecord } from "./files/opened.mjs";
import { clearPaper, preparePaper } from "./form/paper.mjs";
import { form, page, questionOf, sectionOf } from "./form/questions.mjs";
import { forgetAnswers } from "./form/review.mjs";
import { opensDraft, redirect } from "./form/routes.mjs";
import { showDraft, showEngineParts, showProgress, showSaveState, showSeen, showView } from "./form/screen.mjs";
import { emptySections, readQuestion, setReading } from "./form/sections.mjs";
import * as session from "./drafts/session.mjs";
import { watchSitting } from "./drafts/sitting.mjs";
import { pressed, tell, typed } from "./page/speech.mjs";
import { openFinder } from "./form/standards.mjs";
import { guardPractice } from "./drafts/unkept.mjs";
import { tellUnsaved } from "./drafts/unsaved.mjs";
import * as views from "./form/views.mjs";
import { now, say, timeOf } from "./page/words.mjs";

const here = (/** @type {string} */ path) => new URL(form.root + path, location.href).href;
const engine = new Engine(
  {
    engine: here("engine/"),
    catalogue: here(`catalogue/${form.edition}.json`),
    tool: form.tool,
    wording: JSON.parse(need("qa-engine-words").textContent ?? "{}"),
  },
  (state) => {
    showEngine(state);
    showEngineParts(engine);
    if (state === "ready" || state === "missing") void keepHere();
    if (state !== "ready") return;
    void guardNow(engine);
    void lookAt(sectionOf(views.current()?.id ?? ""), engine);
    if (isWaiting()) tell(say("engine.ready"));
    void lookNow(engine, showSeen).then(() => checkWaiting(engine));
    void judgeArrived(engine);
    if (views.current()?.id === "record") void showView(engine);
  },
);

let keeping = false;

/** Keeps this tool on this device: when the engine is there, or has nothing to do yet. */
async function keepHere() {
  if (keeping || session.isUnkept()) return; // practice leaves nothing behind
  keeping = true;
  await idle();
  const start = new URL("../", location.href).href; // the start page of the tool
  showKept(await keepTool(addressOf(start) ?? ""), engine.state);
}

/** @param {Event} event */
function answered(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  if (target instanceof HTMLInputElement && target.type === "file") {
    if (event.type !== "change") return;
    if (target.matches("[data-moderations]")) void openBeside(target);
    else void attachChosen(target, engine);
    return;
  }
  const place = target.matches("[data-find]") ? undefined : questionOf(target);
  if (event.type === "input") typed();
  if (!place || target.closest("[data-guard]")) return;
  session.answer(place.id, readQuestion(place));
  guardSoon(target, place, engine);
}

function listenToPage() {
  page.addEventListener("input", answered);
  page.addEventListener("change", answered);
  page.addEventListener("focusout", () => {
    void session.flush();
    void guardNow(engine);
  });
  page.addEventListener(
    "toggle",
    (event) => {
      const finder = /** @type {HTMLElement} */ (event.target);
      if (!finder.matches("[data-finder]")) return;
      openFinder(/** @type {HTMLElement} */ (finder.closest("[data-question]")));
      setReading(finder, session.whyReading() !== "");
    },
    true,
  );
  const deeds = buttons(engine);
  page.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-do]"));
    const name = target?.dataset["do"] ?? "";
    const deed = deeds[name];
    if (!target || !deed || (CHANGES.has(name) && session.whyReading())) return;
    pressed();
    void deed(target, event);
  });
}

function listenToBrowser() {
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (event.repeat) return;
    pressed();
    void downloadDraft(engine);
  });
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void session.flush());
  onClearing(() => {
    if (location.hash !== "#record") return; // a draft that is open is closed by its session
    dropFile();
    forgetRecord();
    views.go("record"); // which is not there any more, and the page says so
  });
  for (const kind of ["online", "offline"]) addEventListener(kind, () => showEngine(engine.state));
  listenToNames(engine);
  addEventListener("beforeprint", preparePaper);
  addEventListener("afterprint", () => clearPaper(() => void showView(engine)));
}

function listenToSession() {
  for (const kind of /** @type {const} */ (["opened", "answered", "saving", "reading", "sitting"])) session.when(kind, () => tellUnsaved(session.isUnsaved()));
  let lastOpened = "";
  session.when("opened", () => {
    const opened = session.current()?.record_id ?? "";
    if (opened !== lastOpened) forgetAnswers(need("check")); // they are another draft's
    lastOpened = opened;
    forgetFile();
    forgetLook();
    emptySections();
    forgetFound();
    forgetDone();
    forgetGuard();
    keepNamesOf();
    if (session.current()) engine.start();
    for (const name of ["no-record", "nothing-open"]) note(name, false);
    void showView(engine);
    void lookNow(engine, showSeen);
    note("file-changed", false);
    void judgeArrived(engine);
    void loadWaiting(engine);
    if (views.current()?.id === "finish") views.go("check"); // what was made there is not of these answers
  });
  session.when("removed", () => {
    note("removed", true);
    views.go(views.FIRST);
  });
  session.when("answered", () => {
    forgetFile();
    showProgress();
    lookSoon(engine, showSeen);
  });
  session.when("sitting", () => {
    showDraft();
    showProgress();
  });
  session.when("saving", showSaveState);
  session.when("reading", () => {
    const why = session.whyReading();
    note("blank", why === "blank" && !leftRecord());
    if (why !== "blank") note("elsewhere", false);
    note("other", why === "other");
    note("taken", why === "taken", { time: timeOf(now()) });
    note("stranded", why === "stranded", { time: timeOf(now()) });
    showDraft();
    const view = views.current();
    if (view?.dataset["section"] !== undefined) setReading(view, why !== "");
    void loadWaiting(engine);
  });
}

/** The link leads nowhere in this document: it may be a question of another edition. @param {string} id */
function showUnknown(id) {
  note("unknown", true);
  const anchor = /** @type {HTMLAnchorElement | null} */ (one(need("qa-notes"), "[data-note=unknown] a"));
  if (!anchor) return;
  anchor.href = `${form.root}id/${encodeURIComponent(id)}/`;
  anchor.textContent = id;
}

async function begin() {
  listenToPage();
  listenToBrowser();
  listenToSession();
  followChanges(engine);
  guardPractice();
  watchSitting();
  if (location.hash === "#record" && leftRecord()) engine.start();
  else if (!opensDraft(location.hash)) {
    const { draft, gone, missing, elsewhere } = await session.remembered().catch(() => {
      note("unreadable", true);
      return { draft: undefined, gone: false, missing: false, elsewhere: undefined };
    });
    note("gone", gone);
    note("unknown-draft", missing && !gone);
    note("elsewhere", elsewhere !== undefined, { edition: elsewhere?.edition ?? "" });
    if (elsewhere) leadTo("elsewhere", elsewhere);
    if (draft) await session.open(draft);
  }
  note("blank", !session.current() && !(location.hash === "#record" && leftRecord()));
  showEngineParts(engine);
  await views.follow({
    redirect: (id) => redirect(id, engine),
    show: (before) => {
      void showView(engine, before);
      if (views.current()?.id === "tasks") void showNames(engine);
    },
    unknown: showUnknown,
    hasErrors: (view) => errorsOf(view.id).length > 0,
  });
  page.dataset["ready"] = "";
  if (engine.state === "off") void keepHere();
}

// In a task of its own: the modules have just been evaluated, and the theme starts in the same task.
setTimeout(() =>
  begin().catch((error) => {
    console.error(error);
    focusOn(page);
  }),
);
