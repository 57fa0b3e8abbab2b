/**
 * A chart of a lesson: by iterations, on an even or a logarithmic axis, with the clock's line; or by the step size. A
 * prediction is a dashed line of the visitor's colour, what was measured a solid one of ink.
 */
/** @import { Ctx, LessonChartFacts, LessonMark, LessonRun, Theme } from "../types.js" */
import { partOf } from "../dom.js";
import { line } from "../draw/backdrop.js";
import { Layer } from "../draw/layer.js";
import { drawLabel, halfOfLabel } from "../draw/marks.js";
import { hatch } from "../draw/hatch.js";
import { unit, sizeOf } from "../model/scale.js";
import { scrubOn } from "../views/scrub.js";
import { axesOf, drawAxes, MARGIN } from "./chart_axes.js";
import { SweepMark, SweptCurve, TimedCurve } from "./curves.js";
import { showHead } from "./head.js";
import { KINDS } from "./kinds.js";

const DASH = [6, 5];
const LOWER = 16; // px
const UNCHANGED = 1; // the factor at which a step leaves the loss as it is

export class LessonChart {
  /** @type {LessonChartFacts} */
  chart;
  /** @type {LessonRun[]} */
  runs = [];
  /** @type {Theme} */
  theme;
  /** There is none while the chart has no size. @type {ReturnType<typeof axesOf>|null} */
  axes = null;
  /** @type {import("../types.js").Box} */
  plot;
  /** @type {(TimedCurve | SweptCurve | SweepMark)[]} */
  curves = [];

  /** @param {HTMLElement} figure @param {import("../model/clock.js").Clock} clock */
  constructor(figure, clock) {
    this.figure = figure;
    this.host = partOf(figure, ".lesson-chart");
    this.beneath = new Layer(this.host, "beneath");
    this.layer = new Layer(this.host, "trail");
    scrubOn(this.host, clock, (px) => this.timeAt(px / unit()));
  }

  /** @param {LessonChartFacts} chart @param {LessonRun[]} runs  on it @param {Theme} theme @param {string[]} named  over a plane */
  setScene(chart, runs, theme, named) {
    Object.assign(this, { chart, runs, theme });
    this.host.setAttribute("aria-label", chart.words);
    this.host.toggleAttribute("data-scrubs", this.isTimed);
    const others = runs.filter(({ title }) => !named.includes(title));
    showHead(this.figure, others, theme, chart.hidden);
    this.layout();
  }

  layout() {
    const { width, height } = sizeOf(this.host);
    this.axes = null;
    if (!this.chart || !width) return;
    const { left, right, top, bottom } = MARGIN;
    this.plot = { left, top, width: width - left - right, height: height - top - bottom };
    this.axes = axesOf(this.chart, this.plot);
    this.curves = this.runs.map((run) => this.curveOf(run));
    this.drawGround(this.axes);
  }

  /** Whether it is by step size. */
  get isSweep() {
    return this.chart.kind === "sweep";
  }

  /** Whether its axis is the clock's: not by step size, nor counted from where each run has come to some place. */
  get isTimed() {
    return !this.isSweep && this.chart.since === undefined;
  }

  /** @param {LessonRun} run */
  curveOf(run) {
    const { x, y } = axesOf(this.chart, this.plot);
    if (run.kind === "sweep") return new SweptCurve(run, x, y);
    return this.isSweep
      ? new SweepMark(run, x, y)
      : new TimedCurve(run, KINDS[this.chart.kind](run, this.chart), x, y);
  }

  /** @param {NonNullable<LessonChart["axes"]>} axes */
  drawGround(axes) {
    const { plot, theme, chart } = this;
    const ctx = this.beneath.begin();
    if (this.isSweep) {
      const above = axes.y.at(UNCHANGED) - plot.top;
      hatch(ctx, [plot.left, plot.top, plot.width, above], { ash: theme.diverged, lines: theme.hatch });
    }
    drawAxes(ctx, axes, plot, chart.along, theme);
    if (this.isSweep) this.drawUnchanged(ctx, axes.y.at(UNCHANGED));
    this.clipped(ctx, () => this.curves.forEach((curve) => curve.drawBeneath(ctx, theme)));
  }

  /** Above this line the loss grows. @param {Ctx} ctx @param {number} y */
  drawUnchanged(ctx, y) {
    const { left, width, height } = this.plot;
    ctx.strokeStyle = ctx.fillStyle = this.theme.ink2;
    line(ctx, left, Math.round(y) + 0.5, left + width, Math.round(y) + 0.5);
    ctx.textAlign = "left";
    ctx.fillText("above: it grows", left + 10, y - 12);
    ctx.fillText("below: it settles", left + 10, y + LOWER + 0.08 * height); // curves begin right below the line
  }

  /** @param {Ctx} ctx @param {() => void} draw */
  clipped(ctx, draw) {
    const { left, top, width, height } = this.plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(left - 1, top, width + 2, height);
    ctx.clip();
    draw();
    ctx.restore();
  }

  /** @param {number} time in iterates */
  draw(time) {
    const { axes, theme, curves } = this;
    if (!axes) return;
    const ctx = this.layer.begin();
    this.clipped(ctx, () => curves.forEach((curve) => curve.draw(ctx, time, theme)));
    if (this.isTimed && curves.length) this.drawClock(ctx, axes.x.at(time));
    const { measured, prediction } = this.chart;
    const isBelow = (prediction?.value ?? 0) <= (measured?.value ?? Infinity);
    if (measured) this.drawMark(ctx, axes, measured, isBelow ? 1 : -1, theme.ink);
    if (prediction) this.drawMark(ctx, axes, prediction, isBelow ? -1 : 1, theme.accent, DASH);
    for (const curve of curves) curve.drawHead(ctx, time, theme);
  }

  /** @param {Ctx} ctx @param {number} x */
  drawClock(ctx, x) {
    const { left, top, width, height } = this.plot;
    if (!(x >= left && x <= left + width)) return;
    ctx.strokeStyle = this.theme.accent;
    ctx.lineWidth = 1.5;
    line(ctx, Math.round(x) + 0.5, top - 6, Math.round(x) + 0.5, top + height);
  }

  /**
   * @param {Ctx} ctx @param {NonNullable<LessonChart["axes"]>} axes @param {LessonMark} mark
   * @param {number} side  on which its words stand, -1 for the left or below @param {string} color @param {number[]} [dash]
   */
  drawMark(ctx, { x, y }, { value, words }, side, color, dash = []) {
    const { left, top, width, height } = this.plot;
    const half = halfOfLabel(ctx, words);
    const inside = (/** @type {number} */ place) =>
      Math.max(left + half + 8, Math.min(left + width - half - 8, place));
    ctx.strokeStyle = color;
    ctx.lineWidth = 2.2;
    ctx.setLineDash(dash);
    const isAcross = this.chart.on === "y";
    const at = isAcross ? y.at(value) : x.at(value);
    if (isAcross) line(ctx, left, at, left + width, at);
    else line(ctx, at, top, at, top + height);
    ctx.setLineDash([]);
    const place = isAcross
      ? { x: left + half + 12, y: Math.max(top + 12, Math.min(top + height - 12, at - side * 15)), half }
      : { x: inside(at + side * (half + 10)), y: top + height - 18, half };
    drawLabel(ctx, words, place, { ...this.theme, ink: color });
  }

  /** @param {number} px @returns {number|null} the time under a pixel; null where its axis is none of time */
  timeAt(px) {
    return this.axes && this.isTimed ? this.axes.x.valueAt(px) : null;
  }
}
