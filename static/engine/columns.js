/** The columns of the quantities that a chart can show, by the names of ui/quantities.py: where each is read. */

import { VARIED } from "./machine.js";
import { EFFECTIVE_STEP } from "./runs.js";

/**
 * @typedef {import("./runs.js").Runs} Runs
 * @typedef {import("./types.js").EngineOptimizer} EngineOptimizer
 *
 * A column, and the cell that holds its number while a run is at an iterate, or after a step.
 * @typedef {{name: string, cells: Float64Array, at: number, perStep: boolean}} Source
 */
const AXES = ["x", "y"];
/** Columns that nobody is given. */
export const METERED = AXES.map((axis) => `metered_step_${axis}`);

/**
 * What is to be read of a run. Loss, distance, position and the gradient's norm follow from its path.
 * @param {string[]} quantities @param {EngineOptimizer} optimizer @param {Runs} runs  one run @returns {Source[]}
 */
export function sources(quantities, optimizer, runs) {
  return [...new Set(quantities)].flatMap((quantity) => {
    if (quantity === "effective_step") return effectiveStep(runs);
    if (quantity === "sharpness" && optimizer.metered) return meteredStep(runs);
    if (quantity === "accumulator" && optimizer.accumulator)
      return remembered("accumulator", optimizer.accumulator, optimizer, runs);
    if (quantity.startsWith("state.")) return remembered(quantity, quantity.slice(6), optimizer, runs);
    return [];
  });
}

/** @param {Runs} runs @returns {Source[]} one where it is the same for both coordinates, as that of gradient descent */
function effectiveStep({ rule }) {
  const cells = rule.results[EFFECTIVE_STEP];
  const isVaried = rule.kindOf(rule.program.results[EFFECTIVE_STEP]) === VARIED;
  const columns = AXES.map((axis, at) => ({ name: `effective_step_${axis}`, cells, at, perStep: true }));
  return isVaried ? columns : columns.slice(0, 1);
}

/** The effective steps that the edge meter is worked out from: see sharpness.js. @param {Runs} runs @returns {Source[]} */
function meteredStep(runs) {
  return effectiveStep(runs).map((source, i) => ({ ...source, name: METERED[i] }));
}

/**
 * @param {string} name @param {string} field @param {EngineOptimizer} optimizer @param {Runs} runs
 * @returns {Source[]} none for a field that the rule has not, one for a field that is the same for both coordinates
 */
function remembered(name, field, { state }, { rule, states }) {
  if (!state.includes(field)) return [];
  const cells = rule.inputs[field];
  if (states[field] !== VARIED) return [{ name, cells, at: 0, perStep: false }];
  return AXES.map((axis, at) => ({ name: `${name}_${axis}`, cells, at, perStep: false }));
}
