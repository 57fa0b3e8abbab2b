/** A race with one setting changed: pure functions from the record that Python sent to one that the engine can run. */

import { randomStart } from "./random.js";

/**
 * @typedef {import("./types.js").EngineRecord} EngineRecord
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {import("./types.js").Point} Point
 */

/** What a setting changes, by its name. @type {Record<string, (engine: EngineRecord, value: any) => EngineRecord>} */
const SETTINGS = {
  n_iter: (engine, value) => ({ ...engine, n_iter: value }),
  start: (engine, value) => ({ ...engine, start: value }),
  seed: (engine, value) => ({ ...engine, start: randomStart(engine.objective.bounds, value) }),
  times: (engine, value) => ({ ...engine, objective: withFactor(engine.objective, value) }),
  noise: (engine, value) => ({ ...engine, noise: { ...engine.noise, std: value } }),
  noise_seed: (engine, value) => ({ ...engine, noise: { ...engine.noise, seed: value } }),
  batch: (engine, value) => ({ ...engine, noise: { ...engine.noise, batch: value } }),
};
for (const name of ["step_size", "rho", "momentum", "beta1", "beta2", "epsilon"])
  SETTINGS[name] = (engine, value) => withShared(engine, name, value);

/**
 * The record with another value of a setting, named as in the address: step_size, times, adam.beta1, bowl.condition.
 * The record itself stays as it is.
 * @param {EngineRecord} engine @param {string} name
 * @param {number | Point} value  a point for start, a number for all others
 * @returns {EngineRecord}
 */
export function withSetting(engine, name, value) {
  if (Object.hasOwn(SETTINGS, name)) return SETTINGS[name](engine, value);
  const [owner, own] = name.split(".");
  if (typeof value !== "number" || own === undefined)
    throw new Error(`no setting ${name} that can be ${value}`);
  if (owner in engine.optimizers) return withOwn(engine, owner, own, value);
  if (owner === engine.objective.name && own in engine.objective.parameters) {
    return { ...engine, objective: withParameter(engine.objective, own, value) };
  }
  throw new Error(`no setting ${name}`);
}

/** A shared setting: of all racers that follow it. @param {EngineRecord} engine @param {string} name @param {number} value */
function withShared(engine, name, value) {
  const entries = Object.entries(engine.optimizers).map(([racer, rule]) => {
    const follows = rule.shared.includes(name);
    return [racer, follows ? withHyperparameter(rule, name, value) : rule];
  });
  return { ...engine, optimizers: Object.fromEntries(entries) };
}

/**
 * A racer's own value: it no longer follows the shared one.
 * @param {EngineRecord} engine @param {string} racer @param {string} name @param {number} value @returns {EngineRecord}
 */
function withOwn(engine, racer, name, value) {
  const rule = engine.optimizers[racer];
  const own = withHyperparameter(rule, name, value);
  own.shared = rule.shared.filter((other) => other !== name);
  return { ...engine, optimizers: { ...engine.optimizers, [racer]: own } };
}

/** @param {import("./types.js").EngineOptimizer} rule @param {string} name @param {number} value */
function withHyperparameter(rule, name, value) {
  if (!(name in rule.hyperparameters)) throw new Error(`no hyperparameter ${name}`);
  return { ...rule, hyperparameters: { ...rule.hyperparameters, [name]: value } };
}

/**
 * Another factor of f: what is measured in f goes with it.
 * @param {EngineObjective} objective @param {number} factor @returns {EngineObjective}
 */
function withFactor(objective, factor) {
  const { factor: old, minimum, unit, offset, tolerance, lipschitz } = objective;
  if (factor === old) return objective;
  const scaled = (/** @type {number} */ value) => factor * (value / old);
  return {
    ...objective,
    factor,
    minimum: minimum === null ? null : scaled(minimum),
    unit: scaled(unit),
    offset: scaled(offset),
    tolerance: scaled(tolerance),
    lipschitz: lipschitz ? scaled(lipschitz) : lipschitz,
  };
}

/**
 * Another value of a family's parameter, with what Python has sent of it; that is without the factor.
 * @param {EngineObjective} objective @param {string} name @param {number} value @returns {EngineObjective}
 */
function withParameter(objective, name, value) {
  const parameters = { ...objective.parameters, [name]: value };
  const along = objective.along?.[name]?.[value] ?? {};
  const unscaled = { ...withFactor(objective, 1), parameters, ...along };
  return withFactor(unscaled, objective.factor);
}
