/** What a chart shows of a race, from what Python says of its quantity. */
/** @import { Guide, Numbers, Run } from "../types.js" */

/** @param {Run} run @param {string} column @returns {Numbers|undefined} its numbers, if the run has any */
export const columnOf = (run, column) => /** @type {Record<string, any>} */ (run)[column];

/**
 * @param {Run} run @param {{columns: string[]}} quantity
 * @returns {{values: Numbers, dashed: boolean}[]} x solid, y dashed; none of a run that has it not
 */
export function seriesOf(run, { columns }) {
  return columns.flatMap((column, i) => {
    const values = columnOf(run, column);
    return values?.length ? [{ values, dashed: i > 0 }] : [];
  });
}

/**
 * What each run shows at an iterate: its one number, or those of x and y; none of a run that has no curve.
 * @template {{name: string}} T
 * @param {T[]} runs @param {{run: {name: string}, values: Numbers, dashed: boolean}[]} curves @param {number} iterate
 * @returns {{run: T, values: number[]}[]}
 */
export function readingsAt(runs, curves, iterate) {
  const of = (/** @type {T} */ run) => curves.filter((curve) => curve.run.name === run.name);
  return runs.flatMap((run) => {
    const values = of(run).map((curve) => curve.values[iterate] ?? NaN);
    return values.length ? [{ run, values }] : [];
  });
}

/**
 * @param {Numbers} values @param {{log: boolean}} axis
 * @returns {number} the place of the first value that the axis can hold: s is 0 at the start, log 0 is nowhere
 */
export function firstShown(values, { log }) {
  const first = log ? values.findIndex((value) => value > 0) : 0;
  return first < 0 ? Infinity : first;
}

/**
 * Where a logarithmic axis ends by default: so many decades below the start, or one run that falls for ever would
 * press all others flat.
 * @param {ArrayLike<number>[]} curves @param {number|null} decades @returns {number} 0 for none
 */
export function floorOf(curves, decades) {
  const start = Math.max(0, ...curves.map((values) => values[0] || 0));
  return decades === null ? 0 : start * 10 ** -decades;
}

/**
 * @param {Numbers} values @param {Omit<import("./axis.js").Axis, "log"|"signed"|"lowest">} axis
 * @returns {number} the place where the values leave the axis for good, or else their last
 */
export function lastShown(values, { low, high, of }) {
  const inside = values.findLastIndex((value) => of(value) >= low && of(value) <= high);
  return Math.min(inside + 1, values.length - 1);
}

/**
 * The values that an axis must hold: those until the run leaves the plot for good, and of what comes then, which may
 * grow to 1e300, only what is no larger.
 * @param {{outcome: {left: number}}} run @param {Numbers} values
 * @returns {Numbers}
 */
export function rulingValues({ outcome: { left } }, values) {
  if (left >= values.length) return values;
  const before = values.subarray(0, Math.max(1, left));
  let largest = 0;
  for (const value of before) largest = Math.max(largest, Math.abs(value) || 0);
  return values.filter((value, i) => i < before.length || Math.abs(value) <= largest);
}

/**
 * @param {Pick<Guide, "level"|"power"|"factors"|"last">} guide @param {number} k
 * @returns {number} the level of a guide beside iterate k, from which the step k + 1 leads on; NaN past its end
 */
export function levelAt({ level, power = 0, factors = [1], last = Infinity }, k) {
  const place = (Math.min(k, last) / last || 0) * (factors.length - 1);
  const i = Math.floor(place);
  const factor = factors[i] + ((factors[i + 1] ?? factors[i]) - factors[i]) * (place - i);
  return k > last + 1 ? NaN : level * (k + 1) ** power * factor;
}

/**
 * @param {{last?: number}} guide @param {number} nIter
 * @returns {number} the iterate beside which a guide ends in a race of nIter iterations
 */
export function endOf({ last = Infinity }, nIter) {
  return Math.min(nIter, last + 1);
}

/**
 * The guides of a race in which one slider stands elsewhere. @param {Record<string, Guide[]>} guides by quantity
 * @param {string} slider @param {number} value
 */
export function guidesAt(guides, slider, value) {
  /** @param {Guide} guide */
  const moved = (guide) => (guide.slider === slider ? { ...guide, level: value } : guide);
  return Object.fromEntries(Object.entries(guides).map(([name, lines]) => [name, lines.map(moved)]));
}
