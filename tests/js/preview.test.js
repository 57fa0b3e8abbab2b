import assert from "node:assert/strict";
import test from "node:test";

import { Preview } from "../../static/hands/preview.js";
import { partsAt } from "../../static/model/preview.js";
import { BOWL, RULE } from "./programs.js";

const WORDS = { moving: "still moving", converged: "there from {} on", diverged: "gone", left_bounds: "out" };
const PROGRAMS = {
  key: "p",
  objective: {
    name: "bowl",
    program: BOWL,
    bounds: [
      [-1, 1],
      [-1, 1],
    ],
    data: null,
    kinks: null,
    along: {},
  },
  optimizers: { gd: RULE, gd_2: RULE },
  schedule: { program: { inputs: ["k", "n_iter"], constants: [1], steps: [], results: [-1] } },
  sliders: { step_size: { label: "Step size α", positions: [0.1, 0.2, 0.3, 0.4] } },
  words: WORDS,
};

/** Python's race of a step size, as the stage unpacks it. */
function race(step, settings = {}) {
  const engine = {
    factor: 1,
    parameters: {},
    minimum: 0,
    unit: 1,
    optimizers: { gd: { step_size: step }, gd_2: { step_size: 0.2 } },
    noise: { std: 0, seed: 0, batch: 0 },
    start: [0.5, 0.5],
    n_iter: 4,
    listeners: { step_size: ["gd"] },
    settings: { step_size: step, n_iter: 4, start: [0.5, 0.5], ...settings },
  };
  const facts = {
    minima: [[0, 0]],
    minimum: 0,
    offset: 0,
    tolerance: 1e-5,
    guides: {},
    curves: [["loss", "log"]],
  };
  return {
    ...facts,
    id: `of ${step}`,
    programs: "p",
    engine,
    start: [0.5, 0.5],
    nIter: 4,
    runs: [
      { name: "gd", title: `GD α = ${step}`, short: "GD", values: { step_size: `α = ${step}` } },
      { name: "gd_2", title: "GD α = 0.2", short: "GD", values: { step_size: "α = 0.2" } },
    ],
  };
}

/** A preview, and all that it has shown. */
function shown() {
  const races = [];
  const preview = new Preview({ present: (one) => races.push(one), invalidate: () => {} });
  preview.arrive(race(0.1), PROGRAMS);
  return { preview, races };
}

test("while a slider moves, the race of its position is worked out here", () => {
  const { preview, races } = shown();
  preview.move("step_size", 0.3);
  preview.follow();
  const { id, runs } = races.at(-1);
  assert.equal(id, null);
  assert.ok(Math.abs(runs[0].x[1] - 0.2) < 1e-15 && runs[0].length === 5);
  assert.deepEqual(preview.shown, ["step_size", 2]);
});

test("a racer with a value of its own follows its own slider only, and its title says so", () => {
  const { preview, races } = shown();
  preview.move("step_size", 0.3);
  preview.follow();
  assert.deepEqual(
    races.at(-1).runs.map(({ title }) => title),
    ["GD α = 0.3", "GD α = 0.2"],
  );
  assert.ok(Math.abs(races.at(-1).runs[1].x[1] - 0.3) < 1e-15);
  preview.move("gd_2.step_size", 0.00001);
  preview.follow();
  assert.deepEqual(
    races.at(-1).runs.map(({ title }) => title),
    ["GD α = 0.3", "GD α = 1e−5"],
  );
});

test("what was released stays until Python's run has it", () => {
  const { preview, races } = shown();
  preview.move("step_size", 0.3);
  preview.release();
  preview.arrive(race(0.1, { n_iter: 4 }), PROGRAMS); // the answer to something else
  assert.equal(races.at(-1).id, null);
  preview.arrive(race(0.3), PROGRAMS);
  assert.equal(races.at(-1).id, "of 0.3");
  assert.equal(preview.shown, null);
});

test("Python's word counts where it has another value than before, and when all is answered", () => {
  const { preview, races } = shown();
  preview.move("step_size", 0.3);
  preview.release();
  preview.arrive(race(0.2), PROGRAMS);
  assert.equal(races.at(-1).id, "of 0.2");
  preview.move("step_size", 0.4);
  preview.release();
  preview.yield();
  assert.equal(races.at(-1).id, "of 0.2");
});

test("a slider that is let go where it was taken up shows Python's run again", () => {
  const { preview, races } = shown();
  preview.move("step_size", 0.2);
  preview.move("step_size", 0.1);
  preview.release();
  assert.equal(races.at(-1).id, "of 0.1");
});

test("a slider that is put back to where it was taken stays there, though Python has not answered that", () => {
  const { preview, races } = shown();
  preview.move("step_size", 0.3);
  assert.equal(preview.putDown("step_size", 0.1, 0.3), true);
  preview.move("step_size", 0.4);
  preview.move("step_size", 0.3);
  assert.equal(preview.putDown("step_size", 0.3, 0.3), true, "to be told twice does no harm");
  preview.again();
  assert.ok(Math.abs(races.at(-1).runs[0].x[1] - 0.2) < 1e-15);
  preview.move("step_size", 0.1);
  assert.equal(preview.putDown("step_size", 0.3, 0.1), true, "Python was told of 0.3");
  assert.equal(races.at(-1).id, "of 0.1");
  assert.equal(preview.putDown("step_size", 0.1, 0.1), false);
});

test("a slider that is let go where it was taken is told if Python has answered with another value meanwhile", () => {
  const { preview } = shown();
  preview.move("step_size", 0.2);
  preview.arrive(race(0.3), PROGRAMS);
  preview.move("step_size", 0.1);
  assert.equal(preview.putDown("step_size", 0.1, 0.1), true);
});

test("a second slider begins from where the first was left, also without an answer", () => {
  const { preview, races } = shown();
  preview.move("step_size", 0.3);
  preview.release();
  preview.move("n_iter", 2);
  preview.follow();
  assert.equal(races.at(-1).nIter, 2);
  assert.ok(Math.abs(races.at(-1).runs[0].x[1] - 0.2) < 1e-15);
});

test("a racer that does not listen stays as it is, and a slider to which nobody listens is none", () => {
  const { preview, races } = shown();
  const silent = race(0.1);
  silent.engine.listeners = { step_size: [] };
  assert.deepEqual(preview.sliders(), ["step_size"]);
  preview.arrive(silent, PROGRAMS);
  assert.deepEqual(preview.sliders(), []);
  preview.move("step_size", 0.3);
  preview.follow();
  assert.ok(Math.abs(races.at(-1).runs[0].x[1] - 0.4) < 1e-15, "Python's 0.1 holds");
});

test("the picture has the data of the race, and the rows that each update sees", () => {
  const { preview } = shown();
  assert.equal(preview.beside().data, null);
  const rows = { features: [[1, 0], [1, 1], [1, 2]], targets: [0, 1, 3], axes: ["d", "v"] }; // prettier-ignore
  preview.arrive(race(0.1), { ...PROGRAMS, objective: { ...PROGRAMS.objective, data: rows } });
  assert.deepEqual(preview.beside().data, { rows, dealt: null });
  preview.record.noise = { std: 0, seed: 0, batch: 2 };
  const { dealt } = preview.beside().data;
  assert.deepEqual(
    dealt.map(({ length }) => length),
    [2, 1, 2, 1],
  );
  assert.deepEqual([...dealt[0], ...dealt[1]].sort(), [0, 1, 2]);
});

test("the ghosts are the runs of the neighbouring positions, of the racers that the slider moves", () => {
  const { preview } = shown();
  preview.showGhosts(true);
  const ghosts = preview.neighbours().map(({ name, ghost }) => [name, ghost.value]);
  assert.deepEqual(ghosts, [0.2, 0.3, 0.4].map((value) => ["gd", value])); // prettier-ignore
  preview.race.engine.listeners = {};
  assert.equal(preview.neighbours().length, 3 * 2);
  assert.deepEqual(preview.followers("gd_2.step_size"), ["gd_2"]);
  preview.showGhosts(false);
  assert.equal(preview.neighbours().length, 0);
});

test("without programs nothing moves, and Python's run is shown", () => {
  const races = [];
  const preview = new Preview({ present: (one) => races.push(one), invalidate: () => {} });
  preview.arrive(race(0.1), { ...PROGRAMS, key: "of another race" });
  preview.move("step_size", 0.3);
  preview.follow();
  assert.equal(races.at(-1).id, "of 0.1");
});

test("runs part where they are half a pixel from each other, not by rounding", () => {
  const run = (x) => ({ length: x.length, x: Float64Array.from(x), y: new Float64Array(x.length) });
  assert.equal(partsAt(run([0, 1, 2]), run([0, 1, 2.2]), 0.3), 2);
  assert.equal(partsAt(run([0, 1, 2]), run([0, 1, 2.1]), 0.3), Infinity);
  assert.equal(partsAt(run([1e30]), run([1e30 + 1e23]), 0.3), Infinity);
});
