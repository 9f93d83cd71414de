// Small helpers for the page. Text goes in through textContent only: nothing here parses markup.

/**
 * The element with this id. The build prints it, so its absence is a fault of the page.
 * @param {string} id
 */
export function need(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element with the id ${id}`);
  return found;
}

/**
 * The first match below an element, of the wanted kind or nothing.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {T | null}
 */
export function one(parent, selector) {
  return /** @type {T | null} */ (parent.querySelector(selector));
}

/**
 * Every match below an element.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {T[]}
 */
export function all(parent, selector) {
  return /** @type {T[]} */ ([...parent.querySelectorAll(selector)]);
}

/** Copies a text. Says whether it could: over a plain connection browsers do not offer it. @param {string} text */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * A new element with a class and children; strings become text.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} className
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}

/**
 * A link to a place in this document or another page.
 * @param {string} href
 * @param {...(Node | string)} children
 */
export function link(href, ...children) {
  const anchor = make("a", "", ...children);
  anchor.href = href;
  return anchor;
}

/**
 * The content of a template in the page, as one new element.
 * @param {string} id
 */
export function copy(id) {
  const template = /** @type {HTMLTemplateElement} */ (need(id));
  return /** @type {HTMLElement} */ (document.importNode(template.content, true).firstElementChild);
}

/**
 * Fills the slots of an element: `<span data-slot="time">`.
 * @param {ParentNode} element
 * @param {Record<string, string | number>} slots
 */
export function fill(element, slots) {
  for (const slot of all(element, "[data-slot]")) {
    const value = slots[slot.dataset["slot"] ?? ""];
    if (value !== undefined) slot.textContent = String(value);
  }
}

/**
 * Shows a case reference wherever it is named in the element, or what stands there as long as there is none. A
 * part of it that is about a file (`data-of-file`) names the case of its own.
 * @param {HTMLElement} element
 * @param {string} ref
 */
export function nameCase(element, ref) {
  const named = (/** @type {string} */ kind) =>
    all(element, `[data-${kind}]`).filter((part) => part.closest("[data-of-file]")?.contains(element) ?? true);
  for (const part of named("no-case")) part.hidden = ref !== "";
  for (const part of named("with-case")) {
    part.hidden = ref === "";
    fill(part, { case: ref });
  }
}

/**
 * The box, radio, select or text control with this id, if it is in the page.
 * @param {string} id
 */
export function control(id) {
  return /** @type {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null} */ (document.getElementById(id));
}

/**
 * Puts the focus on something that is not a control, and brings it into view.
 * @param {HTMLElement} element
 */
export function focusOn(element) {
  if (!element.matches("a, button, input, textarea, select, summary")) element.tabIndex = -1;
  element.focus();
}

/** Resolves when the page has time again, so that long work can be done in short steps. @returns {Promise<void>} */
export function idle() {
  return new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(() => resolve(), { timeout: 200 });
    else setTimeout(resolve, 0);
  });
}
