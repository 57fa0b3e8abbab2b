import assert from "node:assert/strict";
import test from "node:test";

import { placeGhostLabels } from "../../static/draw/ghost_labels.js";

const BOX = { left: 0, top: 0, width: 400, height: 400 };

/** A path to the right that ends so high, in four iterates. */
const trail = (height) => ({
  px: [0, 100, 200, 300],
  py: [0, height / 3, (2 * height) / 3, height],
  at: [0, 1, 2, 3],
});
const ghost = (value, height, name = "gd") => ({
  run: { name, style: { ink: {} }, ghost: { label: "Step size α", value } },
  trail: trail(height),
});
const tracks = ["gd", "adam"].map((name) => ({ run: { name }, trail: trail(150) }));

test("the two at the ends are labelled, with slider and value, where they are far from the path", () => {
  const ghosts = [0.01, 0.05, 0.02, 0.1].map((value) => ghost(value, 3000 * value));
  const labels = placeGhostLabels([...ghosts, ghost(0.1, 350, "adam")], tracks, BOX);
  assert.deepEqual(
    labels.map(({ text }) => text),
    ["Step size α 0.01", "Step size α 0.1"],
  );
  assert.deepEqual(
    labels.map(({ y }) => y),
    [30, 300],
  );
});

test("no label over the other, none outside", () => {
  for (const heights of [
    [150, 150],
    [-90, -80],
    [900, 901],
  ]) {
    const [a, b] = placeGhostLabels([ghost(1, heights[0]), ghost(2, heights[1])], tracks, BOX);
    assert.ok(Math.abs(a.y - b.y) >= 18, String(heights));
    for (const { x, y, width } of [a, b]) assert.ok(x >= 0 && x + width <= 400 && y >= 9 && y <= 391);
  }
});

test("without ghosts there are no labels", () => assert.deepEqual(placeGhostLabels([], tracks, BOX), []));
