/** A race in the browser: the runs of all its optimizers, with the columns that the views show. */

import { METERED, sources } from "./columns.js";
import { Machine, UNIFORM } from "./machine.js";
import { batches, batchGradient, kicks, rowCount } from "./noise.js";
import { hypot } from "./operations.js";
import { isInside, outcome } from "./outcome.js";
import { Recording } from "./recording.js";
import { Runs } from "./runs.js";
import { sharpness } from "./sharpness.js";

/**
 * @typedef {import("./types.js").EngineRecord} EngineRecord
 * @typedef {import("./types.js").EngineRun} EngineRun
 * @typedef {import("./types.js").EngineOptimizer} EngineOptimizer
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 *
 * What all racers meet alike, an entry an update; null for none.
 * @typedef {object} Conditions
 * @property {Float64Array | null} factors  of the step size
 * @property {Float64Array | null} kicks  what is added to the gradient: x, y, x, y ...
 * @property {number[][] | null} batches  the rows of the data that the gradient is the mean over
 */

/** @param {EngineRecord} engine @returns {{runs: Record<string, EngineRun>}} */
export function runRace(engine) {
  const conditions = conditionsOf(engine);
  const entries = Object.entries(engine.optimizers);
  return {
    runs: Object.fromEntries(entries.map(([name, rule]) => [name, runOne(engine, rule, conditions)])),
  };
}

/** @param {EngineRecord} engine @returns {Conditions} */
export function conditionsOf(engine) {
  const { schedule, n_iter: n } = engine;
  const { std, seed, batch } = engine.noise;
  const isNoisy = std > 0 || batch > 0;
  return {
    factors: scheduleFactors(schedule.program, n),
    kicks: isNoisy ? kicks(seed, std, n) : null,
    batches: rowsDealt(engine),
  };
}

/**
 * The rows of the data that each update sees; null where that is all of them, or there are none.
 * @param {EngineRecord} engine @returns {number[][] | null}
 */
export function rowsDealt({ noise: { seed, batch }, n_iter: n, objective: { data } }) {
  return batch > 0 && data ? batches(seed, batch, rowCount(data), n) : null;
}

/**
 * The factor of the step size at every update; null where all are 1.
 * @param {import("./types.js").ProgramData} program @param {number} n @returns {Float64Array | null}
 */
export function scheduleFactors(program, n) {
  const machine = new Machine(program, n);
  machine.set(
    "k",
    Float64Array.from({ length: n }, (_, k) => k),
  );
  machine.set("n_iter", n);
  machine.prepare();
  machine.run();
  const [factors] = machine.results;
  return factors.every((factor) => factor === 1) ? null : factors;
}

/**
 * The loop of optim/trajectory.py. What follows the first iterate that is not finite is not kept.
 * @param {EngineRecord} engine @param {EngineOptimizer} optimizer @param {Conditions} conditions @returns {EngineRun}
 */
function runOne(engine, optimizer, conditions) {
  const { objective, start, n_iter: n, quantities } = engine;
  const runs = new Runs(objective, optimizer, 1, conditions.factors ? { step_size: UNIFORM } : {});
  const keepsUsed = conditions.kicks !== null && quantities.includes("used_gradient_norm");
  const record = new Recording(n, sources(quantities, optimizer, runs), keepsUsed);
  const advance = stepper(runs, objective, optimizer, conditions);
  runs.begin(start);
  runs.look();
  while (runs.isFinite()) {
    record.iterate(runs);
    if (record.length > n) break;
    advance(record.length - 1);
    record.step(runs);
    runs.look();
  }
  const last = /** @type {import("./types.js").Point} */ ([runs.x[0], runs.x[1]]);
  const comesBack = record.length <= n && isSeenAgain(runs, objective, advance, record.length, n);
  return metered(finished(record, engine, last, comesBack), objective, optimizer);
}

/**
 * A run with its edge meter in the place of the columns that this is worked out from, if it has these.
 * @param {EngineRun} run @param {EngineObjective} objective @param {EngineOptimizer} optimizer @returns {EngineRun}
 */
function metered(run, objective, optimizer) {
  const { [METERED[0]]: alongX, [METERED[1]]: alongY = alongX, ...rest } = run;
  if (!alongX) return run;
  return Object.assign(/** @type {EngineRun} */ (rest), {
    sharpness: sharpness(objective, optimizer, run, alongX, alongY),
  });
}

/**
 * Update k of one run: it may see noise, or a part of the data, in place of the gradient.
 * @param {Runs} runs @param {EngineObjective} objective @param {EngineOptimizer} optimizer
 * @param {Conditions} conditions @returns {(k: number) => void}
 */
function stepper(runs, { data, factor }, optimizer, { factors, kicks: kick, batches: rows }) {
  const { x, gradient, rule } = runs;
  return (k) => {
    if (rows && data)
      batchGradient(data, rows[k], x[0], x[1]).forEach((slope, i) => (gradient[i] = factor * slope));
    if (kick) for (let i = 0; i < 2; i++) gradient[i] += kick[2 * k + i];
    if (factors) rule.set("step_size", optimizer.hyperparameters.step_size * factors[k]);
    runs.update();
  };
}

/**
 * Whether a run that is no longer finite goes on within the bounds: its x may still be finite.
 * @param {Runs} runs @param {EngineObjective} objective @param {(k: number) => void} advance
 * @param {number} k  the iterate at which it is @param {number} n
 */
function isSeenAgain(runs, objective, advance, k, n) {
  const { x } = runs;
  for (; !isInside(objective, x[0], x[1]); k++) {
    if (k === n || !Number.isFinite(x[0]) || !Number.isFinite(x[1])) return false;
    advance(k);
    runs.look();
  }
  return true;
}

/**
 * @param {Recording} record @param {EngineRecord} engine
 * @param {import("./types.js").Point} last @param {boolean} comesBack  see Path in outcome.js
 * @returns {EngineRun}
 */
function finished(record, { objective, n_iter: n, quantities }, last, comesBack) {
  const { length } = record;
  const cut = (/** @type {Float64Array} */ values) => values.subarray(0, length);
  const [x, y, value, dx, dy] = [record.x, record.y, record.value, record.dx, record.dy].map(cut);
  const f = objective.offset === 0 ? value : value.map((height) => height - objective.offset);
  return {
    ...{ length, x, y, f, best: runningMinimum(f), distance: distances(x, y, objective.minima) },
    outcome: outcome({ length, x, y, value, dx, dy, last, comesBack }, objective, n),
    ...record.columns(),
    ...(quantities.includes("gradient_norm") && { gradient_norm: lengths(dx, dy) }),
    ...(record.used && { used_gradient_norm: lengths(record.used[0], record.used[1], Math.min(length, n)) }),
  };
}

/** @param {Float64Array} values @returns {Float64Array} the smallest value up to each place */
function runningMinimum(values) {
  const smallest = new Float64Array(values.length);
  let least = Infinity;
  for (let k = 0; k < values.length; k++) smallest[k] = least = Math.min(least, values[k]);
  return smallest;
}

/** @param {Float64Array} x @param {Float64Array} y @param {number} [n] @returns {Float64Array} of n vectors (x, y) */
function lengths(x, y, n = x.length) {
  const found = new Float64Array(n);
  for (let k = 0; k < n; k++) found[k] = hypot(x[k], y[k]);
  return found;
}

/**
 * From every iterate to the nearest minimum, NaN where there is none.
 * @param {Float64Array} x @param {Float64Array} y @param {import("./types.js").Point[]} minima
 */
function distances(x, y, minima) {
  const nearest = new Float64Array(x.length).fill(minima.length > 0 ? Infinity : NaN);
  for (const [minimumX, minimumY] of minima) {
    for (let k = 0; k < x.length; k++)
      nearest[k] = Math.min(nearest[k], hypot(x[k] - minimumX, y[k] - minimumY));
  }
  return nearest;
}
