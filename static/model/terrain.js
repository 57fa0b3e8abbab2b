/**
 * The terrain of one picture: the grid behind the contour and the surface, and what can be asked of it.
 *
 * Python's figures are the only source: the surface's z is the height, the contour's z the colour value, both from
 * the lowest value in the frame on. Where f is not defined both are NaN: a hole.
 */
/** @import { EncodedArray, Figure, Numbers } from "../types.js" */

/** @typedef {{value: number, text: string, color: string, halo: string}} Level  of the colours, and its label */

const ARRAYS = { f4: Float32Array, f8: Float64Array };

/**
 * Plotly's {dtype, bdata, shape} (or plain nested lists) as one flat typed array.
 * @param {EncodedArray} value @returns {Numbers}
 */
export function decodeArray(value) {
  if (!("bdata" in value)) return Float32Array.from(value.flat());
  const bytes = Uint8Array.from(atob(value.bdata), (c) => c.charCodeAt(0));
  return new ARRAYS[value.dtype](bytes.buffer);
}

export class Terrain {
  /** @param {{contour: Figure, surface: Figure}} figures Plotly's, as Python sent them */
  constructor({ contour, surface }) {
    const { frame, levels, labels, label_colors, label_halos, defined, origin, scale, tutorial } =
      contour.layout.meta;
    this.defined = defined; // somewhere in the frame
    this.origin = origin; // what x, y and height are counted from in the surface's plot
    const [x0, x1, y0, y1] = frame;
    this.x0 = x0;
    this.x1 = x1;
    this.y0 = y0;
    this.y1 = y1;
    /** Of its colours: as they are painted, where no plot draws them. */
    this.lines = levels;
    /** Whether the engine has worked it out, in the place of one that Python sent. */
    this.isPreview = false;
    /** @type {Level[]} */
    this.levels = levels.map((value, i) => ({
      value,
      text: labels[i],
      color: label_colors[i],
      halo: label_halos[i],
    }));
    const { zmax, colorscale, line } = contour.data[0];
    this.scale = scale; // how values become colours
    this.tutorial = tutorial; // whether its levels are those of the tutorial, bands without lines
    this.colourHigh = zmax; // of the colour values, which begin at 0
    this.stops = colorscale.map(([, color]) => color);
    this.lineColor = line.color;
    this.height = decodeArray(surface.data[0].z);
    this.colour = decodeArray(contour.data[0].z);
    this.nx = decodeArray(surface.data[0].x).length;
    this.ny = this.height.length / this.nx;
    this.low = 0;
    this.high = 0;
    for (const z of this.height) if (z > this.high) this.high = z; // holes are NaN and count for nothing
    this.width = this.x1 - this.x0;
    this.depth = this.y1 - this.y0;
    this.rise = this.high || 1;
    this.lift = this.rise * 0.012; // paths float this far above the surface, or they would flicker in it
  }

  /** @param {number} x @param {number} y */
  inside(x, y) {
    return x >= this.x0 && x <= this.x1 && y >= this.y0 && y <= this.y1;
  }

  /** @param {number} x @param {number} y @returns {number} NaN in a hole, as colourAt */
  heightAt(x, y) {
    return this.sample(this.height, x, y);
  }

  /** @param {number} x @param {number} y */
  colourAt(x, y) {
    return this.sample(this.colour, x, y);
  }

  /**
   * The colours along a line of one y, at the middles of as many pixels from x0 to x1 as there is room for.
   * @param {number} y @param {number} x0 @param {number} x1 @param {Float32Array} into
   */
  colourRow(y, x0, x1, into) {
    const { nx, colour } = this;
    const v = Math.max(0, Math.min(this.ny - 1.0001, ((y - this.y0) / this.depth) * (this.ny - 1)));
    const j = v | 0;
    const line = new Float32Array(nx);
    for (let i = 0; i < nx; i++)
      line[i] = colour[j * nx + i] * (1 - v + j) + colour[(j + 1) * nx + i] * (v - j);
    const scale = (nx - 1) / this.width;
    const step = ((x1 - x0) / into.length) * scale;
    const first = (x0 - this.x0) * scale + step / 2;
    for (let i = 0; i < into.length; i++) {
      const u = Math.max(0, Math.min(nx - 1.0001, first + i * step));
      const k = u | 0;
      into[i] = line[k] + (line[k + 1] - line[k]) * (u - k);
    }
  }

  /**
   * Bilinear interpolation; outside the frame the nearest edge counts.
   * @param {Numbers} grid @param {number} x @param {number} y
   */
  sample(grid, x, y) {
    const u = Math.max(0, Math.min(this.nx - 1.0001, ((x - this.x0) / this.width) * (this.nx - 1)));
    const v = Math.max(0, Math.min(this.ny - 1.0001, ((y - this.y0) / this.depth) * (this.ny - 1)));
    const i = u | 0,
      j = v | 0,
      a = u - i,
      b = v - j,
      at = j * this.nx + i;
    const value =
      (grid[at] * (1 - a) + grid[at + 1] * a) * (1 - b) +
      (grid[at + this.nx] * (1 - a) + grid[at + this.nx + 1] * a) * b;
    return Number.isNaN(value) ? this.besideHole(grid, at, a, b) : value;
  }

  /**
   * The same without the corners that lie in a hole; NaN if all do.
   * @param {Numbers} grid @param {number} at @param {number} a @param {number} b
   */
  besideHole(grid, at, a, b) {
    let sum = 0,
      weights = 0;
    for (const [corner, weight] of [
      [at, (1 - a) * (1 - b)],
      [at + 1, a * (1 - b)],
      [at + this.nx, (1 - a) * b],
      [at + this.nx + 1, a * b],
    ]) {
      if (Number.isNaN(grid[corner])) continue;
      sum += weight * grid[corner];
      weights += weight;
    }
    return sum / weights;
  }

  /**
   * Whether the surface stands between a point and the eye: the sight line is marched over the grid until it
   * leaves the box.
   * @param {number} x @param {number} y @param {number} z
   * @param {number[]} eye in data coordinates
   */
  hides(x, y, z, eye) {
    const dx = eye[0] - x,
      dy = eye[1] - y,
      dz = eye[2] - z;
    const stride =
      1 / Math.max(24, (Math.max(Math.abs(dx) / this.width, Math.abs(dy) / this.depth) * this.nx) / 2);
    for (let t = stride; t < 0.95; t += stride) {
      const px = x + dx * t,
        py = y + dy * t,
        pz = z + dz * t;
      if (pz > this.high || !this.inside(px, py)) return false;
      if (this.heightAt(px, py) > pz + this.lift * 0.4) return true;
    }
    return false;
  }

  /**
   * Whether a point of the floor is seen from below the sheet: its sight line leaves before the sheet comes down.
   * @param {number} x @param {number} y @param {number[]} eye
   */
  floorIsSeen(x, y, eye) {
    for (let i = 1; i < 160; i++) {
      const t = (i / 160) * 0.95;
      const px = x + (eye[0] - x) * t,
        py = y + (eye[1] - y) * t,
        pz = this.low + (eye[2] - this.low) * t;
      if (!this.inside(px, py)) return true;
      if (pz > this.heightAt(px, py) + this.rise * 0.002) return false;
    }
    return true;
  }
}
