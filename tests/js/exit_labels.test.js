/** The words beside an arrow keep off paths, marks and other words, and stay in the picture. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { placeExitLabel } from "../../static/model/exit_labels.js";
import { occupiedBy } from "../../static/model/occupied.js";

const BOX = { left: 0, top: 0, width: 400, height: 400 };
const HALF = 50;
const line = (...points) => ({
  px: points.map(([x]) => x),
  py: points.map(([, y]) => y),
  move: points.map((_, i) => Number(i === 0)),
});
const place = (arrow, strokes = [], spots = [], others = []) =>
  placeExitLabel(arrow, HALF, BOX, occupiedBy(BOX, strokes, spots), others);

test("words stand at the right of the arrow, or where they would be cut at the left", () => {
  assert.deepEqual(place({ x: 200, y: 200 }), { x: 268, y: 200, half: HALF });
  assert.deepEqual(place({ x: 386, y: 200 }), { x: 318, y: 200, half: HALF });
});

test("they give way to a path and to a mark", () => {
  const arrow = { x: 200, y: 200 };
  const path = line([300, 200], [200, 200]);
  assert.deepEqual(place(arrow, [path]), { x: 132, y: 200, half: HALF });
  assert.deepEqual(place(arrow, [path], [{ x: 130, y: 205 }]), { x: 268, y: 224, half: HALF });
});

test("words beside arrows that are close together stand one below the other", () => {
  const first = place({ x: 200, y: 14 });
  const second = place({ x: 205, y: 16 }, [], [{ x: 200, y: 14 }], [first]);
  assert.ok(Math.abs(second.y - first.y) >= 24 || Math.abs(second.x - first.x) > 2 * HALF);
});

test("at every place of the border all of the words is in the picture", () => {
  for (let x = 14; x <= 386; x += 12)
    for (const y of [14, 386]) {
      const words = place({ x, y }, [line([200, 200], [x, y])]);
      assert.ok(words.x - HALF >= 6 && words.x + HALF <= 394 && words.y >= 14 && words.y <= 386);
      assert.ok(Math.abs(words.x - x) >= HALF + 17 || Math.abs(words.y - y) >= 23, "off the arrow");
    }
});
