/** The run of a setting that is pointed at: dots in its racer's colour, over the contour. */
/** @import { Ctx, Run, Theme } from "../types.js" */

const GAP = 5.5; // px from one dot to the next

/**
 * @param {Ctx} ctx @param {{frame: import("../types.js").Box, point(x: number, y: number): import("../types.js").Pixel, clip(ctx: Ctx): void}} view
 * @param {Pick<Run, "x"|"y"|"length"|"style">} run @param {Theme} theme
 */
export function drawPointed(ctx, view, run, theme) {
  if (!view.frame) return;
  view.clip(ctx);
  ctx.lineCap = "round";
  ctx.lineJoin = "round";
  ctx.setLineDash([0, GAP]);
  ctx.beginPath();
  for (let k = 0; k < run.length; k++) {
    const { x, y } = view.point(run.x[k], run.y[k]);
    if (Math.abs(x) > 1e5 || Math.abs(y) > 1e5) break; // far outside: no dot of it is seen
    k ? ctx.lineTo(x, y) : ctx.moveTo(x, y);
  }
  for (const [color, width] of /** @type {[string, number][]} */ ([
    [theme.casing, 4.6],
    [run.style.color, 2.8],
  ])) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.stroke();
  }
  ctx.restore();
}
