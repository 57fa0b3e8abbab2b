/** How the loss at the end of a race depends on one number, at the positions of its slider: optim/maps/sensitivity.py. */
/** @import { EngineRecord, EngineObjective } from "../engine/types.js" */
/** @import { MapJob, SettingsFound } from "../engine/map_kinds.js" */
/** @import { Part } from "./map_plan.js" */
import { lowestInside } from "../engine/fates.js";
import { formatRound } from "./format.js";

const STEPS = [8, 2, 1]; // from one position that is tried to the next, coarse first
const FEW = 5; // ticks

/**
 * What a chart's axis is: a hyperparameter that racers share, or a parameter of the objective, and its slider.
 * @typedef {{name: string, slider: string, positions: number[]}} SweepAxis
 *
 * One racer's runs at some positions. What diverged has an infinite loss; the best is the place of the lowest loss of
 * those that never left the plot, -1 where there is none.
 * @typedef {{name: string, values: ArrayLike<number>, losses: Float64Array, best: number}} SweptRacer
 */

/** @param {EngineObjective} objective @param {string} name @param {(slider: string) => number[]} positionsOf @returns {SweepAxis} */
export function axisAlong(objective, name, positionsOf) {
  const slider = name in objective.parameters ? `${objective.name}.${name}` : name;
  return { name, slider, positions: positionsOf(slider) };
}

/** @param {EngineRecord} record @param {SweepAxis} axis @returns {string[]} the racers that it moves */
export function racersMoved({ optimizers, objective }, { name }) {
  const racers = Object.keys(optimizers);
  return name in objective.parameters
    ? racers
    : racers.filter((racer) => optimizers[racer].shared.includes(name));
}

/**
 * What a chart asks for, a part a racer; none where there is no minimum to measure a loss from.
 * @param {EngineRecord} record @param {string} programs  their key @param {SweepAxis} axis @returns {Part[]}
 */
export function sweepParts(record, programs, axis) {
  const { objective, optimizers, noise, start, n_iter: nIter } = record;
  const { name, slider, positions } = axis;
  if (objective.minimum === null) return [];
  const kind = name in objective.parameters ? "family" : "settings";
  const parameters = { ...objective.parameters, [name]: null };
  const conditions = [programs, parameters, objective.factor, noise, start, nIter, positions];
  return racersMoved(record, axis).map((racer) => {
    const own = { ...optimizers[racer].hyperparameters, [name]: null };
    const [part, key] = [partName(slider, racer), JSON.stringify([conditions, own])];
    const sizes = [...new Set(STEPS.map((step) => tried(positions, step).length))];
    /** @param {number} size @returns {MapJob} */
    const job = (size) => ({
      ...{ kind, part, key, size, racer },
      axes: [{ name, values: Float64Array.from(ofLength(positions, size)) }],
    });
    return { part, key, done: 0, sizes, job };
  });
}

/** @param {string} slider @param {string} racer */
export const partName = (slider, racer) => `${slider} ${racer}`;

/** Every so many positions, and the last. @param {number[]} positions @param {number} step */
const tried = (positions, step) => positions.filter((_, i) => i % step === 0 || i === positions.length - 1);

/** @param {number[]} positions @param {number} size */
const ofLength = (positions, size) =>
  STEPS.map((step) => tried(positions, step)).find(({ length }) => length === size) ?? positions;

/** @param {MapJob} job @param {SettingsFound} found @param {number} nIter @returns {SweptRacer} */
export function sweptRacer({ racer, axes: [{ values }] = [] }, found, nIter) {
  const losses = found.loss.map((loss, i) => (found.diverged[i] ? Infinity : loss));
  return { name: racer, values, losses, best: lowestInside(losses, found, nIter) };
}

/**
 * The stretches of positions along which all runs settle, or all diverge: in between is an edge, and no slope.
 * @param {Float64Array} losses @returns {[number, number][]} the first and the last place of each
 */
export function stretches(losses) {
  /** @type {[number, number][]} */
  const found = [];
  losses.forEach((loss, i) => {
    if (i && (loss === Infinity) === (losses[i - 1] === Infinity)) found[found.length - 1][1] = i;
    else found.push([i, i]);
  });
  return found;
}

/**
 * The powers of ten among the positions of a slider, and how they are written; where these are few, even steps of it.
 * @param {number[]} positions @returns {{value: number, text: string, power: string|null}[]}
 */
export function positionTicks(positions) {
  const powers = positions.filter((value) => value > 0 && Math.abs(exponentOf(value) % 1) < 1e-9);
  if (powers.length > 2) return powers.map(powerTick);
  const gaps = positions.length - 1;
  const least = Math.ceil(gaps / (FEW - 1));
  const even = Array.from({ length: gaps }, (_, i) => i + 1).find(
    (step) => step >= least && gaps % step === 0,
  );
  const every = even && even < gaps ? even : least;
  return positions
    .filter((_, i) => i % every === 0)
    .map((value) => ({ value, text: formatRound(value), power: null }));
}

/** @param {number} value */
const exponentOf = (value) => Number(Math.log10(value).toFixed(9));

/** @param {number} value */
function powerTick(value) {
  const e = exponentOf(value);
  const isPlain = e >= -2 && e <= 3;
  return { value, text: isPlain ? String(value) : "10", power: isPlain ? null : String(e).replace("-", "−") };
}
