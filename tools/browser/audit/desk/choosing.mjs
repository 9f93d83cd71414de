// The files that somebody chose for one question: each with its name, and its place among them.

import { all, control, need } from "../page/dom.mjs";
import { say } from "../page/words.mjs";

/** A file, called by its path where a folder was chosen. @typedef {{file: File, name: string}} Chosen */

/** What was dropped; it counts until something else is chosen. @type {Chosen[]} */
let dropped = [];

/** The files in a file control. @param {string} id @returns {Chosen[]} */
export function inControl(id) {
  const input = /** @type {HTMLInputElement} */ (need(id));
  return [...(input.files ?? [])].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

/** The records that were chosen in any of these controls, or dropped. @param {string[]} ids */
export const records = (...ids) => (dropped.length > 0 ? dropped : ids.flatMap(inControl));

/** The files of one question, which is asked with their names and places. */
export class Choice {
  /** @type {File[]} */
  files = [];
  /** @type {string[]} */
  names = [];

  /** The place of a single file, or null where there is none. @param {string} id */
  single(id) {
    const [one] = inControl(id);
    return one ? this.#add(one) : null;
  }

  /** The places of many. @param {Chosen[]} chosen */
  many(chosen) {
    return chosen.map((one) => this.#add(one));
  }

  /** @param {Chosen} one */
  #add({ file, name }) {
    this.files.push(file);
    this.names.push(name);
    return this.files.length - 1;
  }
}

/** What was typed into a control. @param {string} id */
export const typed = (id) => control(id)?.value ?? "";

/** The parts of a date as they were typed. @param {string} name */
export const typedDate = (name) => ({ day: typed(`${name}-day`), month: typed(`${name}-month`), year: typed(`${name}-year`) });

/** Says how many files a folder holds, as soon as it is chosen. @param {string[]} ids */
export function showChosen(...ids) {
  for (const id of ids) {
    need(id).addEventListener("change", () => {
      dropped = [];
      const one = need("qa-main").querySelector(`[data-chosen=${ids[0]}]`);
      if (one) one.textContent = say("desk.files", { n: ids.flatMap(inControl).length });
    });
  }
}

/**
 * Takes files and folders that are dropped on an element.
 * @param {HTMLElement} target
 * @param {string} shownAt  whose line says how many there are
 */
export function takeDrops(target, shownAt) {
  const lit = "qa-desk__drop--over";
  target.addEventListener("dragover", (event) => {
    event.preventDefault();
    target.classList.add(lit);
  });
  target.addEventListener("dragleave", () => target.classList.remove(lit));
  target.addEventListener("drop", async (event) => {
    event.preventDefault();
    target.classList.remove(lit);
    const given = [...(event.dataTransfer?.items ?? [])].filter((item) => item.kind === "file"); // gone after the first wait
    const found = (await Promise.all(given.map((item) => within(item.webkitGetAsEntry() ?? item.getAsFile())))).flat();
    for (const input of all(target, "input")) /** @type {HTMLInputElement} */ (input).value = "";
    dropped = found;
    for (const line of all(target, `[data-chosen=${shownAt}]`)) line.textContent = say("desk.files", { n: found.length });
  });
}

/** Every file in what was dropped, folders inside folders too. @param {FileSystemEntry | File | null} entry @returns {Promise<Chosen[]>} */
async function within(entry) {
  if (entry === null) return [];
  if (entry instanceof File) return [{ file: entry, name: entry.name }];
  if (entry.isFile) {
    /** @type {File} */
    const file = await new Promise((done, failed) => /** @type {FileSystemFileEntry} */ (entry).file(done, failed));
    return [{ file, name: entry.fullPath.replace(/^\//, "") }];
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  /** @type {Chosen[]} */
  const found = [];
  for (;;) {
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done, failed) => reader.readEntries(done, failed)); // a hundred at a time
    if (some.length === 0) return found;
    for (const one of some) found.push(...(await within(one)));
  }
}
