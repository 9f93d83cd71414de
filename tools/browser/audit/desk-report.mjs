// The page "Make a report": asks the engine for the report of a folder of records, and saves it as files.

import { Choice, typed } from "./desk/choosing.mjs";
import { ask, begin, giveUp, when } from "./desk/desk.mjs";
import { records, takeRecords } from "./desk/records.mjs";
import { save, showCounted, showFields, showProblems } from "./desk/showing.mjs";
import { all, focusOn, make, need, one } from "./page/dom.mjs";
import { headSheets } from "./page/sheets.mjs";
import { tell } from "./page/speech.mjs";
import { grown } from "./desk/tree.mjs";
import { say, today } from "./page/words.mjs";

/** @typedef {import("./desk/showing.mjs").Told} Told */
/** @typedef {import("./desk/showing.mjs").Counted} Counted */
/** @typedef {import("./desk/showing.mjs").Made} Made */
/** @typedef {{fields: import("./desk/showing.mjs").Lacking, problems: Told[], counted?: Counted, records: number, of_period: number, beyond?: string, without?: number | null, title?: string, sample?: boolean, tree?: Tree}} Report */
/** @typedef {import("./desk/tree.mjs").Tree} Tree */

const page = need("qa-main");
const handbook = new URL(page.dataset["root"] ?? "", location.href).href;

async function report() {
  const choice = new Choice();
  const payload = {
    records: choice.many(await records()),
    staff: choice.single("staff"),
    period: typed("period"),
    planned: typed("planned"),
    sample: /** @type {HTMLInputElement} */ (need("sample")).checked,
    handbook,
    today: today(),
    files: choice.names,
  };
  /** @type {Report | null} */
  const answer = await ask("report", payload, choice.files);
  if (!answer) return;
  showProblems(answer.problems);
  if (showFields(answer.fields) || !answer.counted) return;
  showCounted(answer.counted);
  if (!answer.tree) {
    const why = answer.beyond ?? say("desk.none");
    if (answer.beyond) one(need("desk-counted"), "ul")?.prepend(make("li", "", make("strong", "", why)));
    focusOn(/** @type {HTMLElement} */ (one(need("desk-counted"), "h3")));
    tell(why);
    return;
  }
  const others = answer.records - answer.of_period;
  const words = [say("desk.report_of", { n: answer.records }), others > 0 ? say("desk.of_period", { n: answer.of_period }) : ""].filter(Boolean).join(" ");
  need("desk-lines").textContent = words;
  headSheets(say(answer.sample ? "desk.sheet_sample" : "desk.sheet"));
  need("desk-without").hidden = !answer.without;
  need("desk-title").textContent = answer.title ?? "";
  need("desk-tree").replaceChildren(grown(answer.tree, handbook));
  need("desk-report").hidden = false;
  need("desk-result").hidden = false;
  focusOn(need("result"));
  tell(words);
}

for (const button of all(page, "[data-save]")) {
  button.addEventListener("click", async () => {
    /** @type {{file: Made | null} | null} */
    const answer = await ask("write", { format: button.dataset["save"], handbook }, [], { stops: false });
    if (answer?.file) save(answer.file, button);
    else if (answer) giveUp();
  });
}
takeRecords();
when("work", report);
begin();
