import assert from "node:assert/strict";
import { test } from "node:test";

import { outcome } from "../../static/engine/outcome.js";
import { runRace } from "../../static/engine/race.js";
import { BOWL } from "./programs.js";

const OBJECTIVE = {
  name: "bowl",
  program: BOWL,
  ...{ parameters: {}, factor: 1, minimum: 0, unit: 1, offset: 0, tolerance: 1e-5 },
  bounds: [[-1, 1], [-1, 1]], // prettier-ignore
  minima: [[0, 0]],
};

/** The path of a run along x, of given heights; its gradients do not vanish. */
function path(x, value, more = {}) {
  const zeros = new Float64Array(x.length);
  const slopes = Float64Array.from(x, () => 1);
  const last = [x.at(-1), 0];
  const columns = {
    x: Float64Array.from(x),
    y: zeros,
    value: Float64Array.from(value),
    dx: slopes,
    dy: slopes,
  };
  return { length: x.length, ...columns, last, comesBack: false, ...more };
}

const reasonOf = (...given) => outcome(path(...given), OBJECTIVE, given[0].length - 1);
const outside = (n) => Array.from({ length: n }, () => 5);

test("f has to reach a new height in each sixth of the iterates since a run left", () => {
  const grows = [1, 2, 3, 4, 5, 5.5, 6, 7, 8, 9, 10, 11];
  const rests = [1, 2, 3, 4, 4, 4, 5, 6, 7, 8, 9, 10]; // no new height in the third sixth, but in every quarter
  assert.deepEqual(reasonOf(outside(12), grows), { reason: "diverged", iteration: 0, left: 0, ended: 12 });
  assert.deepEqual(reasonOf(outside(12), rests), { reason: "left_bounds", iteration: 0, left: 0, ended: 12 });
});

test("a new height counts unless it is higher by a rounding only", () => {
  const rising = (by) => outside(12).map((_, k) => (k === 0 ? 0 : 10 + by * k));
  assert.equal(reasonOf(outside(12), rising(0.1)).reason, "diverged");
  assert.equal(reasonOf(outside(12), rising(1e-7)).reason, "left_bounds");
});

test("a run rests if two steps in turn lead nowhere, not if one does", () => {
  assert.deepEqual(reasonOf([0.9, 0.5, 0.5, 0.5], [4, 3, 3, 3]), {
    ...{ reason: "stationary", iteration: 2, left: 4, ended: 4 },
  });
  assert.equal(reasonOf([0.9, 0.7, 0.5, 0.5], [4, 3, 2, 2]).reason, "moving");
});

test("a run has converged since f stays near the minimum", () => {
  const found = reasonOf([0.5, 0, 0.5, 1e-4, 1e-4], [0.25, 0, 0.25, 1e-8, 1e-8]);
  assert.deepEqual(found, { reason: "converged", iteration: 3, left: 5, ended: 5 });
});

test("a run that overflows has left when it was last seen within the bounds, or when it ended", () => {
  const overflows = { last: [Infinity, 0] };
  assert.equal(outcome(path([0.5, 3, 9], [1, 2, 3], overflows), OBJECTIVE, 9).left, 1);
  assert.equal(
    outcome(path([0.5, 3, 9], [1, 2, 3], { ...overflows, comesBack: true }), OBJECTIVE, 9).left,
    3,
  );
});

/** A race of gradient descent alone, step size 0.5, on log(x) + y². */
function descentOnLog(bounds, start) {
  const steps = [["log", 0], ["multiply", 1, 1], ["add", 2, 3], ["divide", -1, 0], ["multiply", -2, 1]]; // prettier-ignore
  const program = { inputs: ["x", "y"], constants: [1, 2], steps, results: [4, 5, 6] };
  const update = {
    inputs: ["gradient", "x", "step_size"],
    constants: [],
    steps: [["multiply", 2, 0]],
    results: [3, 2],
  };
  const init = { inputs: ["x", "step_size"], constants: [], steps: [], results: [] };
  const gd = {
    ...{ state: [], hyperparameters: { step_size: 0.5 }, shared: [], accumulator: null },
    init,
    update,
  };
  return runRace({
    ...{ objective: { ...OBJECTIVE, program, bounds, minima: [], minimum: null }, optimizers: { gd } },
    schedule: { program: { inputs: ["k", "n_iter"], constants: [1], steps: [], results: [-1] } },
    ...{ noise: { std: 0, seed: 0, batch: 0 }, start, n_iter: 9, quantities: ["effective_step"] },
  }).runs.gd;
}

test("where f is not defined, a run ends, and that is no overflow", () => {
  const run = descentOnLog([[-2, 2], [-2, 2]], [0.5, 0.25]); // prettier-ignore
  assert.deepEqual(run.outcome, { reason: "undefined", iteration: 1, left: 1, ended: 1 });
  assert.deepEqual([...run.x], [0.5]);
  assert.deepEqual([...run.effective_step_x], [0.5]);
  assert.equal(run.effective_step_y, undefined);
  assert.ok(Number.isNaN(run.distance[0]));
});

test("a run from outside that ends within the bounds has left them only when it ended", () => {
  const run = descentOnLog([[-1, 0], [-1, 1]], [0.5, 0.25]); // prettier-ignore
  assert.deepEqual(run.outcome, { reason: "undefined", iteration: 1, left: 1, ended: 1 });
});
