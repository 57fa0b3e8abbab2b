/** The two curves below the rows: the data profile, and what tuning effort buys. */
/** @import { Style } from "../types.js" */
/** @import { Look, Paper } from "./paper.js" */
import { line } from "../draw/backdrop.js";
import { drawMarker } from "../draw/marks.js";
import { formatRound, raised, roundTicks } from "../model/format.js";
import { SANS } from "./paper.js";

const PLOT = { left: 46, right: 12, top: 8, bottom: 22 };

/**
 * @typedef {{style: Style, values: ArrayLike<number>}} Line  values over the places of an axis
 */

/** @param {Paper} paper */
const boxOf = ({ width, height }) => ({
  ...{ left: PLOT.left, top: PLOT.top },
  ...{ width: width - PLOT.left - PLOT.right, height: height - PLOT.top - PLOT.bottom },
});

/**
 * The share of the starts that are solved within k gradients, for each racer (Moré and Wild 2009).
 * @param {Paper} paper @param {Line[]} lines  of budget + 1 values, the best last @param {Look} look
 */
export function drawProfile(paper, lines, look) {
  const { ctx } = paper;
  const { left, top, width, height } = boxOf(paper);
  const { theme } = look;
  const budget = lines[0].values.length - 1;
  const x = (/** @type {number} */ k) => left + (k / budget) * width;
  const y = (/** @type {number} */ share) => top + (1 - share) * height;
  begin(paper, look);
  for (const share of [0, 0.5, 1]) row(paper, y(share), `${100 * share} %`, look);
  for (const k of roundTicks(0, budget, 4)) below(paper, x(k), formatRound(k));
  for (const { style, values } of lines) {
    ctx.beginPath();
    for (let k = 0; k <= budget; k++) ctx.lineTo(x(k), y(values[k]));
    stroke(paper, style, look);
    drawMarker(ctx, x(budget), y(values[budget]), style, theme.casing, 4.2, 1.2);
  }
}

/**
 * The loss that is expected of who tries so many step sizes.
 * @param {Paper} paper @param {number[]} tries  places of the axis, from 1 on @param {Line[]} lines @param {number} now
 * @param {Look} look
 */
export function drawEffort(paper, tries, lines, now, look) {
  const { ctx } = paper;
  const { left, top, width, height } = boxOf(paper);
  const exponents = lines.flatMap(({ values }) => Array.from(values, Math.log10));
  const [low, high] = [Math.floor(Math.min(...exponents, -1)), Math.ceil(Math.max(...exponents, 0))];
  const last = Math.log(tries[tries.length - 1]);
  const x = (/** @type {number} */ n) => left + (Math.log(n) / last) * width;
  const y = (/** @type {number} */ loss) => top + ((high - Math.log10(loss)) / (high - low)) * height;
  begin(paper, look);
  const step = Math.max(1, Math.ceil((high - low) / 4));
  for (let e = Math.ceil(low / step) * step; e <= high; e += step) row(paper, y(10 ** e), decade(e), look);
  for (const n of [1, 3, 10, 30, 100, 200].filter((value) => value <= tries[tries.length - 1]))
    if (n !== 100) below(paper, x(n), String(n));
  for (const { style, values } of lines) {
    ctx.beginPath();
    tries.forEach((n, i) => ctx.lineTo(x(n), y(values[i])));
    stroke(paper, style, look);
  }
  ctx.strokeStyle = look.theme.accent;
  ctx.lineWidth = 1.5;
  const at = Math.round(x(now)) + 0.5;
  line(ctx, at, top, at, top + height);
  const place = tries.findLastIndex((n) => n <= now);
  for (const { style, values } of lines)
    drawMarker(ctx, at, y(values[place]), style, look.theme.casing, 4.2, 1.2);
}

/** @param {number} exponent */
const decade = (exponent) =>
  exponent >= -2 && exponent <= 3
    ? String(Number((10 ** exponent).toPrecision(1)))
    : raised(`10^${String(exponent).replace("-", "−")}`);

/** @param {Paper} paper @param {Look} look */
function begin({ ctx }, { theme }) {
  ctx.font = SANS;
  ctx.fillStyle = theme.ink2;
  ctx.lineWidth = 1;
}

/** @param {Paper} paper @param {number} y @param {string} text @param {Look} look */
function row(paper, y, text, { theme }) {
  const { ctx } = paper;
  const { left, width } = boxOf(paper);
  ctx.strokeStyle = theme.rule2;
  line(ctx, left, Math.round(y) + 0.5, left + width, Math.round(y) + 0.5);
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  ctx.fillText(text, left - 7, y);
}

/** @param {Paper} paper @param {number} x @param {string} text */
function below({ ctx, height }, x, text) {
  ctx.textAlign = "center";
  ctx.textBaseline = "alphabetic";
  ctx.fillText(text, x, height - 5);
}

/** @param {Paper} paper @param {Style} style @param {Look} look */
function stroke({ ctx }, { color }, { theme }) {
  ctx.strokeStyle = theme.casing;
  ctx.lineWidth = 3.4;
  ctx.stroke();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.8;
  ctx.stroke();
}
