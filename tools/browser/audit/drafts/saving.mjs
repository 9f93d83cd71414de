// When a draft is saved: after a second without typing, after five at the latest, at once when a
// control or a view is left, the page is hidden or goes away. Says in which state the saving is; the words for
// it are the status bar's business.

import { Overtaken } from "./drafts.mjs";

const IDLE = 1_000;
const LATEST = 5_000;
const SHOW_AFTER = 400;

/** "cannot": nothing was ever kept here. "lost": it was, and now nothing is any more. @typedef {"saved" | "saving" | "cannot" | "lost" | "full"} SaveState */

export class Saving {
  #dirty = false;
  /** The store is writing, and has not yet said that it is kept. */
  #storing = false;
  /** When the oldest unsaved change was made. */
  #since = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {Promise<boolean>} */
  #running = Promise.resolve(true);
  /** @type {SaveState} */
  #state = "saved";
  #everKept = false;
  /** Another tab has the draft: what is not saved stays so. */
  #stopped = false;
  /** The page went away and left nothing here that is not kept elsewhere, too. */
  #leftAll = false;
  #hooks;

  /**
   * @param {object} hooks
   * @param {(strict: boolean) => Promise<void>} hooks.store  writes the draft; done when it is kept
   * @param {(state: SaveState) => void} hooks.changed
   * @param {() => boolean} hooks.leave  leaves the draft behind where that takes no waiting: the page goes away.
   *   Says whether it could
   * @param {() => void} hooks.back  the page is here again as it was; all that it has is kept, and may have changed since
   * @param {() => void} hooks.backWith  the page is here again, and has what it must save itself
   * @param {() => void} hooks.overtaken  another tab has saved this draft
   */
  constructor(hooks) {
    this.#hooks = hooks;
    addEventListener("beforeunload", (event) => {
      const unkept = this.#dirty || (this.#storing && this.#isFailing);
      const lost = unkept && !this.#leftAll && (this.#stopped || (this.#isFailing && Date.now() - this.#since > LATEST));
      if (lost) event.preventDefault();
      if (!this.#stopped) void this.flush(); // it may be done before the page is gone
    });
    addEventListener("pagehide", () => {
      const left = this.isUnsaved && !this.#stopped && this.#hooks.leave();
      this.#leftAll = !this.isUnsaved || (left && !this.#isFailing); // a store that fails does not take in what was left
    });
    addEventListener("pageshow", (event) => event.persisted && this.#comeBack());
  }

  /** Whether something typed is not kept. */
  get isUnsaved() {
    return this.#dirty || this.#storing;
  }

  get #isFailing() {
    return this.#state === "cannot" || this.#state === "lost" || this.#state === "full";
  }

  #comeBack() {
    if (!this.#leftAll) return this.#hooks.backWith();
    this.stop(); // not even as the page goes to be loaded anew: what it knows is of the past
    this.#dirty = false;
    return this.#hooks.back();
  }

  /** Notes a change and saves it soon. */
  touch() {
    const moment = Date.now();
    if (!this.#dirty) this.#since = moment;
    this.#dirty = true;
    this.#stopped = false;
    this.#leftAll = false;
    clearTimeout(this.#timer);
    const latest = Math.max(0, this.#since + LATEST - moment);
    this.#timer = setTimeout(() => void this.flush(), Math.min(IDLE, latest));
  }

  /**
   * Saves now what is not saved. Says whether everything is kept.
   * @param {boolean} [strict]  wait until the disk has it, changed or not
   * @returns {Promise<boolean>}
   */
  flush(strict = false) {
    clearTimeout(this.#timer);
    if (!this.#dirty && !strict) return this.#running;
    this.#running = this.#running.then(() => this.#save(strict));
    return this.#running;
  }

  /** Tries no more, and forgets nothing: what is not saved stays on the screen. */
  stop() {
    clearTimeout(this.#timer);
    this.#stopped = true;
  }

  /** Forgets unsaved changes: the draft is no longer this tab's, or is gone. */
  drop() {
    clearTimeout(this.#timer);
    this.#dirty = false;
    this.#stopped = false;
  }

  /** @param {boolean} strict @returns {Promise<boolean>} */
  async #save(strict) {
    if (!this.#dirty && !strict) return true;
    this.#dirty = false;
    this.#storing = true;
    const slow = setTimeout(() => this.#isFailing || this.#turn("saving"), SHOW_AFTER); // it goes on to say so until it is kept
    try {
      await this.#hooks.store(strict);
      clearTimeout(slow);
      this.#storing = false;
      this.#everKept = true;
      if (!this.#dirty) this.#turn("saved"); // what was typed meanwhile is saved next
      return true;
    } catch (error) {
      clearTimeout(slow);
      this.#storing = false;
      this.#dirty = true;
      if (error instanceof Overtaken) {
        this.#hooks.overtaken();
        return false;
      }
      this.#timer = setTimeout(() => void this.flush(), LATEST);
      const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
      this.#turn(isFull ? "full" : this.#everKept ? "lost" : "cannot");
      return false;
    }
  }

  /** @param {SaveState} state */
  #turn(state) {
    this.#state = state;
    this.#hooks.changed(state);
  }
}
