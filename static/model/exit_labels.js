/** Where the words beside an arrow stand that leads out of the picture: clear of paths, marks and each other. */
/** @import { Box, Pixel } from "../types.js" */
/** @import { Occupied } from "./occupied.js" */

const BESIDE = 18; // px from the middle of the arrow to its words
const ROW = 24; // px from one row of words to the next
const ROWS = [0, 1, -1, 2, -2, 3, -3];
const FAR = 0.5; // cells that a row farther off counts as
const COVERED = 1000; // as much as no path takes: words over words

/**
 * @typedef {Pixel & {half: number}} Place  the middle of the words, and half their width
 *
 * @param {Pixel} arrow @param {number} half  the width of its words @param {Box} box  in which they stand
 * @param {Occupied} occupied @param {Place[]} others  words that stand already
 * @returns {Place} where least is covered; else the first: at the right, then at the left, then a row farther off
 */
export function placeExitLabel(arrow, half, box, occupied, others) {
  const places = ROWS.flatMap((row) =>
    [1, -1].map((side) => {
      const place = inside({ x: arrow.x + side * (BESIDE + half), y: arrow.y + row * ROW, half }, box);
      const beside =
        Math.abs(place.x - arrow.x) >= BESIDE + half - 1 || Math.abs(place.y - arrow.y) >= ROW - 1;
      const covers = others.filter((other) => overlap(place, other)).length + Number(!beside);
      return {
        place,
        cost: covers * COVERED + occupied.takenOf(place.x, place.y, half) + FAR * Math.abs(row),
      };
    }),
  );
  return places.reduce((best, next) => (next.cost < best.cost ? next : best)).place;
}

/** @param {Place} place @param {Box} box @returns {Place} */
function inside({ x, y, half }, { left, top, width, height }) {
  const [side, up] = [half + 6, 14];
  return {
    x: Math.max(left + side, Math.min(left + width - side, x)),
    y: Math.max(top + up, Math.min(top + height - up, y)),
    half,
  };
}

/** @param {Place} one @param {Place} other */
const overlap = (one, other) =>
  Math.abs(one.x - other.x) < one.half + other.half + 12 && Math.abs(one.y - other.y) < ROW;
