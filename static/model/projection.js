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
