// Hashes that are not a place in the document: a draft to open, a new one, a file that the start page
// left, or a view that has nothing to show now.

import { note } from "../page/bar.mjs";
import { compareWith, isComparing } from "../drafts/comparing.mjs";
import { SHEET } from "../conversation/conversation.mjs";
import { find } from "../drafts/drafts.mjs";
import { sort } from "../files/files.mjs";
import { finishedFile } from "../files/finish.mjs";
import { remake } from "./flow.mjs";
import { dropFile, leftFile } from "../drafts/memory.mjs";
import { leftRecord } from "../files/opened.mjs";
import { firstPage } from "../family/paced.mjs";
import { form } from "./questions.mjs";
import { draftOf, newRecord, shortId } from "../drafts/records.mjs";
import { current, isUnkept, open, openUnkept } from "../drafts/session.mjs";
import { tell } from "../page/speech.mjs";
import { leavePractice, preparePractice, offersPractice } from "../drafts/unkept.mjs";
import { FIRST } from "./views.mjs";
import { placeIn } from "../page/where.mjs";
import { say, whenOf } from "../page/words.mjs";

/** @typedef {import("../engine/engine.mjs").Engine} Engine */

const NEW = "new";
const FILE = "file";
const PRACTICE = "practice";
const DRAFT = "draft-";
const COMPARE = "compare-";
const NEEDS_A_DRAFT = ["check", "finish", "delete", "lock", "move", SHEET];
/** Views about what is kept, which nothing is in practice. */
const OF_WHAT_IS_KEPT = ["finish", "delete", "record", "lock", "move", "compare"];

/** Whether a hash opens a draft itself, so that the one of the last visit need not be opened. @param {string} hash */
export function opensDraft(hash) {
  return [NEW, FILE, PRACTICE].some((one) => hash === `#${one}`) || [DRAFT, COMPARE].some((one) => hash.startsWith(`#${one}`));
}

/**
 * The hash to show instead of this one, or null to show this one.
 * @param {string} id
 * @param {Engine} engine
 * @returns {Promise<string | null>}
 */
export async function redirect(id, engine) {
  if (isUnkept() && opensDraft(`#${id}`)) return leavePractice();
  const lacksRecord = id === "record" && !isUnkept() && !leftRecord() && !finishedFile();
  note("no-record", lacksRecord);
  if (id === NEW) {
    await open({ ...draftOf(newRecord(form)), waiting: leftFile() });
    return firstPage ?? FIRST;
  } else if (id === PRACTICE) {
    if (offersPractice) await practise();
  } else if (isUnkept() && OF_WHAT_IS_KEPT.includes(id)) {
    return "check";
  } else if (id === FILE) {
    const sorted = sort(leftFile());
    if ("record" in sorted) await open(draftOf(sorted.record));
    dropFile();
  } else if (id.startsWith(COMPARE)) {
    const [mine = "", theirs = ""] = id.slice(COMPARE.length).split(".");
    await openStored(mine);
    await compareWith(theirs);
    if (isComparing()) return "compare";
  } else if (id.startsWith(DRAFT)) await openStored(id.slice(DRAFT.length));
  else if (id === "compare" && !isComparing()) return FIRST;
  else if (id === "finish" && current() && !finishedFile() && !(await remake(engine))) return "check";
  else if (!lacksRecord && id !== "" && (current() || !NEEDS_A_DRAFT.includes(id))) return null;
  return FIRST;
}

/** Opens the form for practice: nothing of it is kept. */
async function practise() {
  preparePractice();
  await openUnkept(draftOf(newRecord(form)));
}

/** A draft opens in its own edition: whether this page was left for that. @param {import("../types.mjs").Draft} draft */
function goesElsewhere(draft) {
  const own = `${form.root}${placeIn(draft.edition, `tools/${draft.tool}/form/`)}`;
  if (new URL(own, location.href).pathname === location.pathname) return false;
  location.replace(`${own}#${DRAFT}${shortId(draft)}`);
  return true;
}

/** @param {string} start  of the draft's id */
async function openStored(start) {
  const draft = await find(start).catch(() => null);
  note("unreadable", draft === null);
  note("unknown-draft", draft === undefined);
  if (!draft || goesElsewhere(draft)) return;
  await open(draft);
  tell(say("files.draft_opened", { when: whenOf(draft.saved_at) }));
}
