/** The slope where the formula of a derivative gives none, or not the shortest: optim/typed/kinks.py, for one point. */

import { Machine, pruned } from "./machine.js";
import { hypot, rint } from "./operations.js";

const WAYS = 64;
const REMEMBERED = 64; // points: a run that rests on a kink asks for the same one again and again
const round = (/** @type {number} */ value) => rint(value * 1e15) / 1e15;
const COS = Float64Array.from({ length: WAYS }, (_, i) => round(Math.cos((i * Math.PI) / 32)));
const SIN = Float64Array.from({ length: WAYS }, (_, i) => round(Math.sin((i * Math.PI) / 32)));

/**
 * What puts the slopes right where a typed function has a kink, or its formula gives none.
 * @param {import("./types.js").EngineObjective} objective  with kinks
 * @returns {(x: number, y: number, dx: Float64Array, dy: Float64Array, i: number) => void}  of the slopes at (x, y),
 *   those of lane i
 */
export function kinkSlopes({ program, parameters, kinks }) {
  if (!kinks) throw new Error("expected an objective with kinks");
  const { reach } = kinks;
  const zeros = new Machine(kinks.zeros);
  const around = new Machine(pruned(program, [0]), 2 * WAYS + 1);
  for (const [name, value] of Object.entries(parameters)) around.set(name, value);
  zeros.prepare();
  around.prepare();
  /** @type {Map<string, import("./types.js").Point>} */
  const known = new Map();

  const isOdd = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number[]} */ slopes) => {
    if (!slopes.every(Number.isFinite)) return true;
    zeros.set("x", x);
    zeros.set("y", y);
    zeros.run();
    return zeros.results.some(([zero]) => zero === 0);
  };

  return (x, y, dx, dy, i) => {
    if (!Number.isFinite(x) || !Number.isFinite(y) || !isOdd(x, y, [dx[i], dy[i]])) return;
    const point = `${x},${y}`;
    let slopes = known.get(point);
    if (!slopes) {
      slopes = leastSlopes(around, [dx[i], dy[i]], x, y, reach);
      if (known.size >= REMEMBERED) known.clear();
      known.set(point, slopes);
    }
    [dx[i], dy[i]] = slopes;
  };
}

/**
 * `slopes` of f at (x, y), or the shortest generalised gradient where that is shorter: see `least_slopes` in Python
 * for the method and its sources.
 * @param {Machine} f  for 129 points @param {import("./types.js").Point} slopes
 * @param {number} x @param {number} y @param {number} reach @returns {import("./types.js").Point}
 */
function leastSlopes(f, slopes, x, y, reach) {
  const [here, far, near] = directionalDerivatives(f, x, y, reach);
  const best = near.indexOf(near.reduce((least, value) => Math.min(least, value)));
  const mean = [COS, SIN].map((way) => near.reduce((sum, value, i) => sum + way[i] * value, 0) / 32);
  const misfit = near.map((value, i) => Math.abs(value - (COS[i] * mean[0] + SIN[i] * mean[1])));
  const length = hypot(mean[0], mean[1]);
  const isSmooth = misfit.every((value) => value <= 1e-3 * length);
  const down = steepest(far[best], near[best], here, reach);
  const least = isSmooth ? mean : [down * COS[best], down * SIN[best]];
  if (slopes.every(Number.isFinite)) {
    const isShorter = hypot(least[0], least[1]) < 0.999 * hypot(slopes[0], slopes[1]);
    return isShorter ? [least[0] + 0, least[1] + 0] : slopes;
  }
  const mended = (/** @type {0 | 1} */ i) =>
    Number.isFinite(slopes[i]) || !Number.isFinite(least[i]) ? slopes[i] : least[i] + 0;
  return [mended(0), mended(1)];
}

/**
 * f here, and how fast it rises along 64 ways: by two distances, each the steeper of ahead and behind.
 * @param {Machine} f @param {number} x @param {number} y @param {number} reach
 * @returns {[number, Float64Array, Float64Array]}
 */
function directionalDerivatives(f, x, y, reach) {
  const distances = [reach, reach / 100];
  f.set("x", x);
  f.set("y", y);
  distances.forEach((r, j) => {
    for (let i = 0; i < WAYS; i++) {
      f.inputs.x[j * WAYS + i] = x + r * COS[i];
      f.inputs.y[j * WAYS + i] = y + r * SIN[i];
    }
  });
  f.run();
  const [values] = f.results;
  const here = Math.max(Math.abs(x), Math.abs(y)) < 1e11 * reach ? values[2 * WAYS] : NaN;
  const [far, near] = distances.map((r, j) => {
    const ahead = values.slice(j * WAYS, (j + 1) * WAYS).map((value) => (value - here) / r);
    return ahead.map((value, i) => steeper(value, -ahead[(i + WAYS / 2) % WAYS]));
  });
  return [here, far, near];
}

/** @param {number} ahead @param {number} behind */
function steeper(ahead, behind) {
  if (!Number.isFinite(ahead)) return Infinity;
  return Number.isNaN(behind) ? ahead : Math.max(ahead, behind);
}

/**
 * The slope along the steepest way down: 0 where it vanishes closer by, NaN where it grows without bound.
 * @param {number} far @param {number} near @param {number} here @param {number} reach
 */
function steepest(far, near, here, reach) {
  if (near >= 0.8 * far || near >= (-1e-13 * Math.abs(here)) / reach) return 0 * here;
  return near >= 1.25 * far ? near : NaN;
}
