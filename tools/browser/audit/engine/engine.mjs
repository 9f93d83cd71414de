// The engine as the page sees it: a worker that answers one question at a time. It may be slow or
// never come; whoever asks gets null then, and a late arrival is used all the same. Files can go with a
// question: the worker reads them, and nothing of them is kept.

/** @typedef {"off" | "starting" | "slow" | "ready" | "missing"} EngineState */

const SLOW_AFTER = 15_000;
const GIVE_UP_AFTER = 60_000;
const LIVES = 2;

export class Engine {
  /** @type {EngineState} */
  #state = "off";
  /** @type {Worker | null} */
  #worker = null;
  #lives = LIVES;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;
  #nextId = 1;
  /** What waits for its turn; the first is with the worker. @type {{id: number, name: string, payload: string, files: (File | Uint8Array)[], settle: (answer: any) => void}[]} */
  #queue = [];
  #sent = 0;
  #reason = "";
  #start;
  #changed;
  #more;

  /**
   * @param {{engine: string} & Record<string, unknown>} start  what the worker starts with: absolute addresses
   * @param {(state: EngineState) => void} changed
   * @param {{worker?: URL, progress?: (step: string, done: number, all: number) => void}} [more]  another worker, and who hears how far it is
   */
  constructor(start, changed, more = {}) {
    this.#start = start;
    this.#changed = changed;
    this.#more = more;
  }

  get state() {
    return this.#state;
  }

  get isReady() {
    return this.#state === "ready";
  }

  get isMissing() {
    return this.#state === "missing";
  }

  /** Whether an answer may still come. */
  get isComing() {
    return this.#state === "starting" || this.#state === "slow";
  }

  /** What the browser said when the worker was lost for the last time; "" while it was not. For those who look after the site. */
  get reason() {
    return this.#reason;
  }

  /** Starts the worker, once. */
  start() {
    if (this.#state !== "off") return;
    this.#turn("starting");
    this.#spawn();
  }

  /** Starts the worker anew, because someone asked for it. */
  retry() {
    if (this.#state === "ready" || this.#state === "off") return;
    this.#startAnew();
  }

  /** Gives up whatever is asked, at once: whoever asked gets null, and the worker starts anew. */
  stop() {
    if (this.#state === "off") return;
    const waiting = this.#queue;
    this.#queue = [];
    this.#startAnew();
    for (const call of waiting) call.settle(null);
  }

  /** Ends for good, without a word: the page is left. */
  end() {
    clearTimeout(this.#watch);
    this.#queue = [];
    this.#worker?.terminate();
    this.#worker = null;
    this.#state = "off";
  }

  #startAnew() {
    this.#worker?.terminate();
    this.#lives = LIVES;
    this.#turn("starting");
    this.#spawn();
  }

  #spawn() {
    this.#sent = 0;
    this.#keepWatch();
    try {
      this.#worker = new Worker(this.#more.worker ?? new URL("./engine.worker.mjs", import.meta.url), { type: "module" });
    } catch (error) {
      this.#die(String(error));
      return;
    }
    this.#worker.addEventListener("message", (event) => this.#hear(event.data));
    this.#worker.addEventListener("error", (event) => this.#die(event.message));
    this.#worker.postMessage(JSON.stringify({ kind: "start", ...this.#start }));
  }

  /** After 15 seconds without a step the start is slow; after 60 it is given up, but not stopped. */
  #keepWatch() {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => {
      this.#turn("slow");
      this.#watch = setTimeout(() => this.#giveUp(), GIVE_UP_AFTER - SLOW_AFTER);
    }, SLOW_AFTER);
  }

  #giveUp() {
    clearTimeout(this.#watch);
    this.#turn("missing");
    const waiting = this.#queue;
    this.#queue = [];
    this.#sent = 0;
    for (const call of waiting) call.settle(null);
  }

  /**
   * The worker is gone: once it is started again, then it is given up.
   * @param {string} reason  for the people who look after the site
   */
  #die(reason) {
    this.#reason = reason;
    this.#worker?.terminate();
    this.#worker = null;
    this.#lives -= 1;
    if (this.#lives > 0) {
      this.#turn("starting");
      this.#spawn();
    } else {
      console.warn(reason);
      this.#giveUp();
    }
  }

  /** @param {string} data */
  #hear(data) {
    const message = JSON.parse(data);
    if (message.kind === "step" && this.#state !== "ready") {
      if (this.#state === "slow") this.#turn("starting");
      if (this.#state !== "missing") this.#keepWatch();
    } else if (message.kind === "ready") {
      clearTimeout(this.#watch);
      this.#turn("ready");
      this.#send();
    } else if (message.kind === "progress") {
      this.#more.progress?.(message.step, message.done, message.all);
    } else if (message.kind === "failed") {
      this.#die(message.reason);
    } else if (message.kind === "answer") {
      const call = this.#queue[0];
      if (call?.id !== message.id) return;
      this.#queue.shift();
      this.#sent = 0;
      const answer = JSON.parse(message.answer);
      call?.settle("fault" in answer ? null : answer);
      this.#send();
    }
  }

  #send() {
    const call = this.#queue[0];
    if (!call || this.#sent || this.#state !== "ready") return;
    this.#sent = call.id;
    if (call.files.length > 0) this.#worker?.postMessage(call.files);
    this.#worker?.postMessage(JSON.stringify({ kind: "call", id: call.id, name: call.name, payload: call.payload }));
  }

  /** @param {EngineState} state */
  #turn(state) {
    if (this.#state === state) return;
    this.#state = state;
    this.#changed(state);
  }

  /**
   * Asks the engine. Waits while it starts; null when it is missing, died, or met a fault.
   * @template T
   * @param {string} name
   * @param {unknown} payload
   * @param {(File | Uint8Array)[]} [files]  that the worker may read meanwhile, or what is in them
   * @returns {Promise<T | null>}
   */
  ask(name, payload, files = []) {
    if (this.#state === "missing" || this.#state === "off") return Promise.resolve(null);
    return new Promise((settle) => {
      this.#queue.push({ id: this.#nextId, name, payload: JSON.stringify(payload), files, settle });
      this.#nextId += 1;
      this.#send();
    });
  }
}
