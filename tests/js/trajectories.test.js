import assert from "node:assert/strict";
import test from "node:test";

import { unpackRuns } from "../../static/bridge/trajectories.js";

const table = (values) => ({ getChild: () => ({ toArray: () => Float64Array.from(values) }) });
const plain = (run) =>
  Object.fromEntries(
    Object.entries(run).map(([key, value]) => [key, typeof value === "string" ? value : [...value]]),
  );

test("runs are views into the tables, and lack what they have not", () => {
  const tables = { float32: table([1, 2, 3, 4, 5, 6]), float64: table([9, 8, 7, 8]) };
  const layout = { float32: { x: [2, 1], s_x: [0, 2], s_y: [-3, 0] }, float64: { f: [2, 0] } };
  const [first, second] = unpackRuns(tables, layout, [{ name: "a" }, { name: "b" }]).map(plain);
  assert.deepEqual(first, {
    name: "a",
    x: [1, 2],
    y: [],
    f: [9, 8],
    best: [9, 8],
    distance: [NaN, NaN],
    s_y: [6, 6, 6],
  });
  assert.deepEqual(second, { name: "b", x: [3], y: [], s_x: [4, 5], f: [], best: [], distance: [] });
});
