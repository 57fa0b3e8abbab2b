/** A map of starts: basins in the colours of their minima, the deeper the sooner; dots where a run bounces. */
/** @import { Box, Ctx, DrawnTerrain, MapLook, Point, Theme } from "../types.js" */
/** @import { StartsFound } from "../engine/map_kinds.js" */
/** @import { Frame } from "../model/path.js" */
import { BOUNCES } from "../engine/maps.js";
import { formatPoint } from "../model/format.js";
import { isolines } from "../model/isolines.js";
import { canvasOf, channels } from "./map_paint.js";
import { drawLabel, drawMinimum, halfOfLabel } from "./marks.js";

const DOTS = { across: 7, down: 5, radius: 0.8 }; // units
const HATCH = { step: 5, alpha: 0.4 };
const MOST_NAMED = 8; // minima: more plates would cover the map

/**
 * @param {StartsFound} found @param {number[]} colours  of the minima @param {number} nIter @param {MapLook} look
 * @param {Box} box @param {number} ratio  pixels a unit
 */
export function paintStarts({ end, since }, colours, nIter, look, box, ratio) {
  const n = Math.sqrt(end.length);
  const [width, height] = [box.width, box.height].map((side) => Math.max(1, Math.round(side * ratio)));
  const ends = look.ends.map((pair) => pair.map(channels));
  const [bounces, gone, line, dots] = [look.bounces, look.gone, look.edge, look.dots].map(channels);
  const image = new ImageData(width, height);
  for (let py = 0; py < height; py++) {
    const row = Math.min(n - 1, Math.floor((1 - (py + 0.5) / height) * n)) * n;
    for (let px = 0; px < width; px++) {
      const cell = row + Math.min(n - 1, Math.floor(((px + 0.5) / width) * n));
      const to = 4 * (py * width + px);
      const isEnd = end[cell] >= 0;
      const isDot = end[cell] === BOUNCES && onDot(px / ratio, py / ratio);
      const isLine = !isEnd && end[cell] !== BOUNCES && onHatch(px / ratio, py / ratio);
      const [soon, late] = isEnd
        ? ends[colours[end[cell]]]
        : [end[cell] === BOUNCES ? bounces : gone, isDot ? dots : line];
      const share = isEnd ? since[cell] / nIter : isDot ? 1 : isLine ? HATCH.alpha : 0;
      for (let k = 0; k < 3; k++) image.data[to + k] = soon[k] + (late[k] - soon[k]) * share;
      image.data[to + 3] = 255;
    }
  }
  return canvasOf(image);
}

/** @param {number} x @param {number} y  in units */
function onDot(x, y) {
  const row = Math.round(y / DOTS.down);
  const shift = row % 2 ? DOTS.across / 2 : 0;
  const column = Math.round((x - shift) / DOTS.across);
  return Math.hypot(x - shift - column * DOTS.across, y - row * DOTS.down) <= DOTS.radius;
}

/** @param {number} x @param {number} y */
const onHatch = (x, y) => (x + y) % (HATCH.step * Math.SQRT2) < 1.2;

/**
 * The picture with the terrain's level lines over it.
 * @param {Ctx} ctx @param {HTMLCanvasElement} picture @param {Box} box @param {Frame} frame  what the box shows
 * @param {DrawnTerrain} terrain
 */
export function drawGround(ctx, picture, box, frame, terrain) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left, box.top, box.width, box.height);
  ctx.clip();
  ctx.drawImage(picture, box.left, box.top, box.width, box.height);
  ctx.strokeStyle = terrain.theme.level_line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (const level of terrain.lines)
    for (const { x, y } of linesOf(terrain, level))
      x.forEach((_, i) => {
        const px = box.left + ((x[i] - frame.x0) / (frame.x1 - frame.x0)) * box.width;
        const py = box.top + (1 - (y[i] - frame.y0) / (frame.y1 - frame.y0)) * box.height;
        i ? ctx.lineTo(px, py) : ctx.moveTo(px, py);
      });
  ctx.stroke();
  ctx.restore();
}

/** The lines of a level, in the plane. @param {DrawnTerrain} terrain @param {number} level */
function linesOf({ colour, nx, ny, x0, y0, width, depth }, level) {
  return isolines(colour, nx, level).map(({ x, y }) => ({
    x: x.map((i) => x0 + (i / (nx - 1)) * width),
    y: y.map((j) => y0 + (j / (ny - 1)) * depth),
  }));
}

/**
 * The minima, each with its name on a plate.
 * @param {Ctx} ctx @param {Point[]} minima @param {(x: number, y: number) => {x: number, y: number}} pixel @param {Box} box
 * @param {Theme} theme
 */
export function drawMinima(ctx, minima, pixel, box, theme) {
  for (const point of minima) {
    const { x, y } = pixel(...point);
    if (x < box.left || x > box.left + box.width || y < box.top || y > box.top + box.height) continue;
    drawMinimum(ctx, x, y, theme);
    if (minima.length > MOST_NAMED) continue;
    const text = formatPoint(point);
    const half = halfOfLabel(ctx, text);
    const held = Math.min(box.left + box.width - half - 8, Math.max(box.left + half + 8, x));
    drawLabel(ctx, text, { x: held, y: y - box.top > 36 ? y - 22 : y + 22, half }, theme);
  }
}
