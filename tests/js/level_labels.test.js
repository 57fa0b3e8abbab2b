/** The level labels keep off whatever is drawn, and are never cut. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeLevelLabels } from "../../static/draw/level_labels.js";
import { occupiedBy } from "../../static/model/occupied.js";

const SIZE = 400;
/** Rings round the middle, one each 25 px. */
const terrain = {
  ...{ x0: 0, x1: SIZE, y0: 0, y1: SIZE },
  levels: Array.from({ length: 14 }, (_, i) => ({ value: 25 * (i + 1), text: `${(i + 1) / 100}` })),
  colourAt: (x, y) => Math.hypot(x - SIZE / 2, y - SIZE / 2),
};
const scene = { terrain, minima: [[SIZE / 2, SIZE / 2]], start: [20, 20], id: "" };

const BOX = { left: 0, top: 0, width: SIZE, height: SIZE };

/** A contour view of pixels, with paths through these points. */
function view(...paths) {
  const marks = [scene.start, ...scene.minima].map(([x, y]) => ({ x, y: SIZE - y }));
  return {
    box: () => BOX,
    contains: () => true,
    point: (x, y) => ({ x, y: SIZE - y }),
    unproject: (x, y) => [x, SIZE - y],
    occupied: () => occupiedBy(BOX, paths.map(strokeOf), marks),
    lastExitLabels: () => [],
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
  const words = { x: 200, y: 250, half: 80 }; // under the minimum, where some of the rays lead
  const leaving = { ...view(), lastExitLabels: () => [{ place: words }] };
  for (let angle = Math.PI; angle < 2 * Math.PI; angle += 0.2) {
    const { labels } = placeLevelLabels(leaving, { ...scene, id: null }, { angle, labels: [], most: 1 });
    for (const { x, y } of labels) assert.ok(Math.abs(y - 250) > 15 || Math.abs(x - 200) > 80);
  }
});

test("where a ray has few labels, a second one has those of other lines, clear of the first", () => {
  // a saddle in the middle, without a minimum: a ray rises or falls
  const colourAt = (x, y) => ((x - SIZE / 2) ** 2 - (y - SIZE / 2) ** 2) / SIZE;
  const levels = [-60, -30, 30, 60].map((value) => ({ value, text: String(value) }));
  const saddle = { ...scene, minima: [], terrain: { ...terrain, levels, colourAt } };
  const { labels, second } = placeLevelLabels(view(), saddle);
  const all = [...labels, ...second.labels];
  assert.deepEqual(all.map(({ text }) => text).sort(), ["-30", "-60", "30", "60"]);
  for (const [i, one] of all.entries())
    for (const other of all.slice(i + 1)) assert.ok(Math.hypot(one.x - other.x, one.y - other.y) > 30);
});

test("the second ray stays too", () => {
  const few = { ...scene, terrain: { ...terrain, levels: terrain.levels.slice(0, 3) } };
  const first = placeLevelLabels(view(), few);
  const again = placeLevelLabels(view(), { ...few, id: null }, first);
  assert.deepEqual([again.angle, again.second.angle], [first.angle, first.second.angle]);
});
