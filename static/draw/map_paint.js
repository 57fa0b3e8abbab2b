/** The pixels of a map of settings: tones, and ash under a hatch where runs diverge. */
/** @import { MapLook } from "../types.js" */
/** @import { SettingsFound } from "../engine/map_kinds.js" */
import { contextOf } from "../dom.js";
import { toneOf } from "../model/settings_map.js";

const STEPS = 255; // of a ramp
const HATCH = { step: 6, alpha: 0.17 }; // px from one line to the next, and how much of the edge's colour is in it

/** @param {string} color  "#RRGGBB" @returns {number[]} */
export const channels = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));

/** A ramp as colours in a row, three numbers each. @param {readonly string[]} stops */
function table(stops) {
  const colors = stops.map(channels);
  const found = new Uint8Array(3 * (STEPS + 1));
  for (let i = 0; i <= STEPS; i++) {
    const place = (i / STEPS) * (colors.length - 1);
    const low = Math.min(colors.length - 2, Math.floor(place));
    for (let k = 0; k < 3; k++)
      found[3 * i + k] = colors[low][k] + (colors[low + 1][k] - colors[low][k]) * (place - low);
  }
  return found;
}

/**
 * Between the middles of cells, tones are mixed; what diverges is of one kind up to its edge.
 * @param {SettingsFound} found @param {number} columns @param {number} nIter @param {MapLook} look
 * @param {number} width @param {number} height  in pixels @param {number} ratio  of them a unit
 * @returns {HTMLCanvasElement}
 */
export function paintSettings({ score, out, diverged }, columns, nIter, look, width, height, ratio) {
  const rows = score.length / columns;
  const tones = score.map((value, i) => (diverged[i] ? 1 - out[i] / nIter : toneOf(value)));
  const [grounds, ash, line] = [table(look.ramp), table(look.ash), channels(look.edge)];
  const across = places(width, columns);
  const down = places(height, rows);
  const image = new ImageData(width, height);
  const period = HATCH.step * Math.SQRT2 * ratio;
  for (let py = 0; py < height; py++) {
    const { cell: row, on: up } = down[height - 1 - py];
    const above = Math.min(rows - 1, row + 1) * columns;
    for (let px = 0; px < width; px++) {
      const { cell: left, on: right } = across[px];
      const beside = Math.min(columns - 1, left + 1);
      let [lost, ashTone, tone] = [0, 0, 0];
      for (let corner = 0; corner < 4; corner++) {
        const cell = (corner < 2 ? row * columns : above) + (corner % 2 ? beside : left);
        const weight = (corner < 2 ? 1 - up : up) * (corner % 2 ? right : 1 - right);
        if (diverged[cell]) {
          lost += weight;
          ashTone += weight * tones[cell];
        } else tone += weight * tones[cell];
      }
      const isLost = lost >= 0.5;
      const color = isLost ? ash : grounds;
      const at = 3 * Math.round(STEPS * clamp(isLost ? ashTone / lost : tone / (1 - lost)));
      const covered = isLost ? HATCH.alpha * clamp(ratio - ((px + py) % period) / Math.SQRT2) : 0;
      const to = 4 * (py * width + px);
      for (let k = 0; k < 3; k++) image.data[to + k] = color[at + k] + (line[k] - color[at + k]) * covered;
      image.data[to + 3] = 255;
    }
  }
  return canvasOf(image);
}

/** @param {ImageData} image */
export function canvasOf(image) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: image.width, height: image.height });
  contextOf(canvas).putImageData(image, 0, 0);
  return canvas;
}

/** @param {number} value */
const clamp = (value) => Math.min(1, Math.max(0, value));

/**
 * For each of so many pixels the cell whose middle is at or before it, and how far it is on to the next.
 * @param {number} pixels @param {number} n  cells
 */
function places(pixels, n) {
  return Array.from({ length: pixels }, (_, i) => {
    const place = Math.min(n - 1, Math.max(0, ((i + 0.5) / pixels) * n - 0.5));
    const cell = Math.min(Math.max(0, n - 2), Math.floor(place));
    return { cell, on: place - cell };
  });
}
