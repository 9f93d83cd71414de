// The page "Draw audits for moderation": asks the engine for a draw from a folder of records, or to draw again from a
// receipt, and shows what came.

import { Choice, typed, typedDate } from "./desk/choosing.mjs";
import { ask, begin, when } from "./desk/desk.mjs";
import { fillToday, showDrawn, showVerified } from "./desk/draws.mjs";
import { records, takeRecords } from "./desk/records.mjs";
import { clearVerified, fillTable, leftOut, showCounted, showFields, showProblems } from "./desk/showing.mjs";
import { dayOf, now, say, today } from "./page/words.mjs";

/** @typedef {import("./desk/draws.mjs").Verified} Verified */
/** @typedef {import("./desk/showing.mjs").Told} Told */
/** @typedef {import("./desk/showing.mjs").Counted} Counted */
/** @typedef {import("./desk/showing.mjs").Made} Made */
/**
 * @typedef {object} Draw
 * @property {import("./desk/showing.mjs").Lacking} fields
 * @property {Told[]} problems
 * @property {Counted} [records]
 * @property {boolean} [draft]
 * @property {number} population
 * @property {{ticket: string, record_id: string, case: string, completed_on: string, file: string}[]} [drawn]
 * @property {Made[]} files
 */

async function draw() {
  const choice = new Choice();
  const payload = {
    records: choice.many(await records()),
    seed: typed("seed"),
    number: typed("number"),
    meeting_on: typedDate("meeting_on"),
    by: typed("by"),
    role: typed("role"),
    record_id: crypto.randomUUID(),
    now: now(),
    today: today(),
    files: choice.names,
  };
  /** @type {Draw | null} */
  const answer = await ask("draw-audits", payload, choice.files);
  if (!answer) return;
  showCounted(answer.records ?? null);
  showProblems(answer.problems);
  if (showFields(answer.fields) || !answer.drawn) return;
  fillTable("drawn-audits", answer.drawn.map((row) => [row.case, dayOf(row.completed_on), row.file, row.record_id, row.ticket]));
  const first = say("desk.drawn_audits", { n: answer.drawn.length, population: answer.population });
  const left = leftOut(answer.records);
  const unknown = left > 0 ? say("desk.audits_left_out", { n: left }) : "";
  showDrawn([first, say(answer.draft ? "desk.audits_draft" : "desk.audits_finished")], answer.files, unknown);
}

async function verify() {
  const choice = new Choice();
  const payload = { receipt: choice.single("receipt"), records: choice.many(await records()), today: today(), files: choice.names };
  /** @type {Verified | null} */
  const answer = await ask("verify-audits", payload, choice.files);
  if (!answer) return;
  showVerified(answer, say("desk.audits_without_records"));
}

fillToday("meeting_on");
takeRecords();
when("work", draw);
when("verify", verify, clearVerified);
begin();
