import assert from "node:assert/strict";
import test from "node:test";

import {
  exactParts,
  exactRaised,
  counted,
  formatText,
  raised,
  roundTicks,
  tellingDigits,
  writtenParts,
} from "../../static/model/format.js";

const WRITTEN = [
  [0.0318, "0.0318"],
  [-0.5, "−0.500"],
  [1234.5, "1235"],
  [0.002, "0.00200"],
  [2e-6, "2.0×10^−6"],
  [9.99e-7, "1.0×10^−6"],
  [1e-300, "1.0×10^−300"],
  [4.4e4, "4.4×10^4"],
  [0, "0"],
  [Infinity, "∞"],
  [NaN, "–"],
];

for (const [value, text] of WRITTEN) {
  test(`${value} is written for readers`, () => assert.equal(formatText(value), text));
}

for (const [value, digits, mantissa, exponent] of [
  [0.0123456, 5, "0.012346", null],
  [-0.6, 5, "−0.60000", null],
  [1234.5, 5, "1234.5", null],
  [12345.6, 5, "12346", null],
  [123456, 5, "1.2346", 5],
  [1234, 3, "1.23", 3],
  [9.9999e-4, 2, "0.0010", null],
  [1.5e-7, 3, "1.50", -7],
  [0, 0, "0", null],
]) {
  test(`${value} is written with ${digits} digits, all of which count`, () =>
    assert.deepEqual(writtenParts(value, digits), [mantissa, exponent]));
}

test("one is no more than one", () => {
  assert.deepEqual([counted(1, "iteration"), counted(50, "step")], ["1 iteration", "50 steps"]);
});

test("round ticks lie inside and are round", () => {
  assert.deepEqual(roundTicks(-0.4, 0.2, 5), [-0.4, -0.3, -0.2, -0.1, 0, 0.1, 0.2]);
  assert.deepEqual(roundTicks(-2, 2, 4), [-2, -1, 0, 1, 2]);
});

test("a start beside the minimum is not rounded onto it", () => {
  const starts = [
    [1.0000003, 1],
    [1.2, 1],
    [1, 1],
  ];
  assert.deepEqual(
    starts.map((start) => tellingDigits(start, [1, 1])),
    [8, 3, 3],
  );
});

test("on a canvas, too, a power of ten is raised", () => {
  assert.deepEqual([1e-5, 2.5e-12, 0.0001].map(exactRaised), ["10⁻⁵", "2.5×10⁻¹²", "0.0001"]);
  assert.equal(raised("2.0×10^−6, 3^2"), "2.0×10⁻⁶, 3²");
});

test("a number that was chosen keeps all its digits", () => {
  assert.deepEqual([0.9999, 0.99, 1e-8, 0].map(exactParts), [
    ["0.9999", null],
    ["0.99", null],
    ["1", -8],
    ["0", null],
  ]);
});
