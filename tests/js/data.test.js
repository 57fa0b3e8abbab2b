import assert from "node:assert/strict";
import test from "node:test";

import { extentOf, lineOf, rowsAt } from "../../static/model/data.js";

const DATA = { features: [[1, 2], [1, -1], [1, 1]], targets: [4, -2, 2], axes: ["d", "v"] }; // prettier-ignore

test("the axes hold all rows, and the place where the second feature is 0", () => {
  const { x, y } = extentOf(DATA);
  assert.ok(x[0] < -1 && x[1] > 2 && y[0] < -2 && y[1] > 4);
  const far = extentOf({ ...DATA, features: [[1, 5], [1, 6], [1, 7]] }); // prettier-ignore
  assert.ok(far.x[0] < 0 && far.x[1] > 7);
});

test("rows that are all the same still have an extent", () => {
  const { y } = extentOf({ ...DATA, targets: [3, 3, 3] });
  assert.ok(y[0] < 3 && y[1] > 3);
});

test("the line is what the weights predict, from the lowest row to the highest", () => {
  assert.deepEqual(lineOf(DATA, [0.5, 2]), [[-1, -1.5], [1, 2.5], [2, 4.5]]); // prettier-ignore
});

test("a first feature that is not 1 counts", () => {
  assert.deepEqual(lineOf({ ...DATA, features: [[2, 0], [3, 1]] }, [10, 1]), [[0, 20], [1, 31]]); // prettier-ignore
});

test("the rows are those of the update that is being made; at the end, of the last", () => {
  const dealt = [[0], [1], [2]];
  assert.deepEqual([0, 0.9, 1, 2.5, 3].map((time) => rowsAt(dealt, time)[0]), [0, 0, 1, 2, 2]); // prettier-ignore
});
