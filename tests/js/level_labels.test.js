/** The level labels keep off whatever is drawn, and are never cut. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeLevelLabels } from "../../static/draw/level_labels.js";

const SIZE = 400;
/** Rings round the middle, one each 25 px. */
const terrain = {
  ...{ x0: 0, x1: SIZE, y0: 0, y1: SIZE },
  levels: Array.from({ length: 14 }, (_, i) => ({ value: 25 * (i + 1), text: `${(i + 1) / 100}` })),
  colourAt: (x, y) => Math.hypot(x - SIZE / 2, y - SIZE / 2),
};
const scene = { terrain, minima: [[SIZE / 2, SIZE / 2]], start: [20, 20], id: "" };

/** A contour view of pixels, with paths through these points. */
function view(...paths) {
  return {
    box: () => ({ left: 0, top: 0, width: SIZE, height: SIZE }),
    contains: () => true,
    point: (x, y) => ({ x, y: SIZE - y }),
    unproject: (x, y) => [x, SIZE - y],
    insideBox: (pixel) => pixel,
    tracks: paths.map((points) => ({ trail: strokeOf(points), path: { ends: false, exits: [] } })),
    ghosts: [],
  };
}

const strokeOf = (points) => ({
  px: points.map(([x]) => x),
  py: points.map(([, y]) => y),
  move: points.map((_, i) => Number(i === 0)),
});

/** How near the middle line of a label comes to a segment. */
function distance({ text, x, y, turn }, [ax, ay], [bx, by]) {
  const near = [];
  for (let t = -1; t <= 1; t += 0.1) {
    const [px, py] = [x + Math.cos(turn) * t * 3 * text.length, y + Math.sin(turn) * t * 3 * text.length];
    const share = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
    const u = Math.max(0, Math.min(1, share));
    near.push(Math.hypot(px - ax - u * (bx - ax), py - ay - u * (by - ay)));
  }
  return Math.min(...near);
}

test("labels stand along one ray, each whole within the plot", () => {
  const { labels } = placeLevelLabels(view(), scene);
  assert.ok(labels.length >= 5);
  for (const { text, x, y, turn } of labels) {
    const reach = 3 * text.length;
    for (const side of [-1, 1]) {
      assert.ok(Math.abs(x + side * reach * Math.cos(turn) - SIZE / 2) < SIZE / 2);
      assert.ok(Math.abs(y + side * reach * Math.sin(turn) - SIZE / 2) < SIZE / 2);
    }
  }
});

for (const id of ["a run of Python's", null])
  test(`wherever a path of two far points comes to lie, no label is on it: ${id}`, () => {
    let ray;
    for (let a = 0; a < Math.PI; a += 0.1) {
      const [dx, dy] = [Math.cos(a) * 190, Math.sin(a) * 190];
      const ends = [
        [200 - dx, 200 - dy],
        [200 + dx, 200 + dy],
      ];
      ray = placeLevelLabels(view(ends), { ...scene, id }, ray);
      assert.ok(ray.labels.length >= 3);
      for (const label of ray.labels) assert.ok(distance(label, ...ends) > 8.5, label.text);
    }
  });

test("labels stay where they are while nothing is in their way", () => {
  const shown = { angle: 1.234, labels: [], most: 0 };
  const { angle, labels } = placeLevelLabels(view(), scene, shown);
  assert.equal(angle, 1.234);
  const across = [
    [200, 200],
    [200 + Math.cos(angle) * 190, 200 - Math.sin(angle) * 190],
  ];
  assert.notEqual(placeLevelLabels(view(across), scene, { angle, labels, most: labels.length }).angle, 1.234);
});

test("a picture full of paths has no labels", () => {
  const rows = Array.from({ length: 40 }, (_, i) => [
    [0, 10 * i],
    [SIZE, 10 * i],
  ]);
  assert.deepEqual(placeLevelLabels(view(...rows), scene).labels, []);
});

test("where a run leaves, its words have room", () => {
  const leaving = view([
    [200, 200],
    [200, 0],
  ]);
  leaving.tracks[0].path = { ends: true, exits: [{ x: 200, y: SIZE }] };
  for (const { x, y } of placeLevelLabels(leaving, scene).labels) assert.ok(y > 15 || x < 190 || x > 335);
});
