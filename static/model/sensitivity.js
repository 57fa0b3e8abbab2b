/** How the loss at the end of a race depends on one setting: optim/maps/sensitivity.py, in the browser. */
/** @import { EngineRecord, EngineOptimizer } from "../engine/types.js" */
import { fates, lowestInside } from "../engine/fates.js";

const MOST_UPDATES = 400_000; // of all racers at all positions together: about a tenth of a second
const FEWEST = 9; // positions: fewer say nothing

/**
 * One racer's runs. What diverged has an infinite loss; the best is the place of the lowest loss of those that never
 * left the plot, -1 where there is none.
 * @typedef {{name: string, losses: Float64Array, best: number}} SweptRacer
 *
 * Runs at some positions of a slider, of the racers that follow it.
 * @typedef {{values: number[], racers: SweptRacer[]}} Sweep
 */

/**
 * @param {EngineRecord} engine @param {string} slider  a hyperparameter that racers share @param {number[]} positions
 * @returns {Sweep|null} null where that is too much work, or there is no minimum to measure a loss from
 */
export function sweepOf(engine, slider, positions) {
  const racers = Object.entries(engine.optimizers).filter(([, { shared }]) => shared.includes(slider));
  const affordable = MOST_UPDATES / (engine.n_iter * Math.max(1, racers.length));
  if (engine.objective.minimum === null || affordable < Math.min(FEWEST, positions.length)) return null;
  const every = Math.ceil(positions.length / affordable);
  const values = positions.filter((_, i) => i % every === 0 || i === positions.length - 1);
  return { values, racers: racers.map(([name, rule]) => swept(engine, name, rule, slider, values)) };
}

/**
 * @param {EngineRecord} engine @param {string} name @param {EngineOptimizer} rule @param {string} slider
 * @param {number[]} values @returns {SweptRacer}
 */
function swept(engine, name, rule, slider, values) {
  const { length: n } = values;
  const start = new Float64Array(2 * n).fill(engine.start[0], 0, n).fill(engine.start[1], n);
  const ends = fates(engine, rule, { n, start, hyperparameters: { [slider]: Float64Array.from(values) } });
  const losses = ends.loss.map((loss, i) => (ends.diverged[i] ? Infinity : loss));
  return { name, losses, best: lowestInside(ends.loss, ends, engine.n_iter) };
}

/** All that a sweep along a slider depends on. @param {EngineRecord} engine @param {string} slider @param {number[]} positions */
export function sweepKey(
  { objective, optimizers, schedule, noise, start, n_iter: nIter },
  slider,
  positions,
) {
  const rules = Object.entries(optimizers).map(([name, { hyperparameters, shared }]) => [
    name,
    { ...hyperparameters, ...(shared.includes(slider) && { [slider]: null }) },
  ]);
  const { name, parameters, factor, program } = objective;
  return JSON.stringify([
    name,
    parameters,
    factor,
    program.steps.length,
    rules,
    schedule,
    noise,
    start,
    nIter,
    positions,
  ]);
}

/**
 * The powers of ten among the positions of a slider, and how they are written.
 * @param {number[]} positions @returns {{value: number, text: string, power: string|null}[]}
 */
export function decadesOf(positions) {
  return positions.flatMap((value) => {
    const exponent = Math.log10(value);
    if (Math.abs(exponent - Math.round(exponent)) > 1e-9) return [];
    const e = Math.round(exponent);
    const isPlain = e >= -2 && e <= 3;
    return [
      { value, text: isPlain ? String(value) : "10", power: isPlain ? null : String(e).replace("-", "−") },
    ];
  });
}
