/** A list of moments, in the order in which a lecturer shows them, and which of them is on show. */
/** @import { Texts } from "./seen.js" */

/**
 * @typedef {object} Moment
 * @property {string} name
 * @property {Texts} settings  as a link has them
 * @property {Texts} seen  see SEEN
 */

export const MOST = 100;
export const LONGEST_NAME = 80; // characters

export class MomentList {
  /** @type {readonly Moment[]} */
  moments = [];
  /** The place of the one on show; -1 before the first. */
  current = -1;
  /** What a change that may be regretted has replaced. @type {{moments: readonly Moment[], current: number}|null} */
  before = null;

  /** @param {() => void} onChange  called after every change */
  constructor(onChange = () => {}) {
    this.onChange = onChange;
  }

  /** @param {readonly Moment[]} moments @param {number} current */
  set(moments, current) {
    this.moments = moments;
    this.current = current;
    this.onChange();
  }

  /**
   * Makes the list another one that nobody regrets: what was removed before can no longer be put back beside it.
   * @param {readonly Moment[]} moments @param {number} current
   */
  change(moments, current) {
    this.before = null;
    this.set(moments, current);
  }

  /** @param {Moment} moment @returns {boolean} false where there is no room */
  add(moment) {
    if (this.moments.length >= MOST) return false;
    this.change([...this.moments, moment], this.moments.length);
    return true;
  }

  /** An empty name changes nothing. @param {number} place @param {string} name */
  rename(place, name) {
    const text = name.trim().slice(0, LONGEST_NAME);
    if (text) this.change(this.moments.with(place, { ...this.moments[place], name: text }), this.current);
  }

  /** @param {number} place */
  remove(place) {
    this.remember();
    this.set(this.moments.toSpliced(place, 1), this.current - Number(place <= this.current));
  }

  /** The one on show stays on show. @param {number} from @param {number} to */
  move(from, to) {
    if (from === to || !(to in this.moments)) return;
    const shown = this.moments[this.current];
    const moments = this.moments.toSpliced(from, 1).toSpliced(to, 0, this.moments[from]);
    this.change(moments, moments.indexOf(shown));
  }

  /** Another list in the place of this one. @param {readonly Moment[]} moments */
  replace(moments) {
    if (this.moments.length) this.remember();
    this.set(moments.slice(0, MOST), -1);
  }

  remember() {
    this.before = { moments: this.moments, current: this.current };
  }

  /** What was removed or replaced last is here again. */
  undo() {
    if (!this.before) return;
    const { moments, current } = this.before;
    this.before = null;
    this.set(moments, current);
  }

  /**
   * @param {number} by  1 for the next, -1 for the one before
   * @returns {Moment|null} the one that is on show now; null where there is none that way
   */
  step(by) {
    return this.goTo(this.current + by);
  }

  /** @param {number} place @returns {Moment|null} the one that is on show now; null where there is none */
  goTo(place) {
    if (!(place in this.moments)) return null;
    this.set(this.moments, place);
    return this.moments[place];
  }

  /** @returns {string} "2 of 5" */
  get position() {
    const count = this.moments.length;
    return this.current < 0 ? String(count || "") : `${this.current + 1} of ${count}`;
  }
}
