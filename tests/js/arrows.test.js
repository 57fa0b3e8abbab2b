import assert from "node:assert/strict";
import test from "node:test";

import { drawArrow, drawBox, stretched } from "../../static/draw/arrows.js";

/** A context that keeps every stroke: its points, width and opacity. */
function paper() {
  const strokes = [];
  let line = [];
  return {
    strokes,
    setLineDash() {},
    fill() {},
    closePath() {},
    beginPath: () => (line = []),
    moveTo: (x, y) => line.push([x, y]),
    lineTo: (x, y) => line.push([x, y]),
    stroke() {
      if (line.length) strokes.push({ line, width: this.lineWidth, alpha: this.globalAlpha });
    },
  };
}

/** A view: a unit is 100 px wide and 50 high; what `hides` says is behind the terrain, and all ends at x = 2. */
const sheet = (pieces, hides = () => false) => ({
  pieces,
  unit: () => [1 / 100, 1 / 50],
  contains: (x) => x <= 2,
  point: (x, y) => ({ x: 100 * x, y: -50 * y + (pieces > 1 ? 10 * x * x : 0), hidden: hides(x, y) }),
});
const INK = { color: "red", casing: "black" };

test("a vector is made as long as can be seen, whatever the scales of x and y", () => {
  const [dx, dy] = stretched(sheet(1), [3e-9, 4e-9], () => 60);
  assert.ok(Math.abs(Math.hypot(100 * dx, 50 * dy) - 60) < 1e-9);
  assert.ok(Math.abs(dy / dx - 4 / 3) < 1e-12);
  assert.equal(
    stretched(sheet(1), [0, 0], () => 60),
    null,
  );
  assert.equal(
    stretched(sheet(1), [NaN, 1], () => 60),
    null,
  );
});

test("an arrow leaves room for the marker at its foot and ends where its vector does", () => {
  const ctx = paper();
  drawArrow(ctx, sheet(1), [0, 0], [1, 0], INK);
  const [casing] = ctx.strokes;
  assert.equal(casing.line.flat().join(), "9,0,100,0");
  assert.deepEqual(
    ctx.strokes.map(({ width }) => width),
    [4.6, 4.6, 2.2, 2.2],
    "line and head, the casing below the core",
  );
});

test("over the surface an arrow follows the sheet, and stops where that ends", () => {
  const ctx = paper();
  drawArrow(ctx, sheet(16), [1, 0], [2, 0], INK);
  const { line } = ctx.strokes[0];
  assert.ok(line.length > 6);
  for (const [x, y] of line.slice(1)) assert.ok(Math.abs(y - 10 * (x / 100) ** 2) < 1e-9);
  assert.ok(line.at(-1)[0] <= 200);
});

test("what the terrain hides is faint and has no casing", () => {
  const ctx = paper();
  drawArrow(
    ctx,
    sheet(16, (x) => x > 0.5),
    [0, 0],
    [1, 0],
    INK,
  );
  const faint = ctx.strokes.filter(({ alpha }) => alpha < 1);
  assert.ok(faint.length && faint.every(({ width }) => width === 2.2));
  assert.ok(faint[0].line[0][0] >= 50);
  const bright = ctx.strokes.filter(({ alpha }) => alpha === 1);
  assert.ok(bright.every(({ line }) => line.every(([x]) => x <= 50)));
});

test("a box has sides in the ratio of its two numbers, none of them thinner than can be seen", () => {
  const ctx = paper();
  drawBox(ctx, sheet(1), [1, 1], [0.2, 0.1], INK);
  drawBox(ctx, sheet(1), [1, 1], [1, 1e-9], INK);
  const size = ({ line }) =>
    [0, 1].map((i) => Math.max(...line.map((p) => p[i])) - Math.min(...line.map((p) => p[i])));
  assert.deepEqual(size(ctx.strokes[0]).map(Math.round), [48, 24]);
  assert.deepEqual(size(ctx.strokes.at(-1)).map(Math.round), [48, 3]);
});
