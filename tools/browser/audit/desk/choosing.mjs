// The files that somebody chose for one question: each with its name, and its place among them.

import { control, need } from "../page/dom.mjs";

/**
 * A file, called by its path where a folder was chosen; `inside` is what a locked file held, once it is unlocked.
 * @typedef {{file: File, name: string, inside?: Uint8Array}} Chosen
 */

/** The files in a file control. @param {string} id @returns {Chosen[]} */
export function inControl(id) {
  const input = /** @type {HTMLInputElement} */ (need(id));
  return [...(input.files ?? [])].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
}

/** The files of one question, which is asked with their names and places. */
export class Choice {
  /** @type {(File | Uint8Array)[]} */
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
  #add({ file, name, inside }) {
    this.files.push(inside ?? file);
    this.names.push(name);
    return this.files.length - 1;
  }
}

/** What was typed into a control. @param {string} id */
export const typed = (id) => control(id)?.value ?? "";

/** The parts of a date as they were typed. @param {string} name */
export const typedDate = (name) => ({ day: typed(`${name}-day`), month: typed(`${name}-month`), year: typed(`${name}-year`) });
