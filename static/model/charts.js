/**
 * What a chart shows of a race, from what Python says of its quantity.
 *
 * @typedef {object} Quantity  an entry of the catalogue (ui/quantities.py)
 * @property {string} group of the menu @property {string} title @property {string} formula HTML @property {string} meaning one sentence
 * @property {string[]} columns  where a run has its numbers: one, or those of x and y
 * @property {string[]} scales  "log", "linear": those that suit it
 *
 * @typedef {object} Guide  a line to compare with: level * t ** power at the t-th step
 * @property {string} label @property {number} level @property {number} [power]
 * @property {number[]} [factors]  what a schedule multiplies it by, at evenly spaced steps from the first to step `last`
 * @property {number} [last]
 * @property {string} [slider]  the one whose value the level is
 * @property {number} [reach]  the decades by which a logarithmic axis is made longer to hold it
 * @property {string} [scale]  the only one to draw it on
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

/**
 * The values that an axis must hold: those until the run leaves the plot for good, and of what comes then, which may
 * grow to 1e300, only what is no larger.
 * @returns {ArrayLike<number>}
 */
export function rulingValues({ outcome: { left } }, values) {
  if (left >= values.length) return values;
  const before = values.subarray(0, Math.max(1, left));
  const largest = before.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
  return values.filter((value, i) => i < before.length || Math.abs(value) <= largest);
}

/** @returns {number} the level of a guide beside iterate k, from which the step k + 1 leads on; NaN past its end */
export function levelAt({ level, power = 0, factors = [1], last = Infinity }, k) {
  const place = (Math.min(k, last) / last || 0) * (factors.length - 1);
  const i = Math.floor(place);
  const factor = factors[i] + ((factors[i + 1] ?? factors[i]) - factors[i]) * (place - i);
  return k > last + 1 ? NaN : level * (k + 1) ** power * factor;
}

/** @returns {number} the iterate beside which a guide ends in a race of nIter iterations */
export function endOf({ last = Infinity }, nIter) {
  return Math.min(nIter, last + 1);
}

/** The guides of a race in which one slider stands elsewhere. @param {Record<string, Guide[]>} guides by quantity */
export function guidesAt(guides, slider, value) {
  const moved = (guide) => (guide.slider === slider ? { ...guide, level: value } : guide);
  return Object.fromEntries(Object.entries(guides).map(([name, lines]) => [name, lines.map(moved)]));
}
