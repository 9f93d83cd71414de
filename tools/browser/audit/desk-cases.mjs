// The page "Draw cases at random": asks the engine for a draw, or to draw again from a receipt, and shows what came.

import { Choice, typed, typedDate } from "./desk/choosing.mjs";
import { ask, begin, when } from "./desk/desk.mjs";
import { fillToday, showDrawn, showVerified } from "./desk/draws.mjs";
import { records, takeRecords } from "./desk/records.mjs";
import { clearVerified, fillTable, leftOut, showCounted, showFields, showProblems } from "./desk/showing.mjs";
import { need, one } from "./page/dom.mjs";
import { dayOf, now, say, today } from "./page/words.mjs";

/** @typedef {import("./desk/draws.mjs").Verified} Verified */
/** @typedef {import("./desk/showing.mjs").Told} Told */
/** @typedef {import("./desk/showing.mjs").Counted} Counted */
/** @typedef {import("./desk/showing.mjs").Made} Made */
/**
 * @typedef {object} Draw
 * @property {import("./desk/showing.mjs").Lacking} fields
 * @property {Told[]} problems
 * @property {Counted | null} records
 * @property {boolean} [draft]
 * @property {number} population
 * @property {{ticket: string, case: string, area: string, plan: string, auditor: string}[]} [drawn]
 * @property {{case: string, reason: string, audited_on: string}[]} excluded
 * @property {{case: string, reason: string, replaced_by: string}[]} replaced
 * @property {Made[]} files
 */

const page = need("qa-main");

async function draw() {
  const choice = new Choice();
  const payload = {
    cases: choice.single("cases"),
    auditors: choice.single("auditors"),
    records: choice.many(await records()),
    seed: typed("seed"),
    number: typed("number"),
    selected_on: typedDate("selected_on"),
    by: typed("by"),
    role: typed("role"),
    told_on: typedDate("told_on"),
    record_id: crypto.randomUUID(),
    now: now(),
    today: today(),
    files: choice.names,
  };
  /** @type {Draw | null} */
  const answer = await ask("draw-cases", payload, choice.files);
  if (!answer) return;
  showCounted(answer.records ?? null);
  showProblems(answer.problems);
  if (showFields(answer.fields) || !answer.drawn) return;
  fillTable("drawn", answer.drawn.map((row) => [row.case, row.auditor, row.area, row.plan, row.ticket]));
  fillTable("excluded", answer.excluded.map((row) => [row.case, row.reason, row.audited_on && dayOf(row.audited_on)]));
  fillTable("replaced", answer.replaced.map((row) => [row.case, row.reason, row.replaced_by]));
  for (const name of /** @type {const} */ (["excluded", "replaced"])) {
    const part = one(page, `[data-rows=${name}]`);
    if (part) part.hidden = answer[name].length === 0;
  }
  const lines = [say("desk.drawn", { n: answer.drawn.length, population: answer.population })];
  if (answer.excluded.length > 0) lines.push(say("desk.excluded", { n: answer.excluded.length }));
  lines.push(say(answer.draft ? "desk.cases_draft" : "desk.cases_finished"));
  if (!answer.records) lines.push(say("desk.no_records"));
  const left = leftOut(answer.records);
  showDrawn(lines, answer.files, left > 0 ? say("desk.cases_left_out", { n: left }) : "");
}

async function verify() {
  const choice = new Choice();
  const payload = {
    receipt: choice.single("receipt"),
    cases: choice.single("cases"),
    auditors: choice.single("auditors"),
    records: choice.many(await records()),
    today: today(),
    files: choice.names,
  };
  /** @type {Verified | null} */
  const answer = await ask("verify-cases", payload, choice.files);
  if (!answer) return;
  showVerified(answer, say("desk.cases_without_records"));
}

fillToday("selected_on");
takeRecords();
when("work", draw);
when("verify", verify, clearVerified);
begin();
