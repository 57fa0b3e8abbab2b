/** A camera's view: a pixel and a height lead back to the point that is seen there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Projection, wholeCamera } from "../../static/model/projection.js";

const SCALE = [0.5, 2, 1];
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
/** Turned about x by 60 degrees, 4 away. */
const [c, s] = [Math.cos(Math.PI / 3), Math.sin(Math.PI / 3)];
const VIEW = [1, 0, 0, 0, 0, c, s, 0, 0, -s, c, 0, 0, 0, -4, 1];
/** Perspective: w is the distance along the line of sight. */
const PERSPECTIVE = [1.5, 0, 0, 0, 0, 1.5, 0, 0, 0, 0, -1, -1, 0, 0, -0.2, 0];
const BOX = { left: 0, top: 0, width: 400, height: 300 };
const matrices = { projection: PERSPECTIVE, view: VIEW, model: IDENTITY, scale: SCALE };
const projection = new Projection(matrices, [10, -3], BOX);

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

const CAMERA = {
  eye: { x: 0.6, y: -1.1, z: 1.2 },
  center: { x: 0, y: 0, z: -0.1 },
  up: { x: 0, y: 0, z: 1 },
};
const SIDES = { x: 1, y: 0.8, z: 0.46 };
const UPRIGHT = { x: 0.8, y: 1.1, z: 0.46 };
const LYING = { x: 1.2, y: 0.8, z: 0.46 };

/** The pixel of a point of the box, whose middle is in 0, seen by a camera of Plotly's turned by an angle. */
function seen({ eye, center }, angle, [x, y, z], { width, height }) {
  const [px, py] = [x * Math.cos(angle) - y * Math.sin(angle), x * Math.sin(angle) + y * Math.cos(angle)];
  const sight = [eye.x - center.x, eye.y - center.y, eye.z - center.z];
  const distance = Math.hypot(...sight);
  const d = sight.map((part) => part / distance);
  const flat = Math.hypot(d[0], d[1]);
  const q = [px, py, z - center.z];
  const depth = distance - (q[0] * d[0] + q[1] * d[1] + q[2] * d[2]);
  const right = (-q[0] * d[1] + q[1] * d[0]) / flat;
  const up = q[2] * flat - ((q[0] * d[0] + q[1] * d[1]) / flat) * d[2];
  const scale = height / 2 / Math.tan(Math.PI / 8) / depth;
  return [width / 2 + right * scale, height / 2 - up * scale];
}

for (const [width, height, sides] of [
  [420, 404, SIDES],
  [358, 300, UPRIGHT],
  [300, 500, LYING],
  [700, 400, SIDES],
  [390, 420, LYING],
  [590, 430, UPRIGHT],
])
  test(`however it is turned, the box is whole in ${width} x ${height}, and no smaller than it has to be`, () => {
    const camera = wholeCamera(CAMERA, sides, { width, height });
    let least = Infinity;
    for (let angle = 0; angle < 2 * Math.PI; angle += 0.05) {
      for (const [i, j, k] of [0, 1, 2, 3, 4, 5, 6, 7].map((n) => [n & 1, (n >> 1) & 1, n >> 2])) {
        const corner = [(i - 0.5) * sides.x, (j - 0.5) * sides.y, (k - 0.5) * sides.z];
        const [x, y] = seen(camera, angle, corner, { width, height });
        least = Math.min(least, ...[x, width - x, y, height - y].map((room) => room - (k ? 8 : 28)));
      }
    }
    assert.ok(least > -0.5 && least < 1.5, String(least));
  });

test("the camera keeps its line of sight", () => {
  const { eye, center } = wholeCamera(CAMERA, SIDES, { width: 400, height: 400 });
  const [x, y, z] = ["x", "y", "z"].map(
    (axis) => (eye[axis] - center[axis]) / (CAMERA.eye[axis] - CAMERA.center[axis]),
  );
  assert.ok(Math.abs(x / y - 1) < 1e-12 && Math.abs(x / z - 1) < 1e-12);
});
