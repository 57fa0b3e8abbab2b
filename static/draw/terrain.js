/** The contour of a terrain, painted pixel by pixel: bands of colour between its levels, and the lines of these. */
/** @import { Frame } from "../model/path.js" */
/** @import { Terrain } from "../model/terrain.js" */
/** @import { Box, Ctx } from "../types.js" */
import { contextOf } from "../dom.js";

const HALF = 0.4; // px, half the width of a line, as Plotly draws it (figures/terrain.py)

/**
 * Edges are as smooth as lines drawn with a pen: each pixel knows from the slope how far the next level is.
 * @param {Ctx} ctx
 * @param {Box} box  of the plot, in CSS pixels
 * @param {Frame} frame  the part of the plane that the box shows
 * @param {Terrain} terrain
 */
export function paintTerrain(ctx, box, frame, terrain) {
  const scale = terrain.isPreview ? 1 : ctx.getTransform().a; // while it is moved, time counts more than pixels
  const grid = pixelsOf(box, scale);
  const image = new ImageData(grid.width, grid.height);
  const values = valuesAt(grid, box, frame, terrain);
  const colours = bandColours(terrain);
  paint(new Uint32Array(image.data.buffer), values, grid.width, terrain.lines, colours, HALF * scale);
  put(ctx, image, box, { left: grid.left / scale, top: grid.top / scale }, scale);
}

/**
 * The whole pixels that a box lies on, and how large they are.
 * @param {Box} box @param {number} scale  pixels of the screen in one of CSS
 */
function pixelsOf({ left, top, width, height }, scale) {
  const [x, y] = [Math.floor(left * scale), Math.floor(top * scale)];
  const [right, bottom] = [Math.ceil((left + width) * scale), Math.ceil((top + height) * scale)];
  return { left: x, top: y, width: right - x, height: bottom - y, scale };
}

/**
 * The colour values at the middles of the pixels, row by row, each with one more column, and one more row.
 * @param {ReturnType<typeof pixelsOf>} grid @param {Box} box @param {Frame} frame @param {Terrain} terrain
 */
function valuesAt({ left, top, width, height, scale }, box, frame, terrain) {
  const stepX = (frame.x1 - frame.x0) / box.width / scale;
  const stepY = (frame.y1 - frame.y0) / box.height / scale;
  const x0 = frame.x0 + (left - box.left * scale) * stepX;
  const y1 = frame.y1 - (top - box.top * scale) * stepY;
  const values = new Float32Array((width + 1) * (height + 1));
  for (let j = 0; j <= height; j++) {
    const row = values.subarray(j * (width + 1), (j + 1) * (width + 1));
    terrain.colourRow(y1 - (j + 0.5) * stepY, x0, x0 + (width + 1) * stepX, row);
  }
  return values;
}

/**
 * @param {Uint32Array} pixels @param {Float32Array} values @param {number} width  of a row of pixels
 * @param {number[]} lines @param {Band[]} bands @param {number} half  the width of a line, in pixels
 */
function paint(pixels, values, width, lines, bands, half) {
  let band = 0;
  for (let p = 0; p < pixels.length; p++) {
    const at = p + Math.floor(p / width);
    const value = values[at];
    if (Number.isNaN(value)) continue; // a hole
    band = bandOf(lines, value, band);
    const slope = Math.hypot(values[at + 1] - value, values[at + width + 1] - value) || 1e-30;
    const below = band > 0 ? (value - lines[band - 1]) / slope : Infinity;
    const above = band < lines.length ? (lines[band] - value) / slope : Infinity;
    const distance = Math.min(below, above);
    pixels[p] =
      distance < half + 0.5 ? edge(bands, band, below < above ? -1 : 1, distance, half) : bands[band].packed;
  }
}

/**
 * The colour of a pixel near a level: of both bands as much as lies in it, and over them the line.
 * @param {Band[]} bands @param {number} band @param {number} side  of the next level @param {number} distance to it
 * @param {number} half
 */
function edge(bands, band, side, distance, half) {
  const beyond = Math.max(0, 0.5 - distance);
  const covered = Math.min(half + 0.5 - distance, 2 * half, 1);
  const { rgb, line, alpha } = bands[band];
  const other = bands[band + side].rgb;
  return pack(
    rgb.map((part, k) => {
      const filled = part + (other[k] - part) * beyond;
      return filled + (line[k] - filled) * alpha * covered;
    }),
  );
}

/**
 * Through a canvas of its own: image data takes no notice of the pixels of the screen.
 * @param {Ctx} ctx @param {ImageData} image @param {Box} box  beyond it, nothing is drawn
 * @param {{left: number, top: number}} at @param {number} scale
 */
function put(ctx, image, box, { left, top }, scale) {
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  contextOf(canvas).putImageData(image, 0, 0);
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left, box.top, box.width, box.height);
  ctx.clip();
  ctx.drawImage(canvas, left, top, image.width / scale, image.height / scale);
  ctx.restore();
}

/**
 * @param {number[]} lines @param {number} colour @param {number} near  a band that is likely
 * @returns {number} how many levels lie below a colour value
 */
function bandOf(lines, colour, near) {
  let band = near;
  while (band < lines.length && lines[band] <= colour) band++;
  while (band > 0 && lines[band - 1] > colour) band--;
  return band;
}

/** @typedef {{rgb: number[], packed: number, line: number[], alpha: number}} Band  its colour, and that of its lines */

/**
 * As Plotly colours them: evenly along the scale, from its first colour to its last.
 * @param {Terrain} terrain @returns {Band[]}
 */
function bandColours({ lines, stops, lineColor }) {
  const [red, green, blue, alpha = 1] = partsOf(lineColor);
  return [...lines, Infinity].map((_, i) => {
    const rgb = colourAt(stops, lines.length ? i / lines.length : 0.5);
    return { rgb, packed: pack(rgb), line: [red, green, blue], alpha };
  });
}

/** @param {string[]} stops @param {number} share @returns {number[]} */
function colourAt(stops, share) {
  const place = Math.max(0, Math.min(1, share)) * (stops.length - 1);
  const i = Math.min(stops.length - 2, Math.floor(place));
  const [from, to] = [partsOf(stops[i]), partsOf(stops[i + 1])];
  return from.map((part, k) => part + (to[k] - part) * (place - i));
}

/** @param {string} color  "#rrggbb", "rgb(…)" or "rgba(…)" @returns {number[]} red, green, blue and, if given, alpha */
function partsOf(color) {
  if (color.startsWith("#")) return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
  return (color.match(/[\d.]+/g) ?? []).map(Number);
}

/** @param {number[]} rgb */
function pack([red, green, blue]) {
  return (0xff << 24) | (blue << 16) | (green << 8) | red;
}
