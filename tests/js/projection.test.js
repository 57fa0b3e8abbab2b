/** A camera's view: a pixel and a height lead back to the point that is seen there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Projection } from "../../static/model/projection.js";

const SCALE = [0.5, 2, 1];
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
/** Turned about x by 60 degrees, 4 away. */
const [c, s] = [Math.cos(Math.PI / 3), Math.sin(Math.PI / 3)];
const VIEW = [1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0, 0, 0, -4, 1];
/** Perspective: w is the distance along the line of sight. */
const PERSPECTIVE = [1.5, 0, 0, 0, 0, 1.5, 0, 0, 0, 0, -1, -1, 0, 0, -0.2, 0];
const BOX = { left: 0, top: 0, width: 400, height: 300 };
const camera = { projection: PERSPECTIVE, view: VIEW, model: IDENTITY, scale: SCALE };
const projection = new Projection(camera, [10, -3], BOX);

test("the origin of the scene is in the middle of the picture", () => {
  assert.deepEqual(projection.pixel(10, -3, 0), { x: 200, y: 150 });
});

test("what is nearer looks larger", () => {
  const width = (y) => projection.pixel(10.5, y, 0).x - projection.pixel(9.5, y, 0).x;
  assert.ok(width(-3.2) < width(-2.8)); // y leads towards the eye
});

test("from a pixel at a height back to the point", () => {
  for (const [x, y, z] of [
    [10, -3, 0],
    [10.7, -2.8, 0.3],
    [9.1, -3.4, -0.2],
  ]) {
    const { x: px, y: py } = projection.pixel(x, y, z);
    const [backX, backY] = projection.atHeight(px, py, z);
    assert.ok(Math.hypot(backX - x, backY - y) < 1e-12);
  }
});
