/** The data that f is an error on, and of each racer the line of its iterate: what a place in the plane means. */
/** @import { Line } from "../engine/types.js" */
/** @import { Box, Ctx, Point, Scene } from "../types.js" */
import { partOf } from "../dom.js";
import { positionAt } from "../bridge/trajectories.js";
import { line } from "../draw/backdrop.js";
import { Layer } from "../draw/layer.js";
import { drawMarker } from "../draw/marks.js";
import { extentOf, lineOf, rowsAt } from "../model/data.js";
import { formatRound, roundTicks } from "../model/format.js";
import { letters, sizeOf } from "../model/scale.js";

const MARGIN = { left: 46, right: 14, top: 8, bottom: 20 };
const DOT = 3; // px

/** @returns {string} the chart's elements */
export const dataChartHtml =
  () => `<figure data-role="data" hidden><figcaption><b></b><span></span></figcaption>
    <div class="stage-curve"><div class="stage-chart" role="img"></div></div></figure>`;

export class DataChart {
  /** @type {Scene} */
  scene;
  /** @type {Line|null} */
  data = null;
  /** @type {Box|undefined} */
  plot;
  extent = { x: /** @type {Point} */ ([0, 1]), y: /** @type {Point} */ ([0, 1]) };

  /** @param {HTMLElement} root the stage */
  constructor(root) {
    this.figure = partOf(root, '[data-role="data"]');
    this.title = partOf(this.figure, "b");
    this.along = partOf(this.figure, "span");
    this.host = partOf(this.figure, ".stage-chart");
    this.layer = new Layer(this.host, "data");
  }

  /** @param {Scene} scene */
  setScene(scene) {
    const was = this.data;
    this.scene = scene;
    this.data = scene.data?.rows ?? null;
    this.figure.hidden = !this.data;
    if (this.data && this.data !== was) this.describe(this.data);
    if (this.data) this.layout();
  }

  /** @param {Line} data */
  describe(data) {
    const [along, up] = data.axes;
    this.extent = extentOf(data);
    this.title.textContent = up;
    this.along.textContent = `by ${along}`;
    const words = `${data.targets.length} rows of data, and the line of each racer’s iterate: ${up} by ${along}`;
    this.host.setAttribute("aria-label", words);
  }

  reset() {}

  layout() {
    const { width, height } = sizeOf(this.host);
    this.plot = width
      ? {
          ...{ left: MARGIN.left, top: MARGIN.top },
          ...{ width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom },
        }
      : undefined;
  }

  /** @param {Point} point  second feature, target @returns {Point} its pixel */
  pixel([x, y]) {
    const { left, top, width, height } = /** @type {Box} */ (this.plot);
    const { x: alongX, y: alongY } = this.extent;
    return [
      left + ((x - alongX[0]) / (alongX[1] - alongX[0])) * width,
      top + ((alongY[1] - y) / (alongY[1] - alongY[0])) * height,
    ];
  }

  /** @param {number} time in iterates */
  draw(time) {
    const { data, plot, scene } = this;
    if (!data || !plot) return;
    const ctx = this.layer.begin();
    this.drawAxes(ctx, plot);
    ctx.save();
    ctx.beginPath();
    ctx.rect(plot.left, plot.top - 4, plot.width + MARGIN.right, plot.height + 4);
    ctx.clip();
    this.drawRows(ctx, data, time);
    for (const run of [...scene.runs].reverse()) if (run.length) this.drawLine(ctx, data, run, time);
    ctx.restore();
  }

  /** @param {Ctx} ctx @param {Box} plot */
  drawAxes(ctx, { left, top, width, height }) {
    const { theme } = this.scene;
    const { x, y } = this.extent;
    ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
    ctx.fillStyle = theme.ink2;
    ctx.lineWidth = 1;
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    ctx.strokeStyle = theme.rule2;
    for (const value of roundTicks(...y, 4)) {
      const row = Math.round(this.pixel([0, value])[1]) + 0.5;
      line(ctx, left, row, left + width, row);
      ctx.fillText(formatRound(value), left - 8, row);
    }
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    for (const value of roundTicks(...x, 4))
      ctx.fillText(formatRound(value), this.pixel([value, 0])[0], top + height + 17);
    ctx.strokeStyle = theme.rule;
    line(ctx, left, top + height + 0.5, left + width, top + height + 0.5);
  }

  /** The rows that the gradient is taken over are full, the others hollow. @param {Ctx} ctx @param {Line} data @param {number} time */
  drawRows(ctx, { features, targets }, time) {
    const { theme, data } = this.scene;
    const taken = data?.dealt ? new Set(rowsAt(data.dealt, time)) : null;
    ctx.fillStyle = ctx.strokeStyle = theme.ink2;
    features.forEach(([, feature], row) => {
      ctx.beginPath();
      ctx.arc(...this.pixel([feature, targets[row]]), DOT, 0, 2 * Math.PI);
      if (!taken || taken.has(row)) ctx.fill();
      else ctx.stroke();
    });
  }

  /** @param {Ctx} ctx @param {Line} data @param {import("../types.js").Run} run @param {number} time */
  drawLine(ctx, data, run, time) {
    const { casing } = this.scene.theme;
    const pixels = lineOf(data, positionAt(run, time)).map((point) => this.pixel(point));
    ctx.lineJoin = "round";
    for (const [color, width] of /** @type {[string, number][]} */ ([
      [casing, 3.6],
      [run.style.color, 1.9],
    ])) {
      ctx.beginPath();
      for (const pixel of pixels) ctx.lineTo(...pixel);
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
    }
    drawMarker(ctx, ...pixels[pixels.length - 1], run.style, casing, 4.2, 1.2);
  }
}
