// One tab at a time may change a draft. The tab that may holds a Web Lock; another tab can ask for
// it over a broadcast channel, and the holder saves, lets go and goes on reading. A holder that does
// not answer (a frozen tab) has the lock taken from it; its next save is then refused by the
// revision in the store, so nothing is ever overwritten unseen. Browsers without locks rely on that.

const CHANNEL = "practice-audit";
const PATIENCE = 3_000;

/** What tabs tell each other; `removed` with the id "" is about every draft. @typedef {{kind: "ask" | "saved" | "removed", id: string}} Message */

/** @returns {BroadcastChannel | null} */
function channel() {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return null; // a browser without channels, or one that keeps nothing for this site
  }
}

/** Tells other tabs that a draft was deleted, or all of them. @param {string} [id] */
export function announceRemoval(id = "") {
  const one = channel();
  one?.postMessage({ kind: "removed", id });
  one?.close();
}

/** Calls back when everything of this site is deleted from this device, by this tab or another. @param {() => void} call */
export function onClearing(call) {
  channel()?.addEventListener("message", ({ data }) => data.kind === "removed" && data.id === "" && call());
}

export class Lease {
  /** @type {string | null} */
  #id = null;
  #held = false;
  /** @type {(() => void) | null} */
  #letGo = null;
  /** @type {BroadcastChannel | null} */
  #channel = channel();
  #hooks;

  /**
   * @param {object} hooks
   * @param {() => Promise<void>} hooks.beforeLoss  saves what is unsaved: another tab wants the draft
   * @param {() => void} hooks.lost  the draft belongs to another tab now
   * @param {() => void} hooks.savedElsewhere  the other tab has saved
   * @param {() => void} hooks.removed  the draft was deleted in another tab
   */
  constructor(hooks) {
    this.#hooks = hooks;
    this.#channel?.addEventListener("message", (event) => void this.#hear(event.data));
  }

  get held() {
    return this.#held;
  }

  /**
   * Takes the draft if no other tab has it. Says whether this tab may change it now.
   * @param {string} id
   * @returns {Promise<boolean>}
   */
  async take(id) {
    if (this.#held && id === this.#id) return true;
    this.release();
    this.#id = id;
    return this.#request({ ifAvailable: true });
  }

  /** Takes the draft from the tab that has it. @returns {Promise<boolean>} */
  async takeOver() {
    if (this.#id === null) return false;
    this.#post("ask");
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    const granted = await this.#request({ signal: patience.signal });
    clearTimeout(timer);
    return granted || this.#request({ steal: true });
  }

  /** Lets go of the draft. */
  release() {
    this.#letGo?.();
    this.#letGo = null;
    this.#held = false;
    this.#id = null;
  }

  /** Tells tabs that read this draft that there is something new. */
  announceSave() {
    this.#post("saved");
  }

  /** @param {LockOptions} options @returns {Promise<boolean>} */
  #request(options) {
    if (!navigator.locks) {
      this.#held = true;
      return Promise.resolve(true);
    }
    const id = this.#id;
    return new Promise((resolve) => {
      navigator.locks
        .request(`${CHANNEL}.${id}`, options, (lock) => {
          const isMine = lock !== null && id === this.#id; // or it was let go of while this waited
          resolve(isMine);
          if (!isMine) return undefined;
          this.#held = true;
          return new Promise((letGo) => (this.#letGo = () => letGo(undefined)));
        })
        .catch((error) => {
          if (error?.name === "AbortError") {
            if (this.#held) this.#lose();
            resolve(false);
            return;
          }
          this.#held = true; // locks are barred here, as all storage may be: nobody else has the draft either
          resolve(true);
        });
    });
  }

  #lose() {
    this.#held = false;
    this.#letGo = null;
    this.#hooks.lost();
  }

  /** @param {Message["kind"]} kind */
  #post(kind) {
    if (this.#id) this.#channel?.postMessage({ kind, id: this.#id });
  }

  /** @param {Message} message */
  async #hear(message) {
    if (message.kind === "removed" && this.#id && (message.id === "" || message.id === this.#id)) this.#hooks.removed();
    if (message.id !== this.#id) return;
    if (message.kind === "saved" && !this.#held) this.#hooks.savedElsewhere();
    if (message.kind === "ask" && this.#held) {
      await this.#hooks.beforeLoss();
      this.#letGo?.();
      this.#lose();
    }
  }
}
