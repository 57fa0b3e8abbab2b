/** What the chart of the data shows: the rows that f is the mean squared error on, and the line of an iterate. */
/** @import { Line } from "../engine/types.js" */
/** @import { Point } from "../types.js" */

const PADDING = 0.06; // of the extent, on each side

/**
 * The rows lie along the second feature; the first is what the weight x multiplies, for a straight line 1.
 * @param {Line} data @returns {{x: Point, y: Point}} the ends of the two axes; the first holds 0, where x is read off
 */
export function extentOf({ features, targets }) {
  const along = features.map(([, feature]) => feature);
  return { x: padded([0, ...along]), y: padded(targets) };
}

/** @param {number[]} values @returns {Point} */
function padded(values) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const by = PADDING * (high - low || 1);
  return [low - by, high + by];
}

/**
 * What two weights predict, from the lowest row to the highest.
 * @param {Line} data @param {Point} weights @returns {Point[]} second feature and prediction
 */
export function lineOf({ features }, [x, y]) {
  const predicted = features.map(
    ([first, second]) => /** @type {Point} */ ([second, x * first + y * second]),
  );
  return predicted.sort(([a], [b]) => a - b);
}

/**
 * The rows of the update that is being made, which starts at an iterate; at the last one, those of the last update.
 * @param {number[][]} dealt  rows, an entry an update @param {number} time @returns {number[]}
 */
export const rowsAt = (dealt, time) => dealt[Math.min(dealt.length - 1, Math.floor(time))];
