/** The edge meter: how sharp f is for the very steps that a run takes, optim/curvature.py. */

import { Runs } from "./runs.js";

/**
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {import("./types.js").EngineOptimizer} EngineOptimizer
 */

const DIFFERENCE = Math.cbrt(Number.EPSILON); // where a central difference errs least
const ENDS = 4; // points around each: right, left, above, below

/**
 * The largest eigenvalue of D H at the iterates that are left, D the effective steps, H the Hessian of f.
 * @param {EngineObjective} objective @param {EngineOptimizer} optimizer @param {{x: Float64Array, y: Float64Array}} path
 * @param {Float64Array} alongX  effective steps, from iterate 0 on @param {Float64Array} alongY
 * @returns {Float64Array} an entry a step; NaN where f has no curvature
 */
export function sharpness(objective, optimizer, { x, y }, alongX, alongY) {
  const n = alongX.length;
  const reach = (/** @type {number} */ at) => DIFFERENCE * Math.max(1, Math.abs(at));
  const around = Array.from({ length: ENDS }, (_, end) => {
    const sign = end % 2 ? -1 : 1;
    return end < 2
      ? (/** @type {number} */ k) => [x[k] + sign * reach(x[k]), y[k]]
      : (/** @type {number} */ k) => [x[k], y[k] + sign * reach(y[k])];
  });
  const slopes = slopesAt(objective, optimizer, n * ENDS, (i) => around[i % ENDS](Math.floor(i / ENDS)));
  return Float64Array.from({ length: n }, (_, k) => {
    /** @param {0 | 1} along @param {0 | 1} of  second derivative along an axis, of the slope along another */
    const second = (along, of) => {
      const right = ENDS * k + 2 * along;
      return (slopes[of][right] - slopes[of][right + 1]) / (2 * reach(along ? y[k] : x[k]));
    };
    const mixed = (second(0, 1) + second(1, 0)) / 2;
    return largest(second(0, 0), mixed, second(1, 1), alongX[k], alongY[k]);
  });
}

/** The larger eigenvalue of diag(p, q) [[a, b], [b, c]]. @param {number} a @param {number} b @param {number} c @param {number} p @param {number} q */
function largest(a, b, c, p, q) {
  if (![a, b, c].every(Number.isFinite)) return NaN;
  const half = (p * a + q * c) / 2;
  const difference = (p * a - q * c) / 2;
  return half + Math.sqrt(difference ** 2 + p * b * (q * b));
}

/**
 * The gradient at n points: those along x, then those along y.
 * @param {EngineObjective} objective @param {EngineOptimizer} optimizer @param {number} n
 * @param {(i: number) => number[]} pointAt @returns {[Float64Array, Float64Array]}
 */
function slopesAt(objective, optimizer, n, pointAt) {
  const runs = new Runs(objective, optimizer, n);
  for (let i = 0; i < n; i++) [runs.x[i], runs.x[n + i]] = pointAt(i);
  runs.look();
  return [runs.gradient.slice(0, n), runs.gradient.slice(n)];
}
