/** The axes of a lesson's chart: each even or logarithmic, where values lie on it, and what is written beside it. */
/** @import { Box, Ctx, LessonChartFacts, Point, Theme } from "../types.js" */
import { line, writeTick } from "../draw/backdrop.js";
import { axisTicks } from "../model/axis.js";
import { letters } from "../model/scale.js";

const OVER = 0.2; // of the plot, how far beyond its edge a value is held
export const MARGIN = { left: 54, right: 14, top: 8, bottom: 40 };

/** One axis, from a value to a pixel and back. */
export class Axis {
  /** @param {Point} ends @param {boolean} log @param {number} begin @param {number} end  px */
  constructor([low, high], log, begin, end) {
    this.log = log;
    this.low = this.of(low);
    this.high = this.of(high);
    this.begin = begin;
    this.end = end;
  }

  /** A value as the axis counts it. @param {number} value */
  of(value) {
    return this.log ? (value > 0 ? Math.log10(value) : value === 0 ? -Infinity : NaN) : value;
  }

  /** @param {number} value @returns {number} px, held just outside where the axis ends; NaN where there is no value */
  at(value) {
    const share = (this.of(value) - this.low) / (this.high - this.low);
    return this.begin + Math.max(-OVER, Math.min(1 + OVER, share)) * (this.end - this.begin);
  }

  /** @param {number} px @returns {number} the value there */
  valueAt(px) {
    const value = this.low + ((px - this.begin) / (this.end - this.begin)) * (this.high - this.low);
    return this.log ? 10 ** value : value;
  }

  ticks() {
    return axisTicks(this);
  }
}

/** @param {LessonChartFacts} chart @param {Box} plot @returns {{x: Axis, y: Axis}} */
export function axesOf({ x, y, log_x: logX, log_y: logY }, { left, top, width, height }) {
  return { x: new Axis(x, logX, left, left + width), y: new Axis(y, logY, top + height, top) };
}

/** @param {Ctx} ctx @param {{x: Axis, y: Axis}} axes @param {Box} plot @param {string} along @param {Theme} theme */
export function drawAxes(ctx, { x, y }, { left, top, width, height }, along, theme) {
  ctx.lineWidth = 1;
  ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
  ctx.textBaseline = "middle";
  for (const { value, text, power } of y.ticks()) {
    const at = Math.round(y.at(value)) + 0.5;
    ctx.strokeStyle = theme.rule2;
    line(ctx, left, at, left + width, at);
    writeTick(ctx, text, power, left - 8, at, theme);
  }
  const bottom = top + height;
  ctx.strokeStyle = theme.rule;
  line(ctx, left, bottom + 0.5, left + width, bottom + 0.5);
  for (const { value, text, power } of x.ticks()) {
    const half = ctx.measureText(text + (power ?? "")).width / 2;
    const middle = Math.min(x.at(value), left + width + MARGIN.right - half);
    writeTick(ctx, text, power, middle, bottom + 14, theme, "center");
  }
  ctx.textAlign = "center";
  ctx.fillStyle = theme.ink2;
  ctx.fillText(along, left + width / 2, bottom + 32);
}
