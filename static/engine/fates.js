/** What becomes of many runs, looked at as they go: optim/maps/fates.py. */

import { UNIFORM, VARIED } from "./machine.js";
import { batchGradient } from "./noise.js";
import { conditionsOf } from "./race.js";
import { Runs } from "./runs.js";

/**
 * @typedef {import("./types.js").EngineRecord} EngineRecord
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {import("./types.js").EngineOptimizer} EngineOptimizer
 * @typedef {import("./types.js").Lanes} Lanes
 * @typedef {import("./types.js").Fates} Fates
 *
 * Sees where the runs are: at iterate 0, and after each update.
 * @typedef {{look(k: number, runs: Runs): void}} Watch
 */
/**
 * Work that is done a little at a time.
 * @template T
 * @typedef {Generator<undefined, T, undefined>} Work
 */

const LANES = 1024; // runs side by side: as many as a processor's cache has room for
const UPDATES = 16; // of all lanes between two breaths: some milliseconds
const HEIGHT = 1e4; // times the start's loss: what diverges is higher than that
const GROWTH = 1.5; // and this much higher at the end than half way

/**
 * What becomes of n runs of one optimizer; see Fates.
 * @param {EngineRecord} engine @param {EngineOptimizer} optimizer @param {Lanes} lanes @returns {Fates}
 */
export const fates = (engine, optimizer, lanes) => finish(fatesInSteps(engine, optimizer, lanes));

/**
 * The same, a little work at a time: whoever asked may have something else to do, or no longer want it.
 * @param {EngineRecord} engine @param {EngineOptimizer} optimizer @param {Lanes} lanes @returns {Work<Fates>}
 */
export function* fatesInSteps(engine, optimizer, lanes) {
  const { objective, n_iter: nIter } = engine;
  if (objective.minimum === null) throw new Error(`${objective.name} has no minimum to reach`);
  const found = noFates(lanes.n, nIter);
  for (let first = 0; first < lanes.n; first += LANES) {
    const part = slice(lanes, first, Math.min(first + LANES, lanes.n));
    const watch = new FateWatch(objective, nIter, part.n);
    yield* follow(engine, optimizer, part, watch);
    watch.writeTo(found, first);
  }
  return found;
}

/**
 * The place of the lowest of some values of runs that never left the bounds; -1 where there is none.
 * @param {ArrayLike<number>} values @param {Pick<Fates, "diverged"|"firstOut">} fates @param {number} nIter
 */
export function lowestInside(values, { diverged, firstOut }, nIter) {
  let best = -1;
  for (let i = 0; i < values.length; i++)
    if (!diverged[i] && firstOut[i] > nIter && (best < 0 || values[i] < values[best])) best = i;
  return best;
}

/**
 * Runs lanes to their end while somebody watches: the loop of optim/trajectory.py.
 * @param {EngineRecord} engine @param {EngineOptimizer} optimizer @param {Lanes} lanes @param {Watch} watch
 * @returns {Work<void>}
 */
export function* follow(engine, optimizer, lanes, watch) {
  const { objective, n_iter: nIter } = engine;
  const conditions = conditionsOf(engine);
  /** @type {Record<string, import("./machine.js").Kind>} */
  const varied = Object.fromEntries(Object.keys(lanes.hyperparameters).map((name) => [name, VARIED]));
  if (conditions.factors) varied.step_size ??= UNIFORM;
  const runs = new Runs(objective, optimizer, lanes.n, varied);
  for (const [name, values] of Object.entries(lanes.hyperparameters))
    runs.setHyperparameter(name, twice(values));
  runs.begin(lanes.start);
  runs.look();
  watch.look(0, runs);
  for (let k = 0; k < nIter; k++) {
    disturb(runs, objective, conditions, k);
    if (conditions.factors) scaleStep(runs, optimizer, lanes, conditions.factors[k]);
    runs.update();
    runs.look();
    watch.look(k + 1, runs);
    if (k % UPDATES === 0) yield;
  }
}

/**
 * Does work to its end.
 * @template T
 * @param {Work<T>} work @returns {T}
 */
export function finish(work) {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** @param {Runs} runs @param {EngineObjective} objective @param {import("./race.js").Conditions} conditions @param {number} k */
function disturb({ n, x, gradient }, { data, factor }, { batches: rows, kicks }, k) {
  if (rows && data) {
    for (let i = 0; i < n; i++) {
      const [dx, dy] = batchGradient(data, rows[k], x[i], x[n + i]);
      gradient[i] = factor * dx;
      gradient[n + i] = factor * dy;
    }
  }
  if (kicks) for (let i = 0; i < 2 * n; i++) gradient[i] += kicks[2 * k + (i < n ? 0 : 1)];
}

/** @param {Runs} runs @param {EngineOptimizer} optimizer @param {Lanes} lanes @param {number} factor */
function scaleStep({ rule }, optimizer, lanes, factor) {
  const own = lanes.hyperparameters.step_size;
  const scaled = own
    ? twice(own.map((value) => value * factor))
    : optimizer.hyperparameters.step_size * factor;
  rule.set("step_size", scaled);
}

/** What is known of runs after each look at their iterates. @implements {Watch} */
class FateWatch {
  /** @param {EngineObjective} objective @param {number} nIter @param {number} n */
  constructor(objective, nIter, n) {
    const width = Math.max(1, Math.floor(nIter / 10));
    this.objective = objective;
    this.nIter = nIter;
    this.middle = [Math.floor(nIter / 2), Math.floor(nIter / 2) + width];
    this.end = [nIter + 1 - width, nIter + 1];
    this.height = new Float64Array(n);
    this.peaks = { middle: new Float64Array(n).fill(-Infinity), end: new Float64Array(n).fill(-Infinity) };
    this.found = noFates(n, nIter);
  }

  /** @param {number} k @param {Runs} runs */
  look(k, { n, x, value }) {
    const { objective, nIter, found, height } = this;
    const { minimum, tolerance, unit } = objective;
    const [[x0, x1], [y0, y1]] = objective.bounds;
    const { loss, near, firstNear, out, firstOut } = found; // V8 reads them once, not once a lane
    const [lowest, never] = [Number(minimum), nIter + 1];
    for (let i = 0; i < n; i++) {
      const above = value[i] - lowest;
      loss[i] = above;
      if (Math.abs(above) <= tolerance) {
        if (near[i] > k) near[i] = k;
        if (firstNear[i] > k) firstNear[i] = k;
      } else near[i] = never;
      if (x0 <= x[i] && x[i] <= x1 && y0 <= x[n + i] && x[n + i] <= y1) out[i] = never;
      else {
        if (out[i] > k) out[i] = k;
        if (firstOut[i] > k) firstOut[i] = k;
      }
    }
    if (k === 0) for (let i = 0; i < n; i++) height[i] = Math.max(loss[i], unit);
    this.measurePeaks(k, found.loss);
    if (k === nIter) this.judge(x);
  }

  /** @param {number} k @param {Float64Array} loss */
  measurePeaks(k, loss) {
    for (const name of /** @type {const} */ (["middle", "end"])) {
      const [first, behind] = this[name];
      const peak = this.peaks[name];
      if (first <= k && k < behind)
        for (let i = 0; i < loss.length; i++)
          if (!(loss[i] <= peak[i])) peak[i] = isNaN(loss[i]) ? peak[i] : loss[i];
    }
  }

  /** At the end: which runs diverged, and where all are. @param {Float64Array} x */
  judge(x) {
    const { found, height, peaks } = this;
    const n = height.length;
    for (let i = 0; i < n; i++) {
      const isHigh = peaks.end[i] > HEIGHT * height[i] && peaks.end[i] > GROWTH * peaks.middle[i];
      const isFinite = Number.isFinite(found.loss[i]) && Number.isFinite(x[i]) && Number.isFinite(x[n + i]);
      found.diverged[i] = isHigh || !isFinite ? 1 : 0;
      found.x[i] = x[i];
      found.y[i] = x[n + i];
    }
  }

  /** @param {Fates} all @param {number} first  where these runs stand among them */
  writeTo(all, first) {
    for (const [name, values] of Object.entries(this.found))
      /** @type {Record<string, any>} */ (all)[name].set(values, first);
  }
}

/** Of runs that nobody has looked at. @param {number} n @param {number} nIter @returns {Fates} */
function noFates(n, nIter) {
  const never = () => new Int32Array(n).fill(nIter + 1);
  return {
    ...{ x: new Float64Array(n), y: new Float64Array(n), loss: new Float64Array(n) },
    ...{ near: never(), firstNear: never(), firstOut: never(), out: never() },
    diverged: new Uint8Array(n),
  };
}

/** Single runs as one record. @param {Fates[]} runs @returns {Fates} */
export function joined(runs) {
  const all = noFates(runs.length, 0);
  runs.forEach((run, i) => {
    for (const [name, values] of Object.entries(run))
      /** @type {Record<string, any>} */ (all)[name][i] = values[0];
  });
  return all;
}

/** Some of the lanes. @param {Lanes} lanes @param {number} first @param {number} behind @returns {Lanes} */
export function slice({ n, start, hyperparameters }, first, behind) {
  const some = (/** @type {Float64Array} */ values) => values.slice(first, behind);
  const part = new Float64Array(2 * (behind - first));
  part.set(start.subarray(first, behind));
  part.set(start.subarray(n + first, n + behind), behind - first);
  const own = Object.entries(hyperparameters).map(([name, values]) => [name, some(values)]);
  return { n: behind - first, start: part, hyperparameters: Object.fromEntries(own) };
}

/** One value a run as the rule takes it: one a run and coordinate. @param {Float64Array} values */
function twice(values) {
  const both = new Float64Array(2 * values.length);
  both.set(values);
  both.set(values, values.length);
  return both;
}
