/** The points that were let go, until Python's picture has them: a picture of before one of them is no news. */
/** @import { Point } from "../types.js" */

const NEAR = 1e-3; // two points are one, as the fields show them

export class Released {
  /** Each is answered by a picture, or passed over. @type {Point[]} */
  points = [];
  /** Where Python's picture had it last. @type {Point|null} */
  answered = null;

  /** @param {Point} point */
  add(point) {
    this.points.push(point);
  }

  /**
   * Python's picture is here. What was let go up to this point is answered; a place that was never sent was typed.
   * @param {Point|null} at
   * @returns {boolean} whether nothing is open: it is where the picture has it
   */
  hear(at) {
    const place = this.points.findIndex((sent) => isSame(sent, at));
    const isTyped = place < 0 && !isSame(at, this.answered);
    this.points = isTyped ? [] : this.points.slice(place + 1);
    this.answered = at;
    return this.points.length === 0;
  }
}

/** @param {Point|null} a @param {Point|null} b */
const isSame = (a, b) => a === b || (!!a && !!b && a.every((value, i) => Math.abs(value - b[i]) < NEAR));
