/** What a map of settings asks for, coarse first: the racer's own, and a strip for each of the others. */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { MapJob } from "../engine/map_kinds.js" */
/** @import { MapAxis } from "./map_axes.js" */

const SIZES = [8, 16, 32, 64, 128, 256, 512]; // cells along an axis
const FIRST = 150_000; // updates, of the first picture of a map: there within the blink of an eye
const MOST = 20_000_000; // of its last
const FINEST = { plane: 128, strip: 512, starts: 256 };

/**
 * @typedef {object} Part  of what is asked for
 * @property {string} part
 * @property {string} key  what it is made from: another key, another map
 * @property {number} done  the size that is here, 0: none
 * @property {number[]} sizes
 * @property {(size: number) => MapJob} job
 */

/**
 * The sizes of a map, one after the other.
 * @param {keyof FINEST} kind @param {number} nIter @param {number} dimensions
 */
export function sizesOf(kind, nIter, dimensions) {
  const updates = (/** @type {number} */ size) => size ** dimensions * nIter;
  const sizes = SIZES.filter((size, i) => size <= FINEST[kind] && (i === 0 || updates(size) <= MOST));
  const first = sizes.findLastIndex((size, i) => i === 0 || updates(size) <= FIRST);
  return sizes.slice(first);
}

/** The parts as they are to be now: what is asked for already, or here, is kept. @param {Part[]} before @param {Part[]} now */
export const kept = (before, now) =>
  now.map((part) => before.find(({ part: name, key }) => name === part.part && key === part.key) ?? part);

/** All that a map of one objective is made from. @param {EngineRecord} record @returns {EngineRecord} */
export const withoutFamily = (record) => ({
  ...record,
  objective: { ...record.objective, along: undefined },
});

/** @param {Part[]} parts @returns {MapJob[]} what is not here yet, coarse first */
export function jobsOf(parts) {
  const jobs = parts.flatMap(({ sizes, done, job }) => sizes.filter((size) => size > done).map(job));
  const rank = (/** @type {MapJob} */ { size, axes = [] }) => (axes.length > 1 ? size ** 2 : size);
  return jobs.sort((a, b) => rank(a) - rank(b));
}

/**
 * The parts of a map of settings.
 * @param {EngineRecord} record @param {string} programs  their key @param {string} owner
 * @param {{x: MapAxis, y: MapAxis|null}} axes @returns {Part[]}
 */
export function settingsParts(record, programs, owner, { x, y }) {
  const { optimizers, objective, noise, start, n_iter: nIter } = record;
  const conditions = [programs, objective.parameters, objective.factor, noise, start, nIter];
  return [owner, ...Object.keys(optimizers).filter((racer) => racer !== owner)].map((racer) => {
    const along = racer === owner && y ? [y, x] : [x];
    const own = { ...optimizers[racer].hyperparameters };
    for (const { name } of along) delete own[name];
    const part = racer === owner ? "plane" : `strip ${racer}`;
    const key = JSON.stringify([conditions, racer, own, along.map(({ name, span }) => [name, span])]);
    const named = (/** @type {number} */ size) =>
      along.map((axis) => ({ name: axis.name, values: axis.values(size) }));
    return {
      ...{ part, key, done: 0 },
      sizes: sizesOf(along.length > 1 ? "plane" : "strip", nIter, along.length),
      job: (size) => ({ kind: "settings", part, key, size, racer, axes: named(size) }),
    };
  });
}

/**
 * A map of starts, of a part of the plane.
 * @param {EngineRecord} record @param {string} programs @param {string} racer @param {import("./path.js").Frame} frame
 * @returns {Part}
 */
export function startsPart(record, programs, racer, { x0, x1, y0, y1 }) {
  const { optimizers, objective, noise, n_iter: nIter } = record;
  const own = optimizers[racer].hyperparameters;
  const key = JSON.stringify([
    programs,
    objective.parameters,
    objective.factor,
    noise,
    nIter,
    racer,
    own,
    x0,
    x1,
    y0,
    y1,
  ]);
  const frame = /** @type {import("../engine/types.js").Bounds} */ ([[x0, x1], [y0, y1]]); // prettier-ignore
  return {
    ...{ part: "starts", key, done: 0, sizes: sizesOf("starts", nIter, 2) },
    job: (size) => ({ kind: "starts", part: "starts", key, size, racer, frame }),
  };
}
