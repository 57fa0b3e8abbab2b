/** Goes through the sub-steps of one update, slowly by itself or as the visitor says: one is lit at a time. */
export const SECONDS = 1.2; // that a sub-step is lit

export class Stepper {
  /**
   * @param {object} spec
   * @param {() => void} spec.onChange  called after every change
   * @param {() => void} spec.onEnd  called when the last sub-step is over
   * @param {(act: () => void, ms: number) => any} [spec.later] @param {(timer: any) => void} [spec.forget]  setTimeout
   *   and clearTimeout
   */
  constructor({ onChange, onEnd, later, forget }) {
    this.onChange = onChange;
    this.onEnd = onEnd;
    this.later = later ?? ((act, ms) => setTimeout(act, ms));
    this.forget = forget ?? ((timer) => clearTimeout(timer));
    /** The sub-step that is lit, null for none. @type {number|null} */
    this.place = null;
    this.count = 0;
    this.playing = false;
  }

  get active() {
    return this.place !== null;
  }

  /** @param {number} count how many sub-steps @param {boolean} playing whether it goes on by itself */
  begin(count, playing) {
    this.count = count;
    this.go(0, playing);
  }

  toggle() {
    this.go(this.place, !this.playing);
  }

  /** The visitor's own step stays where it leads. @param {number} by */
  move(by) {
    this.go(Math.max(0, (this.place ?? 0) + by), false);
  }

  stop() {
    if (this.active) this.go(null, false);
  }

  /** @param {number|null} place @param {boolean} playing */
  go(place, playing) {
    this.forget(this.timer);
    const over = place !== null && place >= this.count;
    this.place = over ? null : place;
    this.playing = playing && !over;
    if (this.playing) this.timer = this.later(() => this.go((place ?? 0) + 1, true), 1000 * SECONDS);
    this.onChange();
    if (over) this.onEnd();
  }
}
