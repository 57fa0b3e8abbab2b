/** A camera's view of space: from x, y and height to the pixel, and from a pixel back to a height. */
/** @import { Box, Pixel, Point } from "../types.js" */

export class Projection {
  /**
   * @param {{projection: ArrayLike<number>, view: ArrayLike<number>, model: ArrayLike<number>,
   *   scale: [number, number, number]}} camera  three 4 x 4 matrices, and from data to the scene's units
   * @param {Point} origin  what x and y are counted from @param {Box} box  of the picture
   */
  constructor({ projection, view, model, scale }, origin, box) {
    this.matrix = multiply(projection, multiply(view, model));
    this.scale = scale;
    this.origin = origin;
    this.box = box;
  }

  /**
   * The pixel of a point: x and y in the plane, z a height.
   * @param {number} x @param {number} y @param {number} z @returns {Pixel}
   */
  pixel(x, y, z) {
    const m = this.matrix,
      [sx, sy, sz] = this.scale,
      [ox, oy] = this.origin;
    const a = (x - ox) * sx,
      b = (y - oy) * sy,
      c = z * sz;
    const w = m[3] * a + m[7] * b + m[11] * c + m[15];
    return {
      x: this.box.width * (0.5 + (0.5 * (m[0] * a + m[4] * b + m[8] * c + m[12])) / w),
      y: this.box.height * (0.5 - (0.5 * (m[1] * a + m[5] * b + m[9] * c + m[13])) / w),
    };
  }

  /**
   * The x and y of the point at height z that is seen at a pixel.
   * @param {number} px @param {number} py @param {number} z @returns {Point}
   */
  atHeight(px, py, z) {
    const m = this.matrix,
      [sx, sy, sz] = this.scale,
      [ox, oy] = this.origin;
    const right = (2 * px) / this.box.width - 1,
      up = 1 - (2 * py) / this.box.height;
    /** @param {number} i @param {number} share */
    const row = (i, share) => [0, 4, 8, 12].map((column) => m[column + i] - share * m[column + 3]);
    const [a, b, c, d] = row(0, right),
      [e, f, g, h] = row(1, up);
    const p = -(c * z * sz + d),
      q = -(g * z * sz + h);
    const determinant = a * f - b * e;
    return [ox + (p * f - b * q) / determinant / sx, oy + (a * q - p * e) / determinant / sy];
  }
}

const FIELD = Math.tan(Math.PI / 8); // half of what the eye sees up and down, from 1 away: Plotly's 45 degrees
const ROUND = Array.from({ length: 60 }, (_, i) => (i / 30) * Math.PI);
const TOP = 8; // px of room beside the box at its top: a head stands out over the surface
const FLOOR = 28; // px beside its floor, where the numbers are

/**
 * @typedef {Record<"x"|"y"|"z", number>} Vector
 * @typedef {{eye: Vector, center: Vector, up: Vector}} Camera  as Plotly has it: the box has its middle in 0
 *
 * The camera moved along its line of sight until all of the box is in the picture, with what is written at its floor,
 * however it is turned about its upright axis.
 * @param {Camera} camera @param {Vector} sides  of the box @param {Pick<Box, "width"|"height">} picture
 * @returns {Camera}
 */
export function wholeCamera({ eye, center, up }, sides, picture) {
  const sight = [eye.x - center.x, eye.y - center.y, eye.z - center.z];
  const [flat, length] = [Math.hypot(sight[0], sight[1]), Math.hypot(...sight)];
  const corners = cornersOf(sides, { flat: flat / length, steep: sight[2] / length }, picture);
  let [near, far] = [0, 100];
  for (let i = 0; i < 50; i++) {
    const middle = (near + far) / 2;
    const [low, high] = middlesFrom(corners, middle);
    if (low <= high) far = middle;
    else near = middle;
  }
  const z = middlesFrom(corners, far).reduce((low, high) => (low + high) / 2);
  const [dx, dy, dz] = sight.map((part) => (part / length) * far);
  return { eye: { x: dx, y: dy, z: z + dz }, center: { x: 0, y: 0, z }, up };
}

/**
 * Where the corners of the box come to as it is turned: towards the eye, and by what each has to be away from it;
 * linear in the height of the middle of the picture.
 * @param {Vector} sides @param {{flat: number, steep: number}} sight  its parts of length 1
 * @param {Pick<Box, "width"|"height">} picture
 */
function cornersOf(sides, { flat, steep }, { width, height }) {
  const radius = Math.hypot(sides.x, sides.y) / 2;
  return [-1, 1].flatMap((end) =>
    ROUND.map((angle) => {
      const [ahead, z] = [radius * Math.cos(angle), (end * sides.z) / 2];
      const room = 2 * (end < 0 ? FLOOR : TOP);
      return {
        ...{ flat, steep, across: Math.abs(radius * Math.sin(angle)) },
        near: ahead * flat + z * steep,
        high: z * flat - ahead * steep,
        wide: (FIELD * (width - room)) / height,
        tall: (FIELD * (height - room)) / height,
      };
    }),
  );
}

/**
 * @param {ReturnType<typeof cornersOf>} corners @param {number} distance
 * @returns {[number, number]} the least and the largest height of the middle at which all corners are seen
 */
function middlesFrom(corners, distance) {
  const from = corners.flatMap(({ flat, steep, across, near, high, wide, tall }) => [
    (across / wide + near - distance) / steep,
    (high - tall * (distance - near)) / (flat + tall * steep),
  ]);
  const to = corners
    .filter(({ flat, steep, tall }) => flat > tall * steep)
    .map(({ flat, steep, near, high, tall }) => (high + tall * (distance - near)) / (flat - tall * steep));
  return [Math.max(...from), Math.min(...to)];
}

/**
 * Product of two 4 x 4 matrices in column-major order, as WebGL keeps them.
 * @param {ArrayLike<number>} a @param {ArrayLike<number>} b
 */
function multiply(a, b) {
  const product = new Float64Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      for (let k = 0; k < 4; k++) product[column * 4 + row] += a[k * 4 + row] * b[column * 4 + k];
    }
  }
  return product;
}
