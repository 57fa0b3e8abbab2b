/** The step size beyond which theory says that a racer diverges. */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { MapAxis } from "./map_axes.js" */
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

const NAMED = 0.73; // of the other axis: about where the line carries its name
const CLEAR = 0.03; // of the axis, from its ends: nearer there is no room for a name

/**
 * The line of some limits on a map, which may show a part of it or none.
 * @typedef {object} ShownEdge
 * @property {number[]} shares  of the axis, one of each limit; outside of 0 to 1 they are not on the map
 * @property {number} named  the place of the limit beside which its name stands, -1 where there is no room for one
 * @property {number} value  the limit there
 */

/** @param {Float64Array} limits @param {MapAxis} axis @returns {ShownEdge} */
export function shownEdge(limits, axis) {
  const shares = Array.from(limits, (limit) => axis.shareOf(limit));
  const wanted = NAMED * (shares.length - 1);
  const clear = [...shares.keys()].filter((i) => shares[i] > CLEAR && shares[i] < 1 - CLEAR);
  const named = clear.reduce(
    (best, i) => (Math.abs(i - wanted) < Math.abs(best - wanted) ? i : best),
    clear[0] ?? -1,
  );
  return { shares, named, value: limits[named] };
}
