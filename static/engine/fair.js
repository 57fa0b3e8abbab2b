/** The fair race: every optimizer at its own best step size, optim/maps/fair.py. */
/** @import { EngineObjective, EngineOptimizer, EngineRecord, Fates, Point } from "./types.js" */
import { fates } from "./fates.js";
import { Runs } from "./runs.js";

/**
 * One objective with the starts that the racers are tuned on, and those that they are tested on.
 * @typedef {{engine: EngineObjective, tuned: Point[], tested: Point[]}} FairObjective
 *
 * What a racer is tuned by: the gradients of a run, the step sizes that are tried, and one for the comparison.
 * @typedef {{budget: number, step_sizes: number[], shared: number}} FairProtocol
 *
 * What became of one racer on one objective. A loss is infinite where the run diverged.
 * @typedef {object} Entry
 * @property {number} budget  gradients a run @property {number} stepSize  the chosen one
 * @property {number} start  the median loss of the tuning starts, before the first update
 * @property {Float64Array} tuning  the losses of the first step size from each start, then of the next
 * @property {Float64Array} losses  of the test runs
 * @property {Int32Array} solved  the gradient by which each test run was near the minimum; budget + 1: never
 * @property {Float64Array} shared  the losses of the test runs at the step size that all share
 */

/**
 * @param {FairObjective} objective @param {EngineOptimizer} optimizer @param {FairProtocol} protocol
 * @param {EngineRecord["schedule"]} schedule @returns {Entry}
 */
export function fairEntry(
  { engine, tuned, tested },
  optimizer,
  { budget, step_sizes: sizes, shared },
  schedule,
) {
  const run = (/** @type {Point[]} */ starts, /** @type {number[]} */ tried) =>
    fates(recordOf(engine, budget, schedule), optimizer, lanes(starts, tried));
  const tuning = lossesOf(run(tuned, sizes));
  const stepSize = sizes[lowest(mediansOf(tuning, tuned.length))];
  const found = run(tested, [stepSize]);
  return {
    budget,
    stepSize,
    start: startLoss(engine, optimizer, tuned),
    tuning,
    losses: lossesOf(found),
    solved: found.firstNear,
    shared: lossesOf(run(tested, [shared])),
  };
}

/** @param {EngineObjective} objective @param {EngineOptimizer} optimizer @param {Point[]} starts @returns {number} their median loss */
function startLoss(objective, optimizer, starts) {
  const runs = new Runs(objective, optimizer, starts.length);
  runs.begin(lanes(starts, [0]).start);
  runs.look();
  return median(runs.value.map((value) => value - Number(objective.minimum)));
}

/** @param {EngineObjective} objective @param {number} budget @param {EngineRecord["schedule"]} schedule @returns {EngineRecord} */
export function recordOf(objective, budget, schedule) {
  const noise = { std: 0, seed: 0, batch: 0 };
  return { objective, optimizers: {}, schedule, noise, start: [0, 0], n_iter: budget, quantities: [] };
}

/**
 * Runs from all starts with each value of some hyperparameters, one set of values after the other.
 * @param {Point[]} starts @param {number[]} sizes  step sizes @param {Record<string, number[]>} [others]  beside each
 * @returns {import("./types.js").Lanes}
 */
export function lanes(starts, sizes, others = {}) {
  const n = starts.length * sizes.length;
  const each = (/** @type {number[]} */ values) =>
    Float64Array.from({ length: n }, (_, i) => values[Math.floor(i / starts.length)]);
  const start = Float64Array.from({ length: 2 * n }, (_, i) => starts[i % starts.length][i < n ? 0 : 1]);
  const own = Object.entries({ step_size: sizes, ...others }).map(([name, values]) => [name, each(values)]);
  return { n, start, hyperparameters: Object.fromEntries(own) };
}

/** @param {Fates} found @returns {Float64Array} infinite for a run that failed */
export function lossesOf({ loss, diverged }) {
  return loss.map((value, i) => (diverged[i] || !Number.isFinite(value) ? Infinity : value));
}

/** The median of each `width` losses. @param {Float64Array} losses @param {number} width @returns {number[]} */
export function mediansOf(losses, width) {
  return Array.from({ length: losses.length / width }, (_, i) =>
    median(losses.subarray(i * width, (i + 1) * width)),
  );
}

/** Of two in the middle of which one is infinite, infinite. @param {ArrayLike<number>} values @returns {number} */
export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
}

/** @param {ArrayLike<number>} values @returns {number} the place of the first that is as low as any */
export function lowest(values) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i] < values[best]) best = i;
  return best;
}
