/**
 * The one clock all views show. Time is counted in iterates and may stand between two of them while it plays.
 */

/** Speeds by name (iterates a second, or the whole run in so many seconds): iterates a second, given the length of the run. `Infinity` jumps to the end. */
/** @type {Record<string, (nIter: number) => number>} */
export const SPEEDS = {
  "1 / s": () => 1,
  "4 / s": () => 4,
  "15 / s": () => 15,
  "60 / s": () => 60,
  "in 12 s": (nIter) => nIter / 12,
  "in 3 s": (nIter) => nIter / 3,
  instant: () => Infinity,
};

export const DEFAULT_SPEED = "in 3 s";

export class Clock {
  /** @param {() => void} onChange called after every change of time or state */
  constructor(onChange) {
    this.onChange = onChange;
    this.time = 0;
    this.wanted = 0; // where the visitor has put it, Infinity for the end; a shorter run may not reach there
    this.nIter = 0;
    this.playing = false;
    this.loop = false;
    this.speed = DEFAULT_SPEED;
    /** @type {number|null} */
    this.lastTick = null;
  }

  /** @returns {number} the iterate on show */
  get iterate() {
    return Math.floor(this.time + 1e-9);
  }

  get atEnd() {
    return this.time >= this.nIter;
  }

  /**
   * A run of another length: the clock keeps its iterate, and who stood at the end stays at the end.
   * @param {number} nIter
   */
  setLength(nIter) {
    this.nIter = nIter;
    this.time = Math.min(this.playing ? this.time : this.wanted, nIter);
    this.onChange();
  }

  /** @param {number} time */
  seek(time) {
    this.time = Math.max(0, Math.min(this.nIter, time));
    this.stay();
    this.onChange();
  }

  /** One iterate on or back, and stand still there: a step is for looking. @param {number} by */
  step(by) {
    this.pause();
    this.seek(this.iterate + by);
  }

  /** A race that is new plays from its start. @param {boolean} calm  whether its end is shown instead */
  begin(calm) {
    this.seek(calm ? this.nIter : 0);
    if (!calm) this.play();
  }

  play() {
    if (this.atEnd) this.time = 0;
    this.playing = true;
    this.lastTick = null;
    this.onChange();
  }

  pause() {
    this.playing = false;
    this.stay();
    this.onChange();
  }

  stay() {
    this.wanted = this.atEnd ? Infinity : this.time;
  }

  toggle() {
    this.playing ? this.pause() : this.play();
  }

  /**
   * Moves on to the moment of a drawn frame.
   * @param {number} now milliseconds, as requestAnimationFrame gives them
   */
  tick(now) {
    if (!this.playing) return;
    const seconds = this.lastTick === null ? 0 : Math.min(0.25, (now - this.lastTick) / 1000);
    this.lastTick = now;
    const rate = SPEEDS[this.speed](this.nIter);
    this.time = rate === Infinity ? this.nIter : this.time + seconds * rate;
    if (this.time < this.nIter) return;
    this.time = this.loop && rate !== Infinity ? 0 : this.nIter;
    this.playing = this.time === 0 && this.nIter > 0;
    this.stay();
  }
}
