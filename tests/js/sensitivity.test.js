/** Charts against a slider: node --test tests/js/sensitivity.test.js */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Sweeps } from "../../static/hands/sweeps.js";
import { jobsOf } from "../../static/model/map_plan.js";
import { axisAlong, positionTicks, stretches, sweepParts } from "../../static/model/sensitivity.js";

const POSITIONS = Array.from({ length: 20 }, (_, i) => i + 1);
const RECORD = {
  objective: { name: "valley", parameters: { rotation: 20 }, factor: 1, minimum: 0 },
  noise: {},
  start: [0, 0],
  n_iter: 50,
  optimizers: {
    gd: { hyperparameters: { step_size: 0.1 }, shared: ["step_size"] },
    gd_2: { hyperparameters: { step_size: 0.7 }, shared: [] },
  },
};
const QUANTITIES = {
  loss: { along: null },
  sensitivity: { along: "step_size" },
  turned: { along: "rotation" },
};
const raceOf = (...names) => ({ curves: names.map((name) => [name, "log"]) });

/** Sweeps whose worker the test is. */
function open(record = RECORD) {
  const [told, asked] = [[], []];
  const preview = {
    ...{ moved: () => record, positionsOf: () => POSITIONS, programs: { key: "p" } },
    valueOf: (slider) => (slider === "valley.rotation" ? 20 : 0.1),
  };
  const sweeps = new Sweeps(preview, (shown) => told.push(shown));
  Object.assign(sweeps.port, { ask: (_, jobs) => asked.push(jobs), dispose: () => asked.push("over") });
  return { sweeps, told, asked };
}
const found = (n) => ({ loss: new Float64Array(n).fill(1), diverged: new Uint8Array(n), firstOut: new Int32Array(n).fill(99) }); // prettier-ignore

test("every racer is asked for coarse first, and who does not follow the slider not at all", () => {
  const axis = axisAlong(RECORD.objective, "step_size", () => POSITIONS);
  const jobs = jobsOf(sweepParts(RECORD, "p", axis));
  assert.deepEqual(
    jobs.map(({ racer, kind, size, axes }) => [racer, kind, size, axes[0].values.at(-1)]),
    [
      ["gd", "settings", 4, 20],
      ["gd", "settings", 11, 20],
      ["gd", "settings", 20, 20],
    ],
  );
});

test("against a parameter of the objective all racers run, on each of its objectives", () => {
  const axis = axisAlong(RECORD.objective, "rotation", () => POSITIONS);
  assert.equal(axis.slider, "valley.rotation");
  const parts = sweepParts(RECORD, "p", axis);
  assert.deepEqual(
    parts.map(({ part }) => part),
    ["valley.rotation gd", "valley.rotation gd_2"],
  );
  assert.equal(parts[0].job(4).kind, "family");
  const turned = { ...RECORD, objective: { ...RECORD.objective, parameters: { rotation: 45 } } };
  assert.equal(sweepParts(turned, "p", axis)[0].key, parts[0].key, "wherever its slider stands");
});

test("what comes is shown, what is asked for already is not asked for again", () => {
  const { sweeps, told, asked } = open();
  const race = raceOf("turned", "sensitivity", "loss");
  assert.deepEqual(Object.keys(sweeps.of(race, QUANTITIES)), ["rotation", "step_size"]);
  sweeps.of(race, QUANTITIES);
  assert.equal(asked.length, 1);
  sweeps.hear(asked[0][0], found(asked[0][0].size));
  const { racers, now } = told[0][asked[0][0].axes[0].name];
  assert.deepEqual([racers.length, now, racers[0].losses.length], [1, 20, 4]);
});

test("a failure is said, and asks for nothing by itself; the next change does", () => {
  const { sweeps, told, asked } = open();
  sweeps.of(raceOf("sensitivity"), QUANTITIES);
  sweeps.fail();
  assert.match(told[0].step_size.nothing, /could not be worked out/);
  assert.equal(asked.length, 1);
  assert.equal(sweeps.of(raceOf("sensitivity"), QUANTITIES).step_size.nothing, "");
  assert.equal(asked.length, 2);
});

test("where f has no minimum that is said, and where no chart is of the kind no worker is kept", () => {
  const { sweeps, asked } = open({ ...RECORD, objective: { ...RECORD.objective, minimum: null } });
  assert.match(sweeps.of(raceOf("sensitivity"), QUANTITIES).step_size.nothing, /no minimum/);
  assert.deepEqual(sweeps.of(raceOf("loss"), QUANTITIES), {});
  assert.deepEqual(asked, ["over"]);
});

test("an axis has its powers of ten, or even steps", () => {
  const texts = (positions) => positionTicks(positions).map(({ text, power }) => text + (power ?? ""));
  assert.deepEqual(texts([0.001, 0.003, 0.01, 0.1, 1]), ["10−3", "0.01", "0.1", "1"]);
  assert.deepEqual(texts(Array.from({ length: 19 }, (_, i) => 5 * i)), ["0", "30", "60", "90"]);
});

test("a line ends where runs begin to diverge: the edge is a jump", () => {
  const diverged = Infinity;
  assert.deepEqual(stretches(Float64Array.from([3, 1, diverged, 2, diverged, diverged])), [[0, 1], [2, 2], [3, 3], [4, 5]]); // prettier-ignore
  assert.deepEqual(stretches(Float64Array.from([3, 0])), [[0, 1]]);
  assert.deepEqual(stretches(new Float64Array(0)), []);
});
