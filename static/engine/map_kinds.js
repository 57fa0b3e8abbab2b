/** The kinds of maps that can be asked for, each as work that is done a little at a time. */
import { familyInSteps, scores, settingsMapInSteps, startsMapInSteps } from "./maps.js";
import { localMinima, stableStepAt } from "./minima.js";

/**
 * @typedef {import("./types.js").EngineRecord} EngineRecord
 * @typedef {import("./types.js").Point} Point
 *
 * @typedef {object} MapJob
 * @property {string} kind  of MAPS
 * @property {string} part  what it is for, a name of who asks
 * @property {string} key  what it was asked for
 * @property {number} size  cells along an axis
 * @property {string} racer
 * @property {import("./maps.js").Axis[]} [axes]  of settings; the one of a family
 * @property {import("./types.js").Bounds} [frame]  of starts
 *
 * @typedef {import("./types.js").Fates & {score: Float64Array}} SettingsFound  see maps.js, scores
 * @typedef {import("./maps.js").Ends & {minima: Point[], limits: number[], frame: import("./types.js").Bounds}} StartsFound
 *   limits: 2/L of each minimum; frame: where the starts are
 */

/** @type {Record<string, (engine: EngineRecord, job: MapJob) => Generator<undefined, SettingsFound | StartsFound, undefined>>} */
export const MAPS = {
  *settings(engine, { racer, axes = [] }) {
    const found = yield* settingsMapInSteps(engine, racer, axes);
    return { ...found, score: scores(found, engine) };
  },
  *family(engine, { racer, axes: [axis] = [] }) {
    const found = yield* familyInSteps(engine, racer, axis);
    return { ...found, score: scores(found, engine) };
  },
  *starts(engine, { racer, size, frame = engine.objective.bounds }) {
    const { minima, limits } = minimaOf(engine);
    return { ...(yield* startsMapInSteps(engine, racer, minima, size, frame)), minima, limits, frame };
  },
};

/** The last that were looked for: a map is asked for again and again on the same objective. */
let last = { key: "", minima: /** @type {Point[]} */ ([]), limits: /** @type {number[]} */ ([]) };

/** @param {EngineRecord} engine */
function minimaOf({ objective }) {
  const { program, parameters, factor } = objective;
  const key = JSON.stringify([program, parameters, factor]);
  if (last.key !== key) {
    const minima = localMinima(objective);
    last = { key, minima, limits: minima.map((point) => stableStepAt(objective, point)) };
  }
  return last;
}
