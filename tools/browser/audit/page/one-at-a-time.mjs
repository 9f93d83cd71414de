// Work that is done one at a time, however often and fast it is asked for. Knows nothing of what the work is.

/**
 * Makes one of two presses: whoever asks while the work is under way gets what comes of that.
 * @template {unknown[]} Given
 * @template Result
 * @param {(...given: Given) => Promise<Result>} work
 * @returns {(...given: Given) => Promise<Result>}
 */
export function oneAtATime(work) {
  /** @type {Promise<Result> | null} */
  let running = null;
  return (...given) => (running ??= work(...given).finally(() => (running = null)));
}

/** A queue: what it is given begins when what was given before has come to its end, well or not. */
export function queue() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  /** @template Result @param {() => Promise<Result>} work @returns {Promise<Result>} */
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
