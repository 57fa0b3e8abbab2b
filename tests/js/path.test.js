import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";

import { clipSegment, lastDrawn, leaves, thin, tracePath } from "../../static/model/path.js";
import { FRAME, box, run } from "./runs.js";

// The cases that hold Python's function, too.
const LEAVES = JSON.parse(readFileSync(new URL("../leaves.json", import.meta.url), "utf8"));
const PIXELS = 400;
const trace = (traced) => tracePath(traced, FRAME, FRAME, PIXELS);

test("a segment is cut at the border", () => {
  assert.deepEqual(clipSegment(0, 0, 2, 0, FRAME), [0, 0.5]);
  assert.deepEqual(clipSegment(-2, 0, 2, 0, FRAME), [0.25, 0.75]);
  assert.equal(clipSegment(2, 2, 3, 2, FRAME), null);
});

test("a path that leaves and comes back is two strokes", () => {
  const path = trace(run([0, 2, 0], [0, 0, 0.5]));
  assert.deepEqual(path.move, [true, false, true, false]);
  assert.deepEqual(path.at, [0, 0.5, 1.5, 2]);
  assert.deepEqual(
    path.exits.map(({ at, iterate }) => [at, iterate]),
    [[0.5, 1]],
  );
  assert.equal(path.ends, false);
});

for (const { case: name, x, y, box: bounds, leaves: first } of LEAVES) {
  test(`a run leaves a box as Python has it: ${name}`, () => {
    assert.equal(leaves(run(x, y), box(bounds)), first);
  });
}

test("a run that left for good is drawn up to there", () => {
  const path = trace(run([0, 0.5, 3, -9, 27], undefined, 2));
  assert.ok(Math.max(...path.at) < 2);
  assert.ok(path.ends);
  const { x, iterate } = path.exits.at(-1);
  assert.deepEqual([x, iterate], [1, 2]);
});

test("a frame wider than the plot shows more of a run", () => {
  const gone = run([0, 0.5, 3, -9, 27], undefined, 2);
  const last = ([x0, x1]) => lastDrawn(gone, { ...FRAME, x0, x1 }, FRAME);
  const frames = [
    [-1, 1],
    [-4, 1],
    [-10, 10],
  ];
  assert.deepEqual(frames.map(last), [2, 2, 4]);
});

test("the iterate of an exit is the first one outside, however near", () => {
  assert.equal(trace(run([0.5, 0.9999, 1.0001, 3], undefined, 2)).exits.at(-1).iterate, 2);
});

for (const x of [[], [NaN], [5], [5, 7]]) {
  test(`a run with nothing to draw is an empty path: [${x}]`, () => {
    const path = trace(run(x, x, 0));
    assert.deepEqual(path.at, []);
    assert.ok(path.ends);
  });
}

test("values that are not finite end the path quietly", () => {
  assert.equal(Math.max(...trace(run([0, 0.5, Infinity, NaN])).at), 1);
});

test("ten thousand zigzags keep their outline", () => {
  const n = 10_001;
  const x = Array.from({ length: n }, (_, i) => (i % 2 ? 1 : -1) * (1 - i / n));
  const kept = thin(run(x), n - 1, 1e-3, 1e-3);
  assert.ok(kept.length <= 2002);
  assert.deepEqual([kept[0], kept.at(-1)], [0, 10_000]);
  const shown = kept.map((i) => x[i]);
  assert.ok(Math.abs(Math.max(...shown) - 1) < 1e-3 && Math.abs(Math.min(...shown) + 1) < 1e-3);
});

test("iterates nearer than a pixel are left out", () => {
  assert.deepEqual(thin(run([0, 1e-5, 0.5, 0.50001, 0.50002]), 4, 1e-3, 1e-3), [0, 2, 4]);
});
