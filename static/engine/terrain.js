/** The values of an objective on a grid. */

import { Machine, pruned, UNIFORM, FIXED } from "./machine.js";

/**
 * @param {import("./types.js").EngineObjective} objective @param {ArrayLike<number>} xs @param {ArrayLike<number>} ys
 * @returns {Float64Array} f at (xs[i], ys[j]), in place j * xs.length + i
 */
export function valuesOn({ program, parameters, factor }, xs, ys) {
  const fixed = Object.fromEntries(Object.keys(parameters).map((name) => [name, FIXED]));
  const machine = new Machine(pruned(program, [0]), xs.length, { ...fixed, y: UNIFORM });
  for (const [name, value] of Object.entries(parameters)) machine.set(name, value);
  machine.set("x", Float64Array.from(xs));
  machine.prepare();
  const [row] = machine.results;
  const values = new Float64Array(xs.length * ys.length);
  for (let j = 0; j < ys.length; j++) {
    machine.set("y", ys[j]);
    machine.run();
    for (let i = 0; i < row.length; i++) values[j * row.length + i] = factor * row[i];
  }
  return values;
}
