import assert from "node:assert/strict";
import test from "node:test";

import { nameOf, rowsOf, sentenceOf } from "../../static/model/guide_labels.js";

const LINES = [
  [50],
  [50, 50, 50],
  [10, 12, 110, 112],
  [120, 119, 118],
  [0, 60, 61, 62, 63, 120],
  Array.from({ length: 40 }, (_, i) => i),
];

for (const lines of LINES) {
  test(`no name over another, none outside: ${lines}`, () => {
    const rows = rowsOf(lines, 10, 120);
    const shown = rows.filter((y) => !Number.isNaN(y)).sort((a, b) => a - b);
    assert.equal(shown.length, Math.min(lines.length, 8));
    assert.ok(shown[0] >= 10 && shown.at(-1) <= 120);
    assert.ok(shown.every((y, i) => !i || y - shown[i - 1] >= 15));
  });
}

test("a name stands beside its line where there is room, and in the order of the lines", () => {
  assert.deepEqual(rowsOf([100, 20, 60], 10, 120), [100, 20, 60]);
  const [low, high] = rowsOf([61, 60], 10, 120);
  assert.ok(high < low);
});

test("a guide says what it is, with its number", () => {
  const level = { level: 0.1, label: "2/L", meaning: "Above 2/L = {}, it diverges" };
  assert.equal(sentenceOf(level, 50), "Above 2/L = 0.1, it diverges");
  const decay = { level: 0.01, power: -0.5, meaning: "the step: {}" };
  assert.equal(sentenceOf(decay, 99), "the step: 0.01, at iterate 99 0.00100");
  assert.equal(nameOf({ level: 1e-5, meaning: "{}" }), "10<sup>−5</sup>");
  assert.equal(nameOf({ level: 0.3978973577297, meaning: "{}" }), "0.3979");
});
