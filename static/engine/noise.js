/** What disturbs the gradients of a run: optim/noise.py, with the same random numbers. */

/** @import { Data, Examples, Line, Point } from "./types.js" */
import { RandomState } from "./random.js";

const NORMALS = 0; // two streams a seed: the batches are the same with and without Gaussian noise
const ROWS = 1;

/**
 * What is added to the gradients of updates 0 to n - 1: x and y of the first, x and y of the second, and so on.
 * @param {number} seed @param {number} std @param {number} n @returns {Float64Array}
 */
export function kicks(seed, std, n) {
  const random = new RandomState([seed, NORMALS]);
  return Float64Array.from({ length: 2 * n }, () => std * random.normal());
}

/**
 * The rows of the data that updates 0 to n - 1 see, as PyTorch's DataLoader(shuffle=True) deals them: the last batch
 * of an epoch is smaller where `batch` does not divide the rows.
 * @param {number} seed @param {number} batch @param {number} nRows @param {number} n @returns {number[][]}
 */
export function batches(seed, batch, nRows, n) {
  const random = new RandomState([seed, ROWS]);
  const dealt = [];
  while (dealt.length < n) {
    const order = random.permutation(nRows);
    for (let first = 0; first < nRows; first += batch) dealt.push(order.slice(first, first + batch));
  }
  return dealt.slice(0, n);
}

/**
 * How many rows there are.
 * @param {Data} data
 */
export const rowCount = (data) => ("points" in data ? data.points : data.targets).length;

/**
 * The gradient of a mean squared error over some rows of its data: `batch_df` in optim/objectives/data.py.
 * @param {Data} data @param {number[]} rows @param {number} x @param {number} y @returns {Point}
 */
export function batchGradient(data, rows, x, y) {
  return "points" in data ? towardsExamples(data, rows, [x, y]) : ofLine(data, rows, x, y);
}

/** @param {Examples} data @param {number[]} rows @param {Point} at @returns {Point} */
function towardsExamples({ points }, rows, at) {
  const slope = (/** @type {0 | 1} */ i) =>
    pairwiseSum(rows.map((row) => at[i] - points[row][i])) / rows.length;
  return [slope(0), slope(1)];
}

/** @param {Line} data @param {number[]} rows @param {number} x @param {number} y @returns {Point} */
function ofLine({ features, targets }, rows, x, y) {
  const errors = rows.map((row) => features[row][0] * x + features[row][1] * y - targets[row]);
  const slope = (/** @type {0 | 1} */ weight) =>
    2 * (pairwiseSum(rows.map((row, i) => features[row][weight] * errors[i])) / rows.length);
  return [slope(0), slope(1)];
}

/**
 * The sum of at most 128 numbers in the order in which NumPy adds them: from eight on, in eight partial sums.
 * @param {number[]} values
 */
function pairwiseSum(values) {
  if (values.length < 8) return values.reduce((sum, value) => sum + value, 0);
  const r = values.slice(0, 8);
  const whole = values.length - (values.length % 8);
  for (let i = 8; i < whole; i++) r[i % 8] += values[i];
  const sum = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
  return values.slice(whole).reduce((total, value) => total + value, sum);
}
