/** Maps of runs: optim/maps, in the browser. */

import { fatesInSteps, finish, follow, joined, slice } from "./fates.js";
import { hypot } from "./operations.js";
import { withSetting } from "./settings.js";

/**
 * @typedef {import("./types.js").EngineRecord} EngineRecord
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {import("./types.js").Lanes} Lanes
 * @typedef {import("./types.js").Fates} Fates
 * @typedef {import("./types.js").Point} Point
 * @typedef {{name: string, values: Float64Array}} Axis  a hyperparameter, and what it is along the axis
 *
 * In which minimum each run ends, BOUNCES or GONE; and since which iterate.
 * @typedef {{end: Int16Array, since: Int32Array}} Ends
 */

const DECADES = 6; // of loss above the tolerance, from near the minimum to as far as a score tells apart
const NEAR = 0.01; // of the wider side of the bounds: this close to a minimum counts as in it
const FAR = 100; // of them from the middle of the bounds: gone
const LANES = 1024;
/** What a start can end as beside the number of a minimum. */
export const BOUNCES = -1;
export const GONE = -2;

/**
 * What becomes of one racer at every setting of one axis or two; the last axis changes fastest.
 * @param {EngineRecord} engine @param {string} racer @param {Axis[]} axes @returns {Fates}
 */
export const settingsMap = (engine, racer, axes) => finish(settingsMapInSteps(engine, racer, axes));

/** @param {EngineRecord} engine @param {string} racer @param {Axis[]} axes @returns {import("./fates.js").Work<Fates>} */
export function settingsMapInSteps(engine, racer, axes) {
  const n = axes.reduce((product, { values }) => product * values.length, 1);
  /** @type {Record<string, Float64Array>} */
  const hyperparameters = {};
  let stride = n;
  for (const { name, values } of axes) {
    const step = stride / values.length;
    const length = stride;
    hyperparameters[name] = Float64Array.from(
      { length: n },
      (_, i) => values[Math.floor((i % length) / step)],
    );
    stride = step;
  }
  return fatesInSteps(engine, engine.optimizers[racer], {
    n,
    start: everywhere(engine.start, n),
    hyperparameters,
  });
}

/**
 * What becomes of one racer at some values of a parameter of the objective: each is another objective, whose own
 * minimum its loss is above.
 * @param {EngineRecord} engine @param {string} racer @param {Axis} axis @returns {import("./fates.js").Work<Fates>}
 */
export function* familyInSteps(engine, racer, { name, values }) {
  const start = everywhere(engine.start, 1);
  const runs = [];
  for (const value of values) {
    const place = withSetting(engine, `${engine.objective.name}.${name}`, value);
    runs.push(yield* fatesInSteps(place, place.optimizers[racer], { n: 1, start, hyperparameters: {} }));
  }
  return joined(runs);
}

/**
 * How good every run of a map is, the lower the better; NaN where it diverges. Up to 1: near the minimum after this
 * share of the iterations, to the end; from 1 to 2: how far its loss is from the tolerance.
 * @param {Fates} found @param {EngineRecord} engine @returns {Float64Array}
 */
export function scores({ loss, near, diverged }, { objective, n_iter: nIter }) {
  return loss.map((value, i) => {
    if (diverged[i]) return NaN;
    if (near[i] <= nIter) return near[i] / nIter;
    const decades = Math.log10(Math.abs(value) / objective.tolerance) / DECADES;
    return 1 + Math.min(Math.max(decades, 0), 1);
  });
}

/**
 * In which of the minima the runs end that start at the middles of n x n cells, the lowest y first.
 * @param {EngineRecord} engine @param {string} racer @param {Point[]} minima @param {number} n
 * @param {import("./types.js").Bounds} [frame] @returns {Ends}
 */
export const startsMap = (engine, racer, minima, n, frame) =>
  finish(startsMapInSteps(engine, racer, minima, n, frame));

/**
 * @param {EngineRecord} engine @param {string} racer @param {Point[]} minima @param {number} n
 * @param {import("./types.js").Bounds} [frame] @returns {import("./fates.js").Work<Ends>}
 */
export function* startsMapInSteps(engine, racer, minima, n, frame = engine.objective.bounds) {
  const all = { n: n * n, start: grid(frame, n), hyperparameters: {} };
  const [end, since] = [new Int16Array(n * n), new Int32Array(n * n)];
  for (let first = 0; first < n * n; first += LANES) {
    const part = slice(all, first, Math.min(first + LANES, n * n));
    const watch = new EndWatch(engine.objective, minima, part.n);
    yield* follow(engine, engine.optimizers[racer], part, watch);
    end.set(watch.end, first);
    since.set(watch.since, first);
  }
  return { end, since };
}

/** In which minimum runs are, and since when. */
class EndWatch {
  /** @param {EngineObjective} objective @param {Point[]} minima @param {number} n */
  constructor({ bounds: [[x0, x1], [y0, y1]] }, minima, n) {
    this.minima = minima;
    this.middle = [(x0 + x1) / 2, (y0 + y1) / 2];
    this.width = Math.max(x1 - x0, y1 - y0);
    this.end = new Int16Array(n);
    this.since = new Int32Array(n);
  }

  /** @param {number} k @param {import("./runs.js").Runs} runs */
  look(k, { n, x }) {
    for (let i = 0; i < n; i++) {
      const now = this.endOf(x[i], x[n + i]);
      if (k > 0 && now !== this.end[i]) this.since[i] = k;
      this.end[i] = now;
    }
  }

  /** @param {number} x @param {number} y */
  endOf(x, y) {
    const { minima, middle, width } = this;
    for (let i = 0; i < minima.length; i++)
      if (hypot(x - minima[i][0], y - minima[i][1]) < NEAR * width) return i;
    return hypot(x - middle[0], y - middle[1]) < FAR * width ? BOUNCES : GONE;
  }
}

/** The same start for n runs. @param {Point} start @param {number} n */
function everywhere([x, y], n) {
  return new Float64Array(2 * n).fill(x, 0, n).fill(y, n);
}

/** The middles of n x n cells: all x, then all y. @param {import("./types.js").Bounds} frame @param {number} n */
function grid([[x0, x1], [y0, y1]], n) {
  const middle = (/** @type {number} */ i) => (i + 0.5) / n;
  const start = new Float64Array(2 * n * n);
  for (let i = 0; i < n * n; i++) {
    start[i] = x0 + middle(i % n) * (x1 - x0);
    start[n * n + i] = y0 + middle(Math.floor(i / n)) * (y1 - y0);
  }
  return start;
}
