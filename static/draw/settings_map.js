/** A map of settings on a canvas, with the lines over it. */
/** @import { Box, Ctx, MapLook, Theme } from "../types.js" */
/** @import { SettingsFound } from "../engine/map_kinds.js" */
/** @import { Line } from "../model/isolines.js" */
import { isolines } from "../model/isolines.js";
import { numberedLines } from "../model/settings_map.js";
import { paintSettings } from "./map_paint.js";

const LARGE = 0.05; // of the map, that carries words
const FAINT = "rgba(255,255,255,.75)"; // lines on a deep ground

/**
 * A map as it is drawn: the picture, and the lines over it, in cells.
 * @typedef {object} MapPicture
 * @property {HTMLCanvasElement} canvas
 * @property {number} columns @property {number} rows
 * @property {Line[]} edge  around what diverges
 * @property {{text: string, lines: Line[]}[]} numbered
 * @property {Line[]} outside  around what is there, and left the plot on the way
 * @property {{x: number, y: number}|null} leaves  the middle of that, in shares of the axes; null where it is small
 */

/**
 * @param {SettingsFound} found @param {number} columns @param {number} nIter @param {MapLook} look
 * @param {Box} box  that it is to fill @param {number} ratio  pixels a unit
 * @returns {MapPicture}
 */
export function mapPicture(found, columns, nIter, look, box, ratio) {
  const rows = found.score.length / columns;
  const diverged = Float64Array.from(found.diverged);
  const smooth = found.score.map((score) => (Number.isNaN(score) ? 2 : score));
  const leaves = smooth.map((score, i) => Number(score <= 1 && found.firstOut[i] <= nIter));
  const [width, height] = [box.width, box.height].map((side) => Math.max(1, Math.round(side * ratio)));
  return {
    columns,
    rows,
    canvas: paintSettings(found, columns, nIter, look, width, height, ratio),
    numbered: numberedLines(nIter).map(([share, text]) => ({
      text,
      lines: isolines(smooth, columns, share),
    })),
    edge: isolines(diverged, columns, 0.5),
    outside: isolines(leaves, columns, 0.5),
    leaves: middleOf(leaves, columns),
  };
}

/** The middle of the cells that are 1, if it is one of them; null where they are few. @param {Float64Array} cells @param {number} columns */
function middleOf(cells, columns) {
  const places = [...cells.keys()].filter((i) => cells[i]);
  if (places.length < LARGE * cells.length) return null;
  const mean = (/** @type {(i: number) => number} */ of) =>
    places.reduce((sum, i) => sum + of(i), 0) / places.length;
  const [column, row] = [mean((i) => i % columns), mean((i) => Math.floor(i / columns))];
  const isOne = cells[Math.round(row) * columns + Math.round(column)];
  return isOne ? { x: (column + 0.5) / columns, y: (row + 0.5) / (cells.length / columns) } : null;
}

/** @param {Line} line @param {number} i @param {Box} box @param {MapPicture} picture @returns {[number, number]} */
export const pixelOf = ({ x, y }, i, box, { columns, rows }) => [
  box.left + ((x[i] + 0.5) / columns) * box.width,
  box.top + (1 - (y[i] + 0.5) / rows) * box.height,
];

/** @param {Ctx} ctx @param {MapPicture} picture @param {Box} box @param {MapLook} look @param {Theme} theme */
export function drawSettingsMap(ctx, picture, box, look, theme) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left, box.top, box.width, box.height);
  ctx.clip();
  ctx.lineJoin = "round";
  ctx.drawImage(picture.canvas, box.left, box.top, box.width, box.height);
  const stroke = strokes(ctx, picture, box);
  const last = theme.name === "dark" ? "#FFFFFF" : theme.ink;
  for (const { text, lines } of picture.numbered)
    text.startsWith("in") ? stroke(lines, last, 1.4) : stroke(lines, FAINT, 0.9);
  stroke(picture.outside, FAINT, 1.2, [1.5, 3.5]);
  stroke(picture.edge, look.edge, 1.8);
  ctx.restore();
}

/** @param {Ctx} ctx @param {MapPicture} picture @param {Box} box */
function strokes(ctx, picture, box) {
  return (
    /** @type {Line[]} */ lines,
    /** @type {string} */ color,
    /** @type {number} */ width,
    /** @type {number[]} */ dash = [],
  ) => {
    ctx.beginPath();
    for (const line of lines)
      for (let i = 0; i < line.x.length; i++) {
        const [x, y] = pixelOf(line, i, box, picture);
        i ? ctx.lineTo(x, y) : ctx.moveTo(x, y);
      }
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.setLineDash(dash);
    ctx.stroke();
  };
}
