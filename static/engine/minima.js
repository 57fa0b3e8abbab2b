/** All minima of an objective within its bounds: optim/maps/minima.py, in the browser. */

import { kinkSlopes } from "./kinks.js";
import { FIXED, Machine } from "./machine.js";
import { hypot } from "./operations.js";

/**
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {import("./types.js").Point} Point
 *
 * Of n points: f, and its slopes.
 * @typedef {{f: Float64Array, dx: Float64Array, dy: Float64Array}} Look
 *
 * The Hessian at each of n points.
 * @typedef {{xx: Float64Array, xy: Float64Array, yy: Float64Array}} Curvatures
 */

const STARTS = 41; // along each axis
const [DESCENT, POLISH] = [100, 12]; // iterations: downhill, and of Newton's method
const APART = 1e-3; // of the wider side: what is closer is one minimum
const FLAT = 1e-6; // of the largest curvature: a ring or a valley of minima, along which f curves by less, is none
const STILL = 1e-6; // of the wider side: Newton's step at a minimum is shorter
const DIFFERENCE = Math.cbrt(Number.EPSILON); // where a central difference errs least
const [SHRINK, GROW, SHORTEST, LONGEST] = [0.5, 1.2, 1e-6, 50]; // Rprop's steps, as optim/optimizers/signs.py has them

/**
 * The record's own minima first, then local ones by rising f.
 * @param {EngineObjective} objective @returns {Point[]}
 */
export function localMinima(objective) {
  const [[x0, x1], [y0, y1]] = objective.bounds;
  const width = Math.max(x1 - x0, y1 - y0);
  const look = looker(objective, STARTS * STARTS);
  const { xs, ys } = grid(objective);
  descend(look, xs, ys, width / (4 * STARTS));
  polish(look, xs, ys);
  const kept = [...objective.minima];
  const isNew = (/** @type {Point} */ [x, y]) => kept.every(([a, b]) => hypot(x - a, y - b) >= APART * width);
  for (const point of settled(objective, look, xs, ys, width)) if (isNew(point)) kept.push(point);
  return kept;
}

/**
 * 2 / L for the largest curvature L at a point: beyond it gradient descent cannot settle there. NaN where f curves
 * upwards in no direction.
 * @param {EngineObjective} objective @param {Point} point
 */
export function stableStepAt(objective, [x, y]) {
  const h = hessians(looker(objective, 1), Float64Array.of(x), Float64Array.of(y));
  const largest = eigenvalues(h, 0)[1];
  return largest > 0 ? 2 / largest : NaN;
}

/** @param {EngineObjective} objective @param {number} n @returns {(xs: Float64Array, ys: Float64Array) => Look} */
function looker(objective, n) {
  const { program, parameters, factor } = objective;
  const machine = new Machine(
    program,
    n,
    Object.fromEntries(Object.keys(parameters).map((key) => [key, FIXED])),
  );
  for (const [name, value] of Object.entries(parameters)) machine.set(name, value);
  machine.prepare();
  const mend = objective.kinks ? kinkSlopes(objective) : null;
  return (xs, ys) => {
    machine.set("x", xs);
    machine.set("y", ys);
    machine.run();
    const [f, dx, dy] = machine.results;
    if (mend) for (let i = 0; i < n; i++) mend(xs[i], ys[i], dx, dy, i);
    const scaled = (/** @type {Float64Array} */ cells) => cells.map((value) => factor * value);
    return { f: scaled(f), dx: scaled(dx), dy: scaled(dy) };
  };
}

/** Points within the bounds, none on an axis of symmetry. @param {EngineObjective} objective */
function grid({ bounds: [[x0, x1], [y0, y1]] }) {
  const n = STARTS * STARTS;
  const place = (/** @type {number} */ i) => (i + 0.45) / STARTS;
  return {
    xs: Float64Array.from({ length: n }, (_, i) => x0 + place(i % STARTS) * (x1 - x0)),
    ys: Float64Array.from({ length: n }, (_, i) => y0 + place(Math.floor(i / STARTS)) * (y1 - y0)),
  };
}

/**
 * Downhill by Rprop, which no scale of f misleads.
 * @param {(xs: Float64Array, ys: Float64Array) => Look} look @param {Float64Array} xs @param {Float64Array} ys
 * @param {number} stepSize
 */
function descend(look, xs, ys, stepSize) {
  const sides = [xs, ys].map((at) => ({
    at,
    length: new Float64Array(at.length).fill(stepSize),
    last: new Float64Array(at.length),
  }));
  for (let k = 0; k < DESCENT; k++) {
    const { dx, dy } = look(xs, ys);
    sides.forEach((side, axis) => rprop(side, axis ? dy : dx));
  }
}

/** @param {Record<"at"|"length"|"last", Float64Array>} side @param {Float64Array} gradient */
function rprop({ at, length, last }, gradient) {
  for (let i = 0; i < at.length; i++) {
    const agreement = gradient[i] * last[i];
    const eta = agreement > 0 ? GROW : agreement < 0 ? SHRINK : 1;
    length[i] = Math.min(Math.max(eta * length[i], SHORTEST), LONGEST);
    last[i] = agreement < 0 ? 0 : gradient[i];
    at[i] -= length[i] * Math.sign(last[i]);
  }
}

/**
 * Newton's method; NaN where f does not curve upwards all the way.
 * @param {(xs: Float64Array, ys: Float64Array) => Look} look @param {Float64Array} xs @param {Float64Array} ys
 */
function polish(look, xs, ys) {
  for (let k = 0; k < POLISH; k++) {
    const [h, { dx, dy }] = [hessians(look, xs, ys), look(xs, ys)];
    for (let i = 0; i < xs.length; i++) {
      const { xx, xy, yy } = h;
      const determinant = eigenvalues(h, i)[0] > 0 ? xx[i] * yy[i] - xy[i] * xy[i] : NaN;
      xs[i] -= (yy[i] * dx[i] - xy[i] * dy[i]) / determinant;
      ys[i] -= (xx[i] * dy[i] - xy[i] * dx[i]) / determinant;
    }
  }
}

/**
 * The second derivatives by central differences of the gradient, as optim/curvature.py.
 * @param {(xs: Float64Array, ys: Float64Array) => Look} look @param {Float64Array} xs @param {Float64Array} ys
 * @returns {Curvatures}
 */
function hessians(look, xs, ys) {
  const step = (/** @type {Float64Array} */ at) =>
    at.map((value) => DIFFERENCE * Math.max(1, Math.abs(value)));
  const moved = (/** @type {Float64Array} */ at, /** @type {number} */ by) => {
    const steps = step(at);
    return at.map((value, i) => value + by * steps[i]);
  };
  const [right, left] = [1, -1].map((by) => look(moved(xs, by), ys));
  const [up, down] = [1, -1].map((by) => look(xs, moved(ys, by)));
  const [wide, high] = [step(xs), step(ys)];
  const slope = (
    /** @type {Float64Array} */ a,
    /** @type {Float64Array} */ b,
    /** @type {Float64Array} */ by,
  ) => a.map((value, i) => (value - b[i]) / (2 * by[i]));
  const [xy, yx] = [slope(right.dy, left.dy, wide), slope(up.dx, down.dx, high)];
  return {
    xx: slope(right.dx, left.dx, wide),
    xy: xy.map((value, i) => (value + yx[i]) / 2),
    yy: slope(up.dy, down.dy, high),
  };
}

/** The smaller one first, NaN where they overflow. @param {Curvatures} h @param {number} i @returns {Point} */
function eigenvalues({ xx, xy, yy }, i) {
  const middle = (xx[i] + yy[i]) / 2;
  const apart = hypot((xx[i] - yy[i]) / 2, xy[i]);
  return [middle - apart, middle + apart];
}

/**
 * Those of the points that are minima within the bounds, by rising f.
 * @param {EngineObjective} objective @param {(xs: Float64Array, ys: Float64Array) => Look} look
 * @param {Float64Array} xs @param {Float64Array} ys @param {number} width @returns {Point[]}
 */
function settled({ bounds: [[x0, x1], [y0, y1]] }, look, xs, ys, width) {
  const [h, { f, dx, dy }] = [hessians(look, xs, ys), look(xs, ys)];
  const isMinimum = (/** @type {number} */ i) => {
    const [smallest, largest] = eigenvalues(h, i);
    const isInside = x0 <= xs[i] && xs[i] <= x1 && y0 <= ys[i] && ys[i] <= y1;
    return isInside && smallest > FLAT * largest && hypot(dx[i], dy[i]) <= STILL * smallest * width;
  };
  const places = [...xs.keys()].filter(isMinimum).sort((i, j) => f[i] - f[j]);
  return places.map((i) => [xs[i], ys[i]]);
}
