/**
 * What a chart shows of a race, from what Python says of its quantity.
 *
 * @typedef {object} Quantity  an entry of the catalogue (ui/quantities.py)
 * @property {string} title @property {string} formula HTML @property {string} meaning one sentence
 * @property {string[]} columns  where a run has its numbers: one, or those of x and y
 * @property {string[]} scales  "log", "linear": those that suit it
 *
 * @typedef {{label: string, level: number, power?: number, slider?: string, reach?: number, scale?: string}} Guide
 *   a line to compare with: level * t ** power at the t-th step; the level is the value of a slider, if it says so;
 *   reach: the decades by which a logarithmic axis is made longer to hold it; scale: the only one to draw it on
 */

/** @returns {{values: ArrayLike<number>, dashed: boolean}[]} x solid, y dashed; none of a run that has it not */
export function seriesOf(run, { columns }) {
  return columns
    .map((column, i) => ({ values: run[column], dashed: i > 0 }))
    .filter(({ values }) => values?.length);
}

/** @returns {number} the place of the first value that the axis can hold: s is 0 at the start, log 0 is nowhere */
export function firstShown(values, { log }) {
  const first = log ? values.findIndex((value) => value > 0) : 0;
  return first < 0 ? Infinity : first;
}

/** @returns {number} the place where the values leave the axis for good, or else their last */
export function lastShown(values, { low, high, of }) {
  const inside = values.findLastIndex((value) => of(value) >= low && of(value) <= high);
  return Math.min(inside + 1, values.length - 1);
}

/** @returns {ArrayLike<number>} the values up to where the run leaves the plot: what comes then rules no axis */
export function untilItLeaves({ outcome: { reason, iteration } }, values) {
  const left = reason === "diverged" || reason === "left_bounds";
  return left ? values.subarray(0, Math.max(1, iteration)) : values;
}

/** @returns {number} the level of a guide beside iterate k, from which the step k + 1 leads on */
export function levelAt({ level, power = 0 }, k) {
  return level * (k + 1) ** power;
}

/** The guides of a race in which one slider stands elsewhere. @param {Record<string, Guide[]>} guides by quantity */
export function guidesAt(guides, slider, value) {
  const moved = (guide) => (guide.slider === slider ? { ...guide, level: value } : guide);
  return Object.fromEntries(Object.entries(guides).map(([name, lines]) => [name, lines.map(moved)]));
}
