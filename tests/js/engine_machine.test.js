import assert from "node:assert/strict";
import { test } from "node:test";

import { FIXED, Machine, pruned, resultKinds, UNIFORM, VARIED } from "../../static/engine/machine.js";
import { power } from "../../static/engine/powers.js";

/** s = (1 - rho) g + s + count, and the count of runs. */
const PROGRAM = {
  inputs: ["s", "count", "g", "rho"],
  constants: [1],
  steps: [
    ["subtract", -1, 3],
    ["multiply", 4, 2],
    ["add", 1, -1],
    ["add", 0, 5],
    ["add", 7, 6],
  ],
  results: [8, 6, 2],
};

test("kinds of inputs change what is worked out when, but no number", () => {
  const results = [{}, { rho: FIXED }, { rho: FIXED, count: UNIFORM }].map((kinds) => {
    const machine = new Machine(PROGRAM, 3, kinds, { s: 0, count: 1 });
    machine.set("rho", 0.5);
    machine.set("g", Float64Array.of(2, 4, 8));
    machine.prepare();
    for (let k = 0; k < 3; k++) machine.run();
    return machine.results.map((cells) => [...cells]);
  });
  const expected = [[3 + 6, 6 + 6, 12 + 6], [3, 3, 3], [2, 4, 8]]; // prettier-ignore
  assert.deepEqual(results, [expected, expected, expected]);
  const kinds = resultKinds(PROGRAM, { rho: FIXED, count: UNIFORM });
  assert.deepEqual(kinds, [VARIED, UNIFORM, VARIED]);
});

test("states that take each other's place are not lost", () => {
  const swap = { inputs: ["a", "b"], constants: [], steps: [], results: [1, 0] };
  const machine = new Machine(swap, 1, {}, { a: 0, b: 1 });
  machine.set("a", 1);
  machine.set("b", 2);
  machine.run();
  assert.deepEqual([machine.inputs.a[0], machine.inputs.b[0]], [2, 1]);
});

test("a program of some results has no more steps than they need", () => {
  const count = pruned(PROGRAM, [1]);
  assert.deepEqual(count.steps, [["add", 1, -1]]);
  const machine = new Machine(count);
  machine.set("count", 4);
  machine.run();
  assert.equal(machine.results[0][0], 5);
});

test("an unknown operation is an error, and constants may be infinite", () => {
  const bad = { inputs: ["a"], constants: [], steps: [["eval", 0]], results: [1] };
  assert.throws(() => new Machine(bad), /no operation is called eval/);
  const least = { inputs: ["a"], constants: ["-inf", "nan"], steps: [["maximum", 0, -1]], results: [1, -2] };
  const machine = new Machine(least);
  machine.run();
  assert.deepEqual([machine.results[0][0], machine.results[1][0]], [0, NaN]);
});

/** base ** n, exactly, then rounded: base = m / 2 ** 60. */
function roundedOnce(base, n) {
  const m = BigInt(base * 2 ** 60) ** BigInt(n);
  const shift = 60n * BigInt(n) - 1000n;
  const scaled = shift > 0n ? m >> shift : m << -shift; // hundreds of digits are left: enough to round right
  return Number(scaled) / 2 ** 1000;
}

test("a whole power is rounded once, in whatever order it is asked for", () => {
  for (const base of [0.9, 0.99, 0.999, 0.5, 0.123456789]) {
    for (const n of [300, 1, 2, 3, 4, 77, 78, 5, 299]) {
      assert.equal(power(base, n), roundedOnce(base, n), `${base} ** ${n}`);
    }
  }
});

test("powers are those of C where JavaScript's are others", () => {
  assert.deepEqual([power(1, NaN), power(-1, Infinity), power(NaN, 0)], [1, 1, 1]);
  assert.deepEqual(
    [power(-2, 3), power(-2, 0.5), power(0, -1), power(2, -1074)],
    [-8, NaN, Infinity, 5e-324],
  );
  assert.deepEqual([power(10, 308), power(10, 309), power(3, -2)], [1e308, Infinity, 1 / 9]);
});
