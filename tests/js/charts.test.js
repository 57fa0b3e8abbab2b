import assert from "node:assert/strict";
import test from "node:test";

import {
  endOf,
  firstShown,
  floorOf,
  guidesAt,
  lastShown,
  levelAt,
  rulingValues,
  readingsAt,
} from "../../static/model/charts.js";

const GONE = { outcome: { reason: "diverged", iteration: 2, left: 2 } };
const STAYS = { outcome: { reason: "moving", iteration: 4, left: 5 } };
const VALUES = Float64Array.of(0, 1, 9, -81, 729);

test("what a run does after it has left rules no axis", () => {
  assert.deepEqual([...rulingValues(GONE, VALUES)], [0, 1]);
  assert.equal(rulingValues(STAYS, VALUES).length, 5);
});

test("a run that comes to rest beyond the edge rules with what is no larger than before", () => {
  assert.deepEqual(
    [...rulingValues(GONE, Float64Array.of(4, 2, 1e300, NaN, 0.5, 0.125))],
    [4, 2, 0.5, 0.125],
  );
});

test("a curve is drawn from where the axis holds it to where it leaves for good", () => {
  const ends = (log) => {
    const axis = { low: -0.1, high: 1.5, log, of: log ? Math.log10 : (value) => value };
    return [firstShown(VALUES, axis), lastShown(VALUES, axis)];
  };
  assert.deepEqual(
    [ends(false), ends(true)],
    [
      [0, 2],
      [1, 3],
    ],
  );
});

test("the floor of an axis lies so many decades below the start", () => {
  assert.ok(Math.abs(Math.log10(floorOf([[100, 1e-30], [], [NaN]], 16)) + 14) < 1e-9);
  assert.deepEqual([floorOf([[100]], null), floorOf([[0, 1]], 16), floorOf([], 16)], [0, 0, 0]);
});

test("a guide follows its slider", () => {
  const decay = { level: 0.01, power: -0.5, slider: "step_size" };
  const guides = { effective_step: [decay, { level: 1 }] };
  const levels = (slider) => guidesAt(guides, slider, 0.2).effective_step.map((guide) => levelAt(guide, 3));
  assert.deepEqual(levels("step_size"), [0.1, 1]);
  assert.deepEqual(levels("rho"), [0.005, 1]);
});

test("a guide follows the factors of a schedule as far as they go", () => {
  const cosine = { level: 2, factors: [1, 0.5, 0.1], last: 4 };
  const levels = [0, 1, 2, 3, 4, 5, 6].map((k) => levelAt(cosine, k));
  assert.deepEqual(levels, [2, 1.5, 1, 0.6, 0.2, 0.2, NaN]);
  assert.deepEqual([endOf(cosine, 100), endOf({}, 100)], [5, 100]);
  assert.equal(levelAt({ level: 2, factors: [1], last: 0 }, 0), 2);
});

test("a chart is read racer by racer, x before y, and what has ended has no value", () => {
  const [gd, adam, lion] = ["gd", "adam", "lion"].map((name) => ({ name }));
  const curves = [
    { run: adam, values: [5, 6], dashed: false },
    { run: gd, values: [1, 2, 3], dashed: false },
    { run: gd, values: [10, 20, 30], dashed: true },
  ];
  assert.deepEqual(readingsAt([gd, adam, lion], curves, 2), [
    { run: gd, values: [3, 30] },
    { run: adam, values: [NaN] },
  ]);
});
