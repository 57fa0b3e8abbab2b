/** What tells a point where f is not defined from one where it overflows: optim/domain.py. */

import { kinkSlopes } from "./kinks.js";
import { Machine, pruned } from "./machine.js";
import { exception } from "./operations.js";

/**
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {"f" | "df"} Part
 */
const RESULTS = { f: [0], df: [1, 2] };

/**
 * Whether f, or its gradient, is not finite at a point, yet nothing overflows on the way to it.
 * @param {EngineObjective} objective @param {Part} part @param {number} x @param {number} y @returns {boolean}
 */
export function isUndefined(objective, part, x, y) {
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  const machine = new Machine(pruned(objective.program, RESULTS[part]));
  for (const [name, value] of Object.entries({ ...objective.parameters, x, y })) machine.set(name, value);
  machine.run();
  const results = machine.results.map(([value]) => value);
  if (part === "df" && objective.kinks) mend(objective, x, y, machine.results);
  if (machine.results.every(([value]) => Number.isFinite(objective.factor * value))) return false;
  const met = exceptions(machine);
  const overflows = results.some(
    (value) => Number.isFinite(value) && !Number.isFinite(objective.factor * value),
  );
  return (met.has("invalid") || met.has("divide")) && !met.has("overflow") && !overflows;
}

/** @param {EngineObjective} objective @param {number} x @param {number} y @param {Float64Array[]} slopes */
function mend(objective, x, y, [dx, dy]) {
  kinkSlopes(objective)(x, y, dx, dy, 0);
}

/** @param {Machine} machine  that has been run @returns {Set<string | null>} what its steps met */
function exceptions(machine) {
  const { inputs, steps } = machine.program;
  const valueAt = (/** @type {number} */ place) => machine.cells[machine.at(place)];
  return new Set(
    steps.map(([name, ...args], i) => exception(name, args.map(valueAt), valueAt(inputs.length + i))),
  );
}
