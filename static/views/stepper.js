/** Goes through the sub-steps of one update, slowly by itself or as the visitor says: one is lit at a time. */
export const SECONDS = 1.2; // that a sub-step is lit

export class Stepper {
  /**
   * @param {object} spec
   * @param {() => void} spec.onChange  called after every change
   * @param {() => void} spec.onEnd  called when the last sub-step is over
   * @param {Function} [spec.later] @param {Function} [spec.forget]  setTimeout and clearTimeout
   */
  constructor({ onChange, onEnd, later, forget }) {
    Object.assign(this, { onChange, onEnd });
    this.later = later ?? ((act, ms) => setTimeout(act, ms));
    this.forget = forget ?? ((timer) => clearTimeout(timer));
    this.place = null; // the sub-step that is lit, null for none
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

  /** The visitor's own step stays where it leads. */
  move(by) {
    this.go(Math.max(0, this.place + by), false);
  }

  stop() {
    if (this.active) this.go(null, false);
  }

  go(place, playing) {
    this.forget(this.timer);
    const over = place !== null && place >= this.count;
    this.place = over ? null : place;
    this.playing = playing && !over;
    if (this.playing) this.timer = this.later(() => this.go(this.place + 1, true), 1000 * SECONDS);
    this.onChange();
    if (over) this.onEnd();
  }
}
