// Hashes that are not a place in the document: a draft to open, a new one, a file that the start page
// left, or a view that has nothing to show now.

import { attach } from "./attach.mjs";
import { note } from "./bar.mjs";
import { compareWith, isComparing } from "./comparing.mjs";
import { find } from "./drafts.mjs";
import { sort } from "./files.mjs";
import { finishedFile } from "./finish.mjs";
import { remake } from "./flow.mjs";
import { dropFile, leftFile } from "./memory.mjs";
import { leftRecord } from "./opened.mjs";
import { form, questions } from "./questions.mjs";
import { draftOf, newRecord, shortId } from "./records.mjs";
import { current, open } from "./session.mjs";
import { tell } from "./speech.mjs";
import { FIRST } from "./views.mjs";
import { placeIn } from "./where.mjs";
import { say, whenOf } from "./words.mjs";

/** @typedef {import("./engine.mjs").Engine} Engine */

const NEW = "new";
const FILE = "file";
const DRAFT = "draft-";
const COMPARE = "compare-";
const NEEDS_A_DRAFT = ["check", "finish", "delete", "lock", "move"];

/** Whether a hash opens a draft itself, so that the one of the last visit need not be opened. @param {string} hash */
export function opensDraft(hash) {
  return hash === `#${NEW}` || hash === `#${FILE}` || hash.startsWith(`#${DRAFT}`) || hash.startsWith(`#${COMPARE}`);
}

/**
 * The hash to show instead of this one, or null to show this one.
 * @param {string} id
 * @param {Engine} engine
 * @returns {Promise<string | null>}
 */
export async function redirect(id, engine) {
  if (id === NEW) {
    const left = leftFile();
    await open(draftOf(newRecord(form)));
    void attachLeft(left, engine);
  } else if (id === FILE) {
    const sorted = sort(leftFile());
    dropFile();
    if ("record" in sorted) await open(draftOf(sorted.record));
  } else if (id.startsWith(COMPARE)) {
    const [mine = "", theirs = ""] = id.slice(COMPARE.length).split(".");
    await openStored(mine);
    await compareWith(theirs);
    if (isComparing()) return "compare";
  } else if (id.startsWith(DRAFT)) await openStored(id.slice(DRAFT.length));
  else if (id === "compare" && !isComparing()) return FIRST;
  else if (id === "finish" && current() && !finishedFile() && !(await remake(engine))) return "check";
  else if (id === "record" ? leftRecord() || finishedFile() : id !== "" && (current() || !NEEDS_A_DRAFT.includes(id))) return null;
  return FIRST;
}

/** A draft opens in its own edition: whether this page was left for that. @param {import("./types.mjs").Draft} draft */
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

/**
 * A checklist that the start page left goes into the question that takes it, as soon as it can be judged.
 * @param {string | null} text
 * @param {Engine} engine
 */
async function attachLeft(text, engine) {
  const sorted = text === null ? null : sort(text);
  if (!sorted || !("record" in sorted)) return;
  const taker = [...questions.values()].find((place) => place.element.dataset["accepts"] === sorted.record.record_type);
  if (!taker) return;
  note("attaching", engine.isComing);
  const { refusal, caution } = await attach(text, taker.id, engine);
  note("attaching", false);
  note("not-attached", refusal !== "", { message: refusal });
  note("attached", caution !== "", { message: caution });
}
