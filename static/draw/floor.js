/** Under the surface: the two near edges of the floor, with the contour's own numbers, upright. */
/** @import { Ctx, Point, Scene } from "../types.js" */
import { letters } from "../model/scale.js";
import { formatRound, roundTicks, tickDigits } from "../model/format.js";

/**
 * @typedef {object} Edge  of the floor
 * @property {string} name of its axis @property {Point} range
 * @property {(value: number) => Point} at  the point of a value
 * @property {Point} out  the direction away from the floor
 * @property {number} corner  the value where the two edges meet
 */

/** @param {Ctx} ctx @param {import("../views/surface_view.js").SurfaceView} view @param {Scene} scene */
export function drawFloor(ctx, view, { terrain, theme }) {
  const near = {
    x: view.eye[0] < (terrain.x0 + terrain.x1) / 2 ? terrain.x0 : terrain.x1,
    y: view.eye[1] < (terrain.y0 + terrain.y1) / 2 ? terrain.y0 : terrain.y1,
  };
  ctx.strokeStyle = theme.floor;
  ctx.fillStyle = theme.ink2;
  ctx.lineWidth = 1;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  /** @type {Edge} */
  const alongX = {
    name: "x",
    range: [terrain.x0, terrain.x1],
    at: (v) => [v, near.y],
    out: [0, near.y === terrain.y0 ? -1 : 1],
    corner: near.x,
  };
  /** @type {Edge} */
  const alongY = {
    name: "y",
    range: [terrain.y0, terrain.y1],
    at: (v) => [near.x, v],
    out: [near.x === terrain.x0 ? -1 : 1, 0],
    corner: near.y,
  };
  for (const edge of [alongX, alongY]) drawEdge(ctx, view, terrain, edge);
}

/**
 * @param {Ctx} ctx @param {import("../views/surface_view.js").SurfaceView} view
 * @param {import("../model/terrain.js").Terrain} terrain @param {Edge} edge
 */
function drawEdge(ctx, view, terrain, { name, range, at, out, corner }) {
  const [low, high] = range;
  /** @param {number} v */
  const seen = (v) => terrain.floorIsSeen(...at(v), view.eye);
  ctx.beginPath();
  for (let i = 0; i < 80; i++) {
    const a = low + ((high - low) * i) / 80,
      b = low + ((high - low) * (i + 1)) / 80;
    if (!seen(a) && !seen(b)) continue;
    const from = view.pixel(...at(a), terrain.low),
      to = view.pixel(...at(b), terrain.low);
    ctx.moveTo(from.x, from.y);
    ctx.lineTo(to.x, to.y);
  }
  ctx.stroke();
  const ticks = roundTicks(low, high, 3).filter((v) => Math.abs(v - corner) > (high - low) * 0.02 && seen(v));
  const digits = tickDigits(low, high);
  ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
  for (const v of ticks) write(ctx, view, terrain, at(v), out, formatRound(v, digits), 4, 14);
  ctx.font = "italic 17px KaTeX_Math, serif";
  const place = namePlace(low, high, ticks, corner).find(seen);
  if (place !== undefined) write(ctx, view, terrain, at(place), out, name, 0, 15);
}

/**
 * Places for an axis name: away from the ticks and the corner, the middle first.
 * @param {number} low @param {number} high @param {number[]} ticks @param {number} corner
 */
function namePlace(low, high, ticks, corner) {
  const places = [0.38, 0.62, 0.25, 0.75, 0.12, 0.88].map((u) => low + u * (high - low));
  /** @param {number} v */
  const room = (v) => Math.min(...ticks.map((t) => Math.abs(t - v)), Math.abs(corner - v));
  return places.sort(
    (a, b) => Math.min(room(b), (high - low) * 0.12) - Math.min(room(a), (high - low) * 0.12),
  );
}

/**
 * @param {Ctx} ctx @param {import("../views/surface_view.js").SurfaceView} view
 * @param {import("../model/terrain.js").Terrain} terrain @param {Point} at @param {Point} out @param {string} text
 * @param {number} tick @param {number} distance
 */
function write(ctx, view, terrain, [x, y], [ox, oy], text, tick, distance) {
  const at = view.pixel(x, y, terrain.low);
  const beyond = view.pixel(x + ox * terrain.width * 0.1, y + oy * terrain.depth * 0.1, terrain.low);
  const length = Math.hypot(beyond.x - at.x, beyond.y - at.y) || 1;
  const u = (beyond.x - at.x) / length,
    v = (beyond.y - at.y) / length;
  ctx.beginPath();
  ctx.moveTo(at.x, at.y);
  ctx.lineTo(at.x + u * tick, at.y + v * tick);
  ctx.stroke();
  ctx.fillText(text, at.x + u * distance, at.y + v * distance);
}
