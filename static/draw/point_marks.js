/** A point that was predicted, and the measured one: the accent is the visitor's own, solid ink what was measured. */
/** @import { Ctx, Pixel, Theme } from "../types.js" */
import { drawLabel, halfOfLabel } from "./marks.js";

const RING = 8;
const ARM = [4, 12];
const RAISED = 26; // px, from a point to its words

/** @param {Ctx} ctx @param {Pixel} at @param {Theme} theme */
export function drawPrediction(ctx, { x, y }, { accent, background }) {
  for (const { width, color } of [
    { width: 5, color: background },
    { width: 2.2, color: accent },
  ]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = color;
    ctx.beginPath();
    ctx.arc(x, y, RING, 0, 2 * Math.PI);
    for (const [dx, dy] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ]) {
      ctx.moveTo(x + dx * ARM[0], y + dy * ARM[0]);
      ctx.lineTo(x + dx * ARM[1], y + dy * ARM[1]);
    }
    ctx.stroke();
  }
}

/** @param {Ctx} ctx @param {Pixel} from @param {Pixel} to @param {Theme} theme */
export function drawMiss(ctx, from, to, { accent }) {
  ctx.strokeStyle = accent;
  ctx.lineWidth = 2.2;
  ctx.setLineDash([6, 5]);
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(to.x, to.y);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** @param {Ctx} ctx @param {Pixel} at @param {Theme} theme */
export function drawMeasured(ctx, { x, y }, { ink, background }) {
  ctx.beginPath();
  ctx.arc(x, y, RING, 0, 2 * Math.PI);
  ctx.lineWidth = 5;
  ctx.strokeStyle = background;
  ctx.stroke();
  ctx.lineWidth = 2.2;
  ctx.strokeStyle = ink;
  ctx.stroke();
}

/**
 * Words beside a point, above it or below.
 * @param {Ctx} ctx @param {string} words @param {Pixel} at @param {import("../types.js").Box} box  to stay in
 * @param {boolean} above @param {Theme} theme
 */
export function drawWords(ctx, words, { x, y }, box, above, theme) {
  const half = halfOfLabel(ctx, words);
  const place = {
    x: Math.max(box.left + half + 8, Math.min(box.left + box.width - half - 8, x)),
    y: Math.max(box.top + 14, Math.min(box.top + box.height - 14, y + (above ? -RAISED : RAISED))),
    half,
  };
  drawLabel(ctx, words, place, theme);
}
