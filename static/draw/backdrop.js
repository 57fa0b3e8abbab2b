/** What stands behind the curves of a chart: its axes, and the lines to compare with. */
/** @import { Ctx } from "../types.js" */
import { axisTicks } from "../model/axis.js";
import { endOf, levelAt } from "../model/charts.js";
import { letters } from "../model/scale.js";

export const LEADER = 9; // px, from the end of a guide to its name; the cursor's markers end before

/** @param {Ctx} ctx @param {import("../views/chart.js").Chart} chart */
export function drawAxes(ctx, chart) {
  const { theme, nIter } = chart.scene;
  const { left, top, width, height } = chart.plot;
  ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
  ctx.textBaseline = "middle";
  ctx.lineWidth = 1;
  for (const { value, text, power } of axisTicks(chart.axis)) {
    const y = Math.round(chart.yAt(value)) + 0.5;
    ctx.strokeStyle = theme.rule2;
    line(ctx, left, y, left + width, y);
    writeTick(ctx, text, power, left - 8, y, theme);
  }
  ctx.strokeStyle = theme.rule;
  line(ctx, left, top + height + 0.5, left + width, top + height + 0.5);
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillStyle = theme.ink2;
  for (const k of iterateTicks(nIter)) ctx.fillText(String(k), chart.xAt(k), chart.size.height - 3);
}

/** The lines to compare with, faintly. @param {Ctx} ctx @param {import("../views/chart.js").Chart} chart */
export function drawGuides(ctx, chart) {
  const { left } = chart.plot;
  ctx.strokeStyle = chart.scene.theme.ink3;
  ctx.setLineDash([3, 3]);
  for (const guide of chart.guides) {
    ctx.beginPath();
    const end = chart.xAt(endOf(guide, chart.scene.nIter)) - left;
    const step = guide.power || guide.factors ? 2 : Math.max(1, end);
    for (let px = 0; px <= end; px += step)
      ctx.lineTo(left + px, chart.yAt(levelAt(guide, chart.timeAt(left + px))));
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/**
 * From the end of each line to its name, which may stand higher or lower.
 * @param {Ctx} ctx @param {import("../views/chart.js").Chart} chart
 */
export function drawLeaders(ctx, { plot, scene, named }) {
  const right = plot.left + plot.width;
  ctx.strokeStyle = scene.theme.ink3;
  ctx.lineWidth = 1;
  for (const { line: y, row } of named) line(ctx, right, y, right + LEADER, row);
}

/** @param {Ctx} ctx @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
export function line(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/**
 * A number at x, its power of ten raised: it ends there, or has its middle there.
 * @param {Ctx} ctx @param {string} text @param {string|null} power @param {number} x @param {number} y
 * @param {import("../types.js").Theme} theme @param {"right"|"center"} [align]
 */
export function writeTick(ctx, text, power, x, y, theme, align = "right") {
  ctx.fillStyle = theme.ink2;
  ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
  ctx.textAlign = align;
  if (power === null) return ctx.fillText(text, x, y);
  ctx.textAlign = "right";
  const base = ctx.measureText(text).width;
  ctx.font = '10px "Source Sans", sans-serif';
  const raised = ctx.measureText(power).width + 1;
  const end = align === "right" ? x : x + (base + raised) / 2;
  ctx.fillText(power, end, y - 4);
  ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
  ctx.fillText(text, end - raised, y + 1);
}

/** @param {number} nIter @returns {number[]} five or six round iterates, 0 among them */
function iterateTicks(nIter) {
  const step =
    [1, 2, 5]
      .flatMap((m) => [0, 1, 2, 3, 4].map((e) => m * 10 ** e))
      .sort((a, b) => a - b)
      .find((s) => nIter / s <= 6) ?? nIter;
  return Array.from({ length: Math.floor(nIter / step) + 1 }, (_, i) => i * step);
}
