import assert from "node:assert/strict";
import { test } from "node:test";

import { withSetting } from "../../static/engine/settings.js";

const rule = (hyperparameters, shared) => ({ state: [], hyperparameters, shared, accumulator: null });

const ENGINE = Object.freeze({
  objective: Object.freeze({
    ...{
      name: "hubble",
      parameters: { centring: 0 },
      factor: 2,
      minimum: 6,
      unit: 2,
      offset: 4,
      tolerance: 2e-5,
    },
    bounds: [[-1, 1.4], [-0.8, 1.6]], // prettier-ignore
    minima: [[0, 0]],
    along: { centring: { 0.5: { minima: [[1, 1]], minimum: 5 } } },
  }),
  optimizers: Object.freeze({
    gd: rule({ step_size: 0.1 }, ["step_size"]),
    rmsprop: rule({ step_size: 0.1, rho: 0.9, epsilon: 1e-8 }, ["step_size", "rho"]),
    adam: rule({ step_size: 0.5, beta1: 0.9, epsilon: 1e-8 }, ["epsilon"]),
  }),
  noise: { std: 0, seed: 0, batch: 0 },
  ...{ start: [0, 0], n_iter: 50, quantities: [] },
});

const values = (engine, name) =>
  Object.values(engine.optimizers).map((optimizer) => optimizer.hyperparameters[name]);

test("a shared setting changes the racers that follow it", () => {
  assert.deepEqual(values(withSetting(ENGINE, "step_size", 0.2), "step_size"), [0.2, 0.2, 0.5]);
  assert.deepEqual(values(withSetting(ENGINE, "rho", 0.5), "rho"), [undefined, 0.5, undefined]);
  assert.deepEqual(values(withSetting(ENGINE, "epsilon", 1), "epsilon"), [undefined, 1e-8, 1]);
  assert.deepEqual(values(ENGINE, "step_size"), [0.1, 0.1, 0.5]);
});

test("a racer with its own value no longer follows the shared one", () => {
  const own = withSetting(ENGINE, "rmsprop.step_size", 0.3);
  assert.deepEqual(values(own, "step_size"), [0.1, 0.3, 0.5]);
  assert.deepEqual(values(withSetting(own, "step_size", 0.2), "step_size"), [0.2, 0.3, 0.5]);
  assert.deepEqual(values(withSetting(ENGINE, "adam.beta1", 0), "beta1"), [undefined, undefined, 0]);
});

test("start, seed, n_iter and the noise", () => {
  assert.deepEqual(withSetting(ENGINE, "start", [1, 2]).start, [1, 2]);
  const seeded = withSetting(ENGINE, "seed", 1).start; // numpy.random.RandomState(1).rand(2) is 0.417..., 0.720...
  assert.deepEqual(seeded, [-1 + 0.417022004702574 * 2.4, -0.8 + 0.7203244934421581 * (1.6 + 0.8)]);
  assert.equal(withSetting(ENGINE, "n_iter", 7).n_iter, 7);
  assert.deepEqual(withSetting(ENGINE, "noise", 0.5).noise, { std: 0.5, seed: 0, batch: 0 });
  assert.deepEqual(withSetting(ENGINE, "noise_seed", 3).noise, { std: 0, seed: 3, batch: 0 });
  assert.deepEqual(withSetting(ENGINE, "batch", 8).noise, { std: 0, seed: 0, batch: 8 });
});

test("a factor multiplies what is measured in f", () => {
  const { factor, minimum, unit, offset, tolerance } = withSetting(ENGINE, "times", 0.5).objective;
  assert.deepEqual({ factor, minimum, unit, offset }, { factor: 0.5, minimum: 1.5, unit: 0.5, offset: 1 });
  assert.ok(Math.abs(tolerance - 5e-6) < 1e-20);
});

test("a parameter of the objective brings the minima that it has there, times the factor", () => {
  const { parameters, minima, minimum, factor, unit } = withSetting(ENGINE, "hubble.centring", 0.5).objective;
  assert.deepEqual(
    { parameters, minima, minimum },
    { parameters: { centring: 0.5 }, minima: [[1, 1]], minimum: 10 },
  );
  assert.deepEqual({ factor, unit }, { factor: 2, unit: 2 });
  assert.equal(withSetting(ENGINE, "hubble.centring", 0.25).objective.minimum, 6);
});

test("what is no setting is an error", () => {
  for (const name of ["colour", "gd.rho", "bowl.centring", "hubble.condition"]) {
    assert.throws(() => withSetting(ENGINE, name, 1), /no (setting|hyperparameter)/, name);
  }
});
