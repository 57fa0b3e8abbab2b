/** A row of a fair race: a dot a start, quartiles, the median; and the step sizes that are as good as its own. */
/** @import { Ctx, Style, Theme } from "../types.js" */
/** @import { Look, Paper } from "./paper.js" */
import { line } from "../draw/backdrop.js";
import { hatch } from "../draw/hatch.js";
import { drawMarker, drawMinimum } from "../draw/marks.js";
import { SHAPES } from "../draw/shapes.js";
import { ashOf, SANS } from "./paper.js";

const DOT = 2.3;
const APART = 4.8; // px between the middles of two dots
const BAND = 58; // px at the right, of what diverges
const EDGE = 12; // px at both ends
const LOWEST = -16; // a smaller loss is drawn there: as a power of ten

/**
 * Where values stand on a row. `log`: on a logarithmic axis; `guide`: a value with a line through all rows.
 * @typedef {{low: number, high: number, log: boolean, ticks: {value: number, text: string, power?: string}[],
 *   guide: number|null, band: boolean}} Scale
 * @typedef {{values: ArrayLike<number>, middle: number, quartiles: [number, number]|null, shared: number,
 *   style: Style}} Dots
 */

/** @param {number[]} losses  those of all rows @param {number} tolerance @returns {Scale} */
export function lossScale(losses, tolerance) {
  const finite = losses.filter(Number.isFinite).map((loss) => Math.log10(Math.max(loss, 10 ** LOWEST)));
  const low = Math.floor(Math.min(...finite, Math.log10(tolerance)) - 0.2);
  const high = Math.ceil(Math.min(Math.max(...finite, low + 3), low + 40) + 0.2);
  const step = Math.max(1, Math.ceil((high - low) / 7));
  const ticks = [];
  for (let e = Math.ceil(low / step) * step; e <= high; e += step) ticks.push(powerTick(e));
  if (losses.some((loss) => loss < 10 ** LOWEST)) ticks[0] = { ...powerTick(LOWEST), text: "≤ 10" };
  return { low, high, log: true, ticks, guide: tolerance, band: true };
}

/** @param {number} count  of racers @returns {Scale} */
export function rankScale(count) {
  const every = count > 8 ? 2 : 1;
  const ticks = [];
  for (let rank = 1; rank <= count; rank += every) ticks.push({ value: rank, text: String(rank) });
  return { low: 1, high: Math.max(count, 2), log: false, ticks, guide: null, band: false };
}

/** @param {number[]} sizes @param {number} shared @returns {Scale} */
export function sizeScale(sizes, shared) {
  const [low, high] = [Math.log10(sizes[0]), Math.log10(sizes[sizes.length - 1])];
  const ticks = [low, Math.log10(shared), high]
    .filter((value) => value >= low && value <= high)
    .map((value) => (value < -2.5 && value % 1 === 0 ? powerTick(value) : plainTick(value)));
  return {
    low,
    high: Math.max(high, low + 0.1),
    log: true,
    ticks: spread(ticks, low, high),
    guide: shared,
    band: false,
  };
}

/** @param {number} exponent @returns {Scale["ticks"][0]} */
const powerTick = (exponent) =>
  exponent === 0 ? plainTick(0) : { value: exponent, text: "10", power: String(exponent).replace("-", "−") };

/** @param {number} exponent @returns {Scale["ticks"][0]} */
const plainTick = (exponent) => ({ value: exponent, text: String(Number((10 ** exponent).toPrecision(3))) });

/** Ticks that are not too near to one of the ends. @param {Scale["ticks"]} ticks @param {number} low @param {number} high */
function spread(ticks, low, high) {
  const room = 0.3 * (high - low);
  return ticks.filter(({ value }, i) => i % 2 === 0 || (value - low > room && high - value > room));
}

/** @param {Paper} paper @param {Scale} scale */
const right = ({ width }, { band }) => width - EDGE - (band ? BAND : 0);

/** @param {Paper} paper @param {Scale} scale @param {number} value @returns {number} px */
export function placeOf(paper, scale, value) {
  if (scale.band && value === Infinity) return paper.width - BAND / 2;
  const at = scale.log ? Math.log10(Math.max(value, 10 ** LOWEST)) : value;
  const share = (Math.min(Math.max(at, scale.low), scale.high) - scale.low) / (scale.high - scale.low);
  return EDGE + share * (right(paper, scale) - EDGE);
}

/** What is behind a row: lines at the ticks, and the band. @param {Paper} paper @param {Scale} scale @param {Look} look @param {number} down */
export function drawGround(paper, scale, look, down) {
  const { ctx, width, height } = paper;
  const { theme } = look;
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.rule2;
  for (const { value } of scale.ticks) {
    const x = Math.round(placeOf(paper, scale, scale.log ? 10 ** value : value)) + 0.5;
    line(ctx, x, 0, x, height);
  }
  if (scale.band) hatch(ctx, [width - BAND, 0, BAND, height], ashOf(look), down);
  if (scale.guide === null) return;
  ctx.strokeStyle = theme.ink2;
  ctx.setLineDash([3, 3]);
  ctx.lineDashOffset = down;
  const x = Math.round(placeOf(paper, scale, scale.guide)) + 0.5;
  line(ctx, x, 0, x, height);
  ctx.setLineDash([]);
}

/** @param {Paper} paper @param {Scale} scale @param {Dots} dots @param {Look} look */
export function drawDots(paper, scale, { values, middle, quartiles, shared, style }, { theme }) {
  const { ctx, height } = paper;
  const y = height / 2;
  const place = (/** @type {number} */ value) => placeOf(paper, scale, value);
  ctx.strokeStyle = theme.ink3;
  ctx.setLineDash([1, 3]);
  ctx.lineWidth = 1.2;
  line(ctx, place(middle), y, place(shared), y);
  ctx.setLineDash([]);
  if (quartiles) {
    ctx.lineWidth = 2.4;
    ctx.strokeStyle = theme.name === "dark" ? theme.ink2 : theme.ink;
    line(ctx, place(quartiles[0]), y, place(quartiles[1]), y);
  }
  const failedAt = paper.width - BAND + 9;
  swarm(
    Array.from(values, (value) => (scale.band && value === Infinity ? failedAt : place(value))),
    height,
  ).forEach(([x, dy]) =>
    drawMarker(ctx, x, y + dy, { ...style, marker: "circle", variant: undefined }, theme.casing, DOT, 0.7),
  );
  drawHollow(ctx, place(shared), y, style, theme);
  drawMarker(ctx, place(middle), y, style, theme.casing, style.radius, 1.6);
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {Style} style @param {Theme} theme */
export function drawHollow(ctx, x, y, { marker, radius }, { ink3, background }) {
  ctx.beginPath();
  SHAPES[marker](ctx, x, y, 0.95 * radius);
  ctx.fillStyle = background;
  ctx.fill();
  ctx.strokeStyle = ink3;
  ctx.lineWidth = 1.4;
  ctx.stroke();
}

/** Dots beside each other where they would lie on each other. @param {number[]} places @param {number} height @returns {[number, number][]} */
function swarm(places, height) {
  const lanes = [0, 1, -1, 2, -2, 3, -3]
    .map((lane) => lane * APART)
    .filter((dy) => Math.abs(dy) < height / 2 - DOT);
  /** @type {[number, number][]} */
  const put = [];
  for (const x of [...places].sort((a, b) => a - b)) {
    const isFree = (/** @type {number} */ dy) =>
      put.every(([other, way]) => Math.hypot(other - x, way - dy) >= APART - 0.01);
    put.push([x, lanes.find(isFree) ?? lanes[put.length % lanes.length]]);
  }
  return put;
}

/** The good range of step sizes, and the best. @param {Paper} paper @param {Scale} scale @param {[number, number]} good @param {number} best @param {Look} look */
export function drawRange(paper, scale, good, best, { theme, map }) {
  const { ctx, height } = paper;
  ctx.strokeStyle = map.ramp[theme.name === "dark" ? 9 : 3];
  ctx.lineWidth = 5;
  line(ctx, placeOf(paper, scale, good[0]), height / 2, placeOf(paper, scale, good[1]), height / 2);
  drawMinimum(ctx, placeOf(paper, scale, best), height / 2, theme);
}

/** The numbers below the rows. @param {Paper} paper @param {Scale} scale @param {Look} look */
export function drawTicks(paper, scale, { theme }) {
  const { ctx, width } = paper;
  ctx.font = SANS;
  ctx.fillStyle = theme.ink2;
  ctx.textBaseline = "alphabetic";
  for (const { value, text, power } of scale.ticks) {
    const x = placeOf(paper, scale, scale.log ? 10 ** value : value);
    const half = ctx.measureText(text).width / 2;
    ctx.textAlign = "center";
    ctx.fillText(text, Math.min(Math.max(x - (power ? 4 : 0), half), width - half), 16);
    if (!power) continue;
    ctx.font = SANS.replace("13", "10");
    ctx.textAlign = "left";
    ctx.fillText(power, x + 4, 11);
    ctx.font = SANS;
  }
  ctx.textAlign = "center";
  if (scale.band) ctx.fillText("diverges", width - BAND / 2, 16);
}
