// The start page of a tool: drafts on this computer, a file to open, clearing the device. It sorts a
// file and hands it to the form document; whether a file is right is the engine's to say, there.

import { wireClearing } from "./device/clearing.mjs";
import { all, copy, fill, focusOn, idle, need, one } from "./page/dom.mjs";
import { anyKept, list, save } from "./drafts/drafts.mjs";
import { sort, textOf } from "./files/files.mjs";
import { isNearlyFull } from "./drafts/health.mjs";
import { addressOf } from "./device/kept.mjs";
import { keepTool, renewHandbook } from "./device/keeping.mjs";
import { dropFile, goneDrafts, leaveFile, printsStandards, setPrintsStandards } from "./drafts/memory.mjs";
import { besideIt, inItsPlace, whyFixed } from "./files/also-here.mjs";
import { draftOf } from "./drafts/records.mjs";
import { askIn } from "./files/unlocking.mjs";
import { beginsWith, keptForm, placeIn } from "./page/where.mjs";
import { dayOf, daysSince, say, whenOf } from "./page/words.mjs";

/** @typedef {import("./types.mjs").Draft} Draft */
/** @typedef {import("./types.mjs").AuditRecord} AuditRecord */

const page = need("qa-main");
const tool = page.dataset["tool"] ?? "";
const total = Number(page.dataset["sections"]);
const title = page.dataset["title"] ?? "";
const hasCase = page.dataset["hasCase"] !== undefined;
/** What each tool is called, where its form is, which question dates its records, and which says that what was folded away was shown. @type {Record<string, {title: string, form: string, date: string, seen: string}>} */
const tools = JSON.parse(need("qa-tools").textContent ?? "{}");
const accepted = (page.dataset["accepts"] ?? "").split(" ").filter(Boolean);
const REMIND_AFTER = 7;
/** Days after which a draft says how long it has lain. */
const OLD_AFTER = 2;

/** How many drafts of any tool are kept here. */
let kept = 0;
/** A number for each file that is chosen: what was begun for an earlier one counts no longer. */
let turn = 0;

/** Shows the drafts of this tool. */
async function showDrafts() {
  const everything = (await anyKept()) ? await list() : [];
  kept = everything.length;
  const drafts = everything.filter((draft) => draft.tool === tool || !Object.hasOwn(tools, draft.tool)); // a tool that was retired has no page of its own
  need("drafts").replaceChildren(...drafts.map(row));
  need("drafts").hidden = drafts.length === 0;
  need("no-drafts").hidden = drafts.length > 0;
  const gone = goneDrafts(everything.map((draft) => draft.record_id)).length > 0;
  if (gone) need("draft-gone").hidden = false;
  need("no-store").hidden = "indexedDB" in globalThis;
  need("nearly-full").hidden = !(await isNearlyFull());
  return everything;
}

/** @param {Draft} draft */
function row(draft) {
  const item = copy("draft-row");
  const anchor = /** @type {HTMLAnchorElement} */ (one(item, "a"));
  anchor.href = address(draft);
  const age = daysSince(draft.saved_at);
  anchor.textContent = draft.case_ref ? say("start.case", { case: draft.case_ref }) : say(hasCase ? "start.no_case" : "start.about_no_case", { tool: title });
  if (draft.tool !== tool) anchor.textContent = say("start.retired", { tool: draft.tool, draft: anchor.textContent });
  fill(item, {
    saved: say("start.draft_saved", { started: dayOf(draft.record.created), when: whenOf(draft.saved_at), edition: draft.edition }),
    origin: draft.origin ? say(`start.origin_${draft.origin.how}`, { when: whenOf(draft.origin.at) }) : "",
    age: age >= OLD_AFTER ? say("start.draft_age", { n: age }) : "",
    downloaded: draft.downloaded_at ? say("start.draft_downloaded", { when: whenOf(draft.downloaded_at) }) : say("start.draft_never"),
    status: draft.finished
      ? say("start.draft_finished", { day: dayOf(draft.finished.at) })
      : progress(draft),
  });
  const late = draft.downloaded_at === null && !draft.finished && daysSince(draft.record.created) >= REMIND_AFTER;
  one(item, "[data-slot=downloaded]")?.classList.toggle("qa-strong", late);
  return item;
}

/** How many sections are done; of how many is known of the edition of this page. @param {Draft} draft */
function progress(draft) {
  const n = draft.record.sitting?.sections_done.length ?? 0;
  const own = draft.tool === tool && draft.edition === page.dataset["edition"];
  return own ? say("tasks.row_progress", { n, all: total }) : say("start.draft_sections", { n });
}

/** @param {Draft} draft */
const address = (draft) => `${formOf(draft.tool, draft.edition)}#draft-${draft.record_id.slice(0, 8)}`;

/** @param {File} file */
async function open(file) {
  const mine = turn;
  const text = await textOf(file);
  if (mine === turn) await opened(text, file.lastModified);
}

/** @param {string | null} text @param {number} modified  when its file was last changed */
async function opened(text, modified) {
  const sorted = sort(text);
  if (sorted.kind === "locked") return unlocked(text ?? "", modified);
  if (!("record" in sorted)) return refuse(sorted.kind);
  const record = sorted.record;
  if (!formOf(record.tool.id, record.edition)) return refuse("unknown_tool");
  if (sorted.kind === "record" && accepted.includes(record.record_type)) return offerChecklist(text ?? "", record);
  if (sorted.kind === "draft") return openDraft(record, modified, text ?? "");
  return hand(text ?? "", `${formOf(record.tool.id, record.edition)}#record`);
}

/** @param {string} text @param {number} modified */
async function unlocked(text, modified) {
  const box = outcome("locked");
  const mine = turn;
  const inside = await askIn(box, text);
  if (mine !== turn) return;
  box.hidden = true;
  if (inside === null) need("open-file").focus();
  else if (sort(inside).kind === "locked") refuse("broken");
  else await opened(inside, modified);
}

/** Leaves a file for the form and goes there. @param {string} text @param {string} address */
function hand(text, address) {
  if (leaveFile(text)) location.assign(address);
  else refuse("cannot_keep");
}

/** Where a tool's form is in an edition; "" for a tool that no edition kept here has. @param {string} id @param {string} edition */
function formOf(id, edition) {
  const place = Object.hasOwn(tools, id) ? placeIn(edition, tools[id]?.form ?? "") : keptForm(edition, id);
  return place && `${page.dataset["root"] ?? ""}${place}`;
}

/** @param {string} why */
const refuse = (why) => void outcome("refused", { message: say(`files.${why}`) });


/** @param {AuditRecord} record @param {number} modified  when the file was last changed @param {string} text  of the file */
async function openDraft(record, modified, text) {
  const mine = turn;
  const kept = await list().catch(() => /** @type {Draft[]} */ ([])); // where nothing is kept, nothing is here already
  if (mine !== turn) return undefined;
  const stored = kept.find((draft) => draft.record_id === record.record_id);
  const arrived = text; // looked at once the engine is there: whether it was changed, and what it may hold of people
  if (!stored) return keep({ ...draftOf(record), arrived });
  const box = outcome("here", {
    here: whenOf(stored.saved_at),
    answered_here: Object.keys(stored.record.answers).length,
    file: whenOf(new Date(modified).toISOString()),
    answered_file: Object.keys(record.answers).length,
  });
  const seen = Object.hasOwn(tools, stored.tool) && stored.tool === record.tool.id ? (tools[stored.tool]?.seen ?? "") : undefined;
  const fixed = whyFixed(stored, seen);
  for (const part of all(box, "[data-use]")) part.hidden = part.dataset["use"] !== fixed;
  const offer = (/** @type {string} */ name, /** @type {boolean} */ on) => one(box, `[data-do=${name}]`)?.toggleAttribute("hidden", !on);
  offer("use-file", fixed === "");
  offer("compare", !stored.finished && !stored.moved_to && stored.edition === record.edition && stored.tool === record.tool.id);
  choose(box, {
    "keep-both": () => keep(besideIt(record, stored, arrived)),
    compare: () => compare(record, stored),
    "use-file": () => useFile(record, stored, arrived, seen),
    "keep-here": () => go(stored),
  });
  return undefined;
}

/** Goes on with the file in the place of what is here. @param {AuditRecord} record @param {Draft} stored @param {string | null} arrived @param {string | undefined} seen */
async function useFile(record, stored, arrived, seen) {
  const made = await inItsPlace(record, stored.record_id, arrived, seen).catch(() => null);
  if (!made) return refuse("not_replaced");
  return made.revision > 0 ? go(made) : keep(made);
}

/** Keeps what the file holds as a draft of its own, then compares the two. @param {AuditRecord} record @param {Draft} stored */
async function compare(record, stored) {
  const theirs = besideIt(record, stored, null);
  try {
    await save(theirs, true);
  } catch {
    return refuse("cannot_keep");
  }
  return location.assign(`${formOf(stored.tool, stored.edition)}#compare-${stored.record_id.slice(0, 8)}.${theirs.record_id}`);
}

/** @param {Draft} draft */
async function keep(draft) {
  try {
    await save(draft, true);
    go(draft);
  } catch {
    hand(JSON.stringify(draft.record), `${formOf(draft.tool, draft.edition)}#file`);
  }
}

/** @param {Draft} draft */
const go = (draft) => location.assign(address(draft));

/** @param {string} text @param {AuditRecord} record */
function offerChecklist(text, record) {
  const dated = record.answers[tools[record.tool.id]?.date ?? ""]?.value;
  const day = dayOf(String(dated ?? record.completed ?? record.created));
  const named = { title: tools[record.tool.id]?.title ?? "", day, case: record.case?.ref ?? "" };
  const box = outcome("checklist", { record: say(named.case ? "start.record_case" : "start.record", named) });
  choose(box, {
    "start-with": () => hand(text, `${formOf(tool, beginsWith(page.dataset["edition"] ?? ""))}#new`),
    "read-it": () => hand(text, `${formOf(record.tool.id, record.edition)}#record`),
  });
}

/**
 * Shows what came of it, and nothing else that came of another file.
 * @param {string} name
 * @param {Record<string, string | number>} [slots]
 */
function outcome(name, slots = {}) {
  for (const other of all(page, "[data-outcome]")) other.hidden = other.dataset["outcome"] !== name;
  const box = /** @type {HTMLElement} */ (one(page, `[data-outcome="${name}"]`));
  fill(box, slots);
  focusOn(one(box, "h2, h3") ?? box);
  return box;
}

/** Offers the ways on; the first that is pressed is gone, and no other one meanwhile. @param {HTMLElement} box @param {Record<string, () => unknown>} ways */
function choose(box, ways) {
  let chosen = false;
  for (const button of all(box, "[data-do]")) {
    button.onclick = () => {
      if (chosen) return;
      chosen = true;
      ways[button.dataset["do"] ?? ""]?.();
    };
  }
}

function wire() {
  const input = /** @type {HTMLInputElement} */ (need("open-file"));
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    input.value = "";
    if (!file) return;
    const mine = (turn += 1);
    open(file).catch(() => void (mine === turn && refuse("broken")));
  });
  wireClearing(() => kept, async () => {
    need("offline-ready").hidden = true;
    await showDrafts();
  });
  const standards = /** @type {HTMLInputElement | null} */ (document.getElementById("print-standards"));
  if (!standards) return; // a form for families shows none
  standards.checked = printsStandards();
  standards.addEventListener("change", () => setPrintsStandards(standards.checked));
}

/** Keeps this tool on this device once the page has nothing else to do, and says so when it is there. */
async function keepHere() {
  await idle();
  need("offline-ready").hidden = !(await keepTool(addressOf(location.href) ?? ""));
  await renewHandbook();
}

dropFile();
wire();
showDrafts().catch(() => {
  need("drafts-unreadable").hidden = false;
});
keepHere().catch(() => undefined); // the page works as before
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  dropFile();
  for (const box of all(page, "[data-outcome]")) box.hidden = true; // what it says of a file may be of the past
  void showDrafts();
});
