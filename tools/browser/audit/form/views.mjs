// One view at a time, by the hash: a view's own id, a question, or a control. Back and Forward walk
// through the views. Without a hash the list of sections is shown.

import { all, focusOn, need } from "../page/dom.mjs";
import { form, page } from "./questions.mjs";
import { say } from "../page/words.mjs";

export const FIRST = "tasks";

/**
 * @typedef {object} ViewHooks
 * @property {(id: string) => Promise<string | null>} redirect  another hash to show instead, or null to show the
 *   wanted one
 * @property {(before: HTMLElement | null) => void} show  prepares the current view, and tidies the one that is left
 * @property {(id: string) => void} unknown  the hash names nothing in this document
 * @property {(view: HTMLElement) => boolean} hasErrors
 */

const views = all(page, ".qa-view");
/** @type {HTMLElement | null} */
let shown = null;
/** @type {ViewHooks} */
let hooks;
/** How often the hash was followed: a slow redirect must not call anyone back. */
let routes = 0;

/** The view that is on the screen. */
export const current = () => shown;

/** Whether somebody is in this view, and not on the way to another one. @param {HTMLElement} view */
export const isOn = (view) => shown === view && view.contains(document.getElementById(hashOf(location) || FIRST));

/**
 * Starts to follow the hash.
 * @param {ViewHooks} given
 */
export async function follow(given) {
  hooks = given;
  page.classList.add("qa-routed");
  addEventListener("hashchange", () => void route());
  document.addEventListener("click", (event) => {
    const skip = /** @type {Element} */ (event.target).closest("a.md-skip");
    if (!skip || !shown) return;
    event.preventDefault(); // the hash stays the view's
    focusOn(headingOf(shown));
  });
  await route(true);
}

/** The id in the hash. One that cannot be decoded names nothing, and is looked for as it is. @param {Location} at */
function hashOf(at) {
  try {
    return decodeURIComponent(at.hash.slice(1));
  } catch {
    return at.hash.slice(1);
  }
}

/** @param {boolean} [first]  the page has just been loaded: focus stays where the browser puts it */
async function route(first = false) {
  const wanted = hashOf(location);
  const mine = (routes += 1);
  const other = await hooks.redirect(wanted);
  if (mine !== routes || hashOf(location) !== wanted) return; // someone has gone on meanwhile, or is about to
  if (other !== null) history.replaceState(null, "", `#${other}`);
  const id = other ?? wanted;
  const target = document.getElementById(id || FIRST);
  const view = target?.closest(/** @type {"section"} */ (".qa-view"));
  if (!target || !view) {
    show(need(FIRST), null, first);
    if (id !== "") hooks.unknown(id);
    return;
  }
  show(view, target === view ? null : target, first);
}

/**
 * Goes to a view, question or control by its id.
 * @param {string} id
 * @param {boolean} [replace]  without a new step in the history
 */
export function go(id, replace = false) {
  if (location.hash === `#${id}`) void route();
  else if (replace) {
    history.replaceState(null, "", `#${id}`);
    void route();
  } else location.hash = id;
}

/**
 * @param {HTMLElement} view
 * @param {HTMLElement | null} target
 * @param {boolean} first
 */
function show(view, target, first) {
  const before = shown;
  shown = view;
  hooks.show(before === view ? null : before);
  for (const other of views) {
    other.classList.toggle("qa-view--on", other === view);
    other.hidden = other !== view;
  }
  title();
  if (target) {
    target.scrollIntoView({ block: target.matches("input, textarea, select") ? "center" : "start" });
    focusOn(target);
  } else if (before !== view) {
    scrollTo({ top: 0 });
    if (!first) focusOn(headingOf(view));
  }
}

/** The heading of a view. @param {HTMLElement} view */
function headingOf(view) {
  return /** @type {HTMLElement} */ (view.querySelector("h1") ?? view);
}

/** Puts the focus on the heading of the view where what had it is gone, and not where somebody types on meanwhile. */
export function focusHeading() {
  const { activeElement } = document;
  const isThere = activeElement !== document.body && (activeElement?.getClientRects().length ?? 0) > 0;
  if (shown && !isThere) focusOn(headingOf(shown));
}

/** Puts the title of the tab right: section first, "Error: " in front of everything. */
export function title() {
  if (!shown) return;
  const name = say("title", { view: shown.dataset["title"] ?? "", tool: form.title });
  document.title = hooks.hasErrors(shown) ? say("title_error", { title: name }) : name;
}
