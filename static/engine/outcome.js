/** How a run ended: a named reason, and the iterate since which it holds. optim/outcome.py, for one run. */

import { isUndefined } from "./domain.js";
import { hypot } from "./operations.js";

/**
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {import("./types.js").Outcome} Outcome
 *
 * @typedef {object} Path  a run as it was computed
 * @property {number} length  its finite iterates
 * @property {Float64Array} x @property {Float64Array} y
 * @property {Float64Array} value  f itself
 * @property {Float64Array} dx @property {Float64Array} dy  the gradient
 * @property {import("./types.js").Point} last  the iterate after the finite ones; the last one if there is none
 * @property {boolean} comesBack  whether an iterate after the finite ones lies within the bounds
 */

const STILL = 1e-6; // of the objective's unit: a gradient this short counts as none
const PARTS = 6; // of the iterates since a run left: f that grows has a new record in each of them
const GROWTH = 1e-6; // of the height it stands for: a record higher by less is rounding

/**
 * Where several reasons hold, the first of these counts.
 * @param {Path} path @param {EngineObjective} objective @param {number} nIter @returns {Outcome}
 */
export function outcome(path, objective, nIter) {
  const ended = path.length;
  const left = leftAt(path, objective);
  /** @type {(reason: import("./types.js").Reason, iteration: number) => Outcome} */
  const as = (reason, iteration) => ({ reason, iteration, left, ended });
  if (ended <= nIter) {
    const undefinedAt = undefinedFrom(path, objective);
    return undefinedAt === null ? as("diverged", left) : as("undefined", undefinedAt);
  }
  const near = finalStretch(ended, (k) => isWithin(path.value[k], objective));
  if (near <= nIter) return as("converged", near);
  if (grows(path.value, left)) return as("diverged", left);
  if (left <= nIter) return as("left_bounds", left);
  const atRest = finalStretch(ended, (k) => isStill(path, k, objective.unit));
  return atRest <= nIter ? as("stationary", atRest) : as("moving", nIter);
}

/** Whether a point lies within the bounds, the edge included. @param {EngineObjective} objective @param {number} x @param {number} y */
export function isInside({ bounds: [[x0, x1], [y0, y1]] }, x, y) {
  return x0 <= x && x <= x1 && y0 <= y && y <= y1;
}

/** The index since which something holds up to the n-th; n if not there. @param {number} n @param {(k: number) => boolean} holds */
function finalStretch(n, holds) {
  let first = n;
  while (first > 0 && holds(first - 1)) first -= 1;
  return first;
}

/** @param {Path} path @param {EngineObjective} objective */
function leftAt({ length, x, y, comesBack }, objective) {
  return comesBack ? length : finalStretch(length, (k) => !isInside(objective, x[k], y[k]));
}

/** @param {number} value @param {EngineObjective} objective */
function isWithin(value, { minimum, tolerance }) {
  return minimum !== null && Math.abs(value - minimum) <= tolerance;
}

/**
 * The iterate at which f or its gradient is not defined, if that ended the run.
 * @param {Path} path @param {EngineObjective} objective @returns {number | null}
 */
function undefinedFrom({ length, x, y, last }, objective) {
  const before = length - 1;
  if (before >= 0 && isUndefined(objective, "df", x[before], y[before])) return before;
  return isUndefined(objective, "f", ...last) ? length : null;
}

/**
 * Whether f reached a new record in each sixth of the iterates since the run left.
 *
 * A swing of constant width sets none; in fewer than six iterates, each has to be one. What f sinks to does not
 * matter, nor what is added to it or multiplies it.
 * @param {Float64Array} value @param {number} left
 */
function grows(value, left) {
  const length = value.length - left;
  if (length <= 1) return false;
  const lowest = value.reduce((least, f) => Math.min(least, f), Infinity);
  const nParts = Math.min(PARTS, length);
  let record = highest(value, 0, left);
  for (let part = 0; part < nParts; part++) {
    const [from, to] = [part, part + 1].map((i) => left + Math.ceil((i * length) / nParts));
    const peak = highest(value, from, to);
    if (!(peak - record > GROWTH * (peak - lowest))) return false;
    record = Math.max(record, peak);
  }
  return true;
}

/** @param {Float64Array} value @param {number} from @param {number} to */
function highest(value, from, to) {
  let peak = -Infinity;
  for (let k = from; k < to; k++) peak = Math.max(peak, value[k]);
  return peak;
}

/**
 * Whether the gradient vanishes, or this step and one beside it led nowhere.
 *
 * One alone says nothing: Rprop rests for a step wherever a slope changes its sign.
 * @param {Path} path @param {number} k @param {number} unit
 */
function isStill({ length, x, y, dx, dy }, k, unit) {
  if (hypot(dx[k], dy[k]) <= STILL * unit) return true;
  const rests = (/** @type {number} */ step) =>
    step >= 0 && step + 1 < length && x[step + 1] === x[step] && y[step + 1] === y[step];
  return rests(k - 1) && (rests(k) || rests(k - 2));
}
