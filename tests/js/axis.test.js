import assert from "node:assert/strict";
import test from "node:test";

import { axisRange, axisTicks } from "../../static/model/axis.js";

const LOSSES = [[1e-300, 1e-10, 1], [0, 0, 1], [0, 0], [1, 1, 1], [1e300, Infinity, NaN], [], [NaN]];

for (const losses of LOSSES) {
  test(`an axis is safe for the losses [${losses}]`, () => {
    const axis = axisRange([losses]);
    assert.ok(axis.log && axis.low < axis.high && Math.abs(axis.high) < 400);
    const { length } = axisTicks(axis);
    assert.ok(length >= 1 && length <= 12);
  });
}

test("an axis of negative values is linear", () => {
  const axis = axisRange([[-3, 1]]);
  assert.ok(!axis.log);
  assert.deepEqual(
    axisTicks(axis).map(({ value }) => value),
    [-3, -2, -1, 0, 1],
  );
});

test("one lucky iterate does not rule the axis", () => {
  const losses = new Float64Array(1000).fill(1e-3);
  losses[500] = 1e-300;
  assert.ok(axisRange([losses]).low > -10);
});

test("a linear axis may be asked for, and small values have ticks that fit", () => {
  const axis = axisRange([[0, 4e-7]], { log: false });
  assert.deepEqual([axis.log, axis.signed], [false, false]);
  assert.deepEqual(
    axisTicks(axis).map(({ text }) => text),
    ["0", "1e−7", "2e−7", "3e−7", "4e−7"],
  );
});

test("an axis ends at its floor, and says how far down the values go", () => {
  const curves = [[1, 1e-10, 1e-45]];
  const [usual, all] = [1e-16, 0].map((floor) => axisRange(curves, { floor }));
  assert.ok(usual.low > -18 && usual.low < -16);
  assert.deepEqual([usual.lowest, all.lowest], [-45, null]);
  assert.ok(all.low < -45);
  assert.equal(axisRange(curves, { floor: 1e-46 }).low, all.low);
  assert.equal(axisRange([[1, -1]], { floor: 1e-16 }).lowest, null);
});

test("an axis reaches for a guide, but not too far", () => {
  const guides = [
    { level: 0.5, reach: 1 },
    { level: 5, reach: 1 },
  ];
  const { high } = axisRange([[0.01, 0.1]], { guides });
  assert.ok(high > -0.301 && high < 0);
});
