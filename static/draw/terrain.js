/** The contour of a terrain, painted pixel by pixel: bands of colour between its levels, and the lines of these. */
/** @import { Frame } from "../model/path.js" */
/** @import { Terrain } from "../model/terrain.js" */
/** @import { Box, Ctx } from "../types.js" */
import { contextOf } from "../dom.js";

/**
 * @param {Ctx} ctx
 * @param {Box} box  of the plot, in CSS pixels
 * @param {Frame} frame  the part of the plane that the box shows
 * @param {Terrain} terrain
 */
export function paintTerrain(ctx, box, frame, terrain) {
  const width = Math.round(box.width);
  const height = Math.round(box.height);
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = bandColours(terrain);
  const row = new Float32Array(width);
  const above = new Int16Array(width).fill(-1); // the bands of the row above
  for (let j = 0; j < height; j++) {
    terrain.colourRow(frame.y1 - ((j + 0.5) / height) * (frame.y1 - frame.y0), frame.x0, frame.x1, row);
    let left = -1;
    for (let i = 0; i < width; i++) {
      const band = bandOf(terrain.lines, row[i], left);
      const onLine = (left >= 0 && band !== left) || (above[i] >= 0 && band !== above[i]);
      if (band >= 0) pixels[j * width + i] = colours[band][onLine ? 1 : 0];
      left = above[i] = band;
    }
  }
  put(ctx, image, box);
}

/**
 * Through a canvas of its own: image data takes no notice of the pixels of the screen.
 * @param {Ctx} ctx @param {ImageData} image @param {Box} box
 */
function put(ctx, image, { left, top, width, height }) {
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  contextOf(canvas).putImageData(image, 0, 0);
  ctx.drawImage(canvas, left, top, width, height);
}

/**
 * @param {number[]} lines @param {number} colour @param {number} near  a band that is likely
 * @returns {number} how many levels lie below a colour value; -1 in a hole
 */
function bandOf(lines, colour, near) {
  if (Number.isNaN(colour)) return -1;
  let band = Math.max(0, near);
  while (band < lines.length && lines[band] <= colour) band++;
  while (band > 0 && lines[band - 1] > colour) band--;
  return band;
}

/** @param {Terrain} terrain @returns {[number, number][]} of each band its colour, and that of a line at its edge, as 32 bits */
function bandColours({ lines, stops, colourHigh, lineColor }) {
  const edges = [0, ...lines, colourHigh];
  const [red, green, blue, alpha = 1] = partsOf(lineColor);
  const line = [red, green, blue];
  return edges.slice(1).map((edge, i) => {
    const colour = colourAt(stops, (edges[i] + edge) / 2 / colourHigh);
    return [pack(colour), pack(colour.map((part, k) => part + (line[k] - part) * alpha))];
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
