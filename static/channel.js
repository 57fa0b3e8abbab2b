/** Where an element's data and the stage meet, whichever of them is there first. */

/** @template T */
export class Channel {
  /** @type {Set<(value: T) => void>} */
  #listeners = new Set();

  /** @param {{replays?: boolean}} [options]  whether a late listener is called with what came before it */
  constructor({ replays = false } = {}) {
    this.replays = replays;
    /** The newest value. @type {T|null} */
    this.latest = null;
  }

  /** @param {T} value */
  publish(value) {
    this.latest = value;
    for (const listener of this.#listeners) listener(value);
  }

  /** @param {(value: T) => void} listener called with all that comes @returns {() => void} ends that */
  subscribe(listener) {
    this.#listeners.add(listener);
    if (this.replays && this.latest !== null) listener(this.latest);
    return () => this.#listeners.delete(listener);
  }
}
