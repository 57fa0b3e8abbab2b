/** The step size beyond which theory says that a racer diverges. */
/** @import { EngineRecord } from "../engine/types.js" */
import { Machine } from "../engine/machine.js";

/**
 * @param {EngineRecord} record @param {string} racer @param {Record<string, ArrayLike<number>>} [along]  other values of
 *   hyperparameters, n of each
 * @param {number} [n]
 * @returns {Float64Array|null} n of them; null where none is known
 */
export function edges({ objective, optimizers }, racer, along = {}, n = 1) {
  const { edge, hyperparameters } = optimizers[racer];
  if (!edge || !objective.lipschitz) return null;
  const machine = new Machine(edge.program, n);
  for (const [name, value] of Object.entries(hyperparameters))
    machine.set(name, name in along ? Float64Array.from(along[name]) : value);
  machine.prepare();
  machine.run();
  const { lipschitz } = objective;
  return machine.results[0].map((sharpness) => sharpness / lipschitz);
}
