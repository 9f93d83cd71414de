// What the pages of the desk show of an answer: what is to be put right, rows of tables, files to save.

import { download } from "../files/files.mjs";
import { all, copy, focusOn, link, make, need, one } from "../page/dom.mjs";
import { tell } from "../page/speech.mjs";
import { say } from "../page/words.mjs";

/** @typedef {{code: string, severity: string, source: string, line: number | null, message: string, remedy: string, more?: number}} Told */
/** @typedef {{outcomes: Record<string, number>, others: number, refused: Told[], unlisted: number}} Counted */
/** @typedef {{name: string, base64: string}} Made */

const page = need("qa-main");
const FEW = 10; // so many files that were left out are shown at once

/** Takes away what an earlier answer said. */
export function clear() {
  need("qa-summary").replaceChildren();
  for (const error of all(page, ".qa-error")) error.remove();
  for (const field of all(page, ".qa-desk__field--error")) field.classList.remove("qa-desk__field--error");
  for (const control of all(page, "[data-described]")) describe(control, "");
  for (const id of ["desk-wrong", "desk-result", "desk-counted", "desk-verified", "desk-report"]) {
    const part = document.getElementById(id);
    if (part) part.hidden = true;
  }
}

/** Names what describes a control, beside its hint. @param {HTMLElement} control @param {string} id */
function describe(control, id) {
  control.dataset["described"] ??= control.getAttribute("aria-describedby") ?? "";
  const ids = [control.dataset["described"], id].filter(Boolean).join(" ");
  if (ids) control.setAttribute("aria-describedby", ids);
  else control.removeAttribute("aria-describedby");
}

/** Says beside each field, and above all of them, what it lacks. @param {Record<string, string>} fields @returns {boolean} whether there was anything */
export function showFields(fields) {
  const lacking = all(page, "[data-field]").filter((field) => (field.dataset["field"] ?? "") in fields);
  if (lacking.length === 0) return false;
  const box = copy("qa-errors-box");
  for (const field of lacking) {
    const name = field.dataset["field"] ?? "";
    const words = say(`desk.fields.${name}_${fields[name]}`);
    const control = /** @type {HTMLElement} */ (one(field, "input, select"));
    const error = make("span", "qa-error", words);
    error.id = `${name}-error`;
    field.classList.add("qa-desk__field--error");
    (one(field, ".qa-hint") ?? one(field, ".qa-legend"))?.after(error);
    describe(control, error.id);
    const jump = link(`#${control.id}`, words);
    jump.addEventListener("click", (event) => {
      event.preventDefault();
      control.focus();
    });
    one(box, "ul")?.append(make("li", "", jump));
  }
  need("qa-summary").append(box);
  focusOn(box);
  return true;
}

/** One problem in words: where, what, what to do. @param {Told} told */
function inWords({ source, line, message, remedy }) {
  const where = source && line ? say("desk.line", { name: source, line }) : source;
  return make("li", "", ...(where ? [make("strong", "", where), " "] : []), message, " ", make("span", "qa-quiet", remedy));
}

/** Lists problems of lists and of the draw; with errors, focus goes there. @param {Told[]} problems */
export function showProblems(problems) {
  const place = need("desk-wrong");
  place.replaceChildren();
  place.hidden = problems.length === 0;
  if (problems.length === 0) return;
  const isBad = problems.some((each) => each.severity === "error");
  const box = copy("desk-problems");
  box.classList.add("qa-note");
  if (isBad) box.classList.add("qa-note--bad");
  const title = one(box, "h3");
  if (title) title.textContent = page.dataset[isBad ? "bad" : "good"] ?? "";
  one(box, "ul")?.append(...problems.map(inWords));
  place.append(box);
  if (isBad) focusOn(box);
}

/** Lists differences. @param {HTMLElement} list @param {Told[]} problems */
export function listProblems(list, problems) {
  list.replaceChildren(...problems.map(inWords));
}

/** Fills the rows of a table; the first cell names its row. @param {string} name @param {string[][]} rows */
export function fillTable(name, rows) {
  const body = one(page, `[data-table=${name}] tbody`);
  body?.replaceChildren(
    ...rows.map(([first = "", ...rest]) => {
      const head = make("th", "", first);
      head.scope = "row";
      return make("tr", "", head, ...rest.map((text) => make("td", "", text)));
    }),
  );
}

/** Says what the chosen files hold, and which were left out. @param {Counted | null} counted */
export function showCounted(counted) {
  need("desk-counted").hidden = !counted;
  if (!counted) return;
  const { outcomes, others, refused, unlisted } = counted;
  const left = (outcomes["refused"] ?? 0) + (outcomes["conflict"] ?? 0);
  /** @type {[string, number][]} */
  const lines = [["imported", outcomes["imported"] ?? 0], ["already_there", outcomes["already_there"] ?? 0], ["refused", left], ["others", others]];
  const words = lines.filter(([, n]) => n > 0).map(([key, n]) => say(`desk.${key}`, { n: n.toLocaleString("en-GB") }));
  if (!outcomes["imported"]) words.unshift(say("desk.none"));
  one(need("desk-counted"), "ul")?.replaceChildren(...words.map((text) => make("li", "", text)));
  /** @type {HTMLDetailsElement | null} */
  const part = one(need("desk-counted"), "[data-refused]");
  if (part) {
    part.hidden = left === 0;
    part.open = left <= FEW;
  }
  fillTable("refused", refused.map(({ source, message, remedy, more }) => [source, more ? `${message} (${say("desk.more", { n: more })})` : message, remedy]));
  const rest = one(need("desk-counted"), "[data-unlisted]");
  if (rest) {
    rest.hidden = unlisted === 0;
    rest.textContent = say("desk.unlisted", { n: unlisted });
  }
}

/** Hands a file to the browser. @param {Made} made */
export function save({ name, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  download(new Blob([bytes], { type: "application/octet-stream" }), name);
  tell(say("desk.saved", { name }));
}
