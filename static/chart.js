/**
 * A curve against the iterate: the same clock, a third projection. What is past and what is to come are drawn once
 * a run on two canvases kept aside; a frame copies the two halves and adds the cursor.
 */
import { axisRange, axisTicks } from "./axis.js";
import { Layer } from "./layer.js";
import { drawMarker } from "./marks.js";

const MARGIN = { left: 46, right: 18, top: 8, bottom: 20 };
const DASH = [7, 4];

export class Chart {
  /**
   * @param {HTMLElement} host
   * @param {{series: (run: object) => {values: ArrayLike<number>, dashed: boolean, first: number}[], guide?: object}} spec
   */
  constructor(host, spec) {
    this.host = host;
    this.spec = spec;
    this.layer = new Layer(host, "trail");
    this.past = document.createElement("canvas");
    this.future = document.createElement("canvas");
  }

  setScene(scene) {
    this.scene = scene;
    this.curves = [...scene.runs]
      .reverse()
      .flatMap((run) => this.spec.series(run, scene).map((series) => ({ run, ...series })));
    this.axis = axisRange(
      this.curves.map(({ values, first }) => values.subarray(first)),
      this.spec.limits?.(scene),
    );
    this.layout();
  }

  layout() {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!this.scene || !width) return;
    this.size = { width, height };
    this.plot = {
      left: MARGIN.left,
      top: MARGIN.top,
      width: width - MARGIN.left - MARGIN.right,
      height: height - MARGIN.top - MARGIN.bottom,
    };
    this.paint(this.past, (ctx) => this.drawCurves(ctx, 1));
    this.paint(this.future, (ctx) => this.drawCurves(ctx, 0.38));
  }

  /** Draws on a canvas kept aside, of the chart's size. */
  paint(canvas, draw) {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(this.size.width * ratio);
    canvas.height = Math.round(this.size.height * ratio);
    const ctx = canvas.getContext("2d");
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.drawAxes(ctx);
    ctx.beginPath();
    ctx.rect(this.plot.left - 4, this.plot.top - 6, this.plot.width + 10, this.plot.height + 6);
    ctx.clip();
    draw(ctx);
    this.spec.guide?.(ctx, this);
  }

  xAt(iterate) {
    return this.plot.left + (iterate / this.scene.nIter) * this.plot.width;
  }

  /** The pixel of a value, held just outside the plot where the axis ends (a zero on a log axis, an overflow). */
  yAt(value) {
    const { low, high, of } = this.axis;
    const share = (high - of(value)) / (high - low);
    return (
      this.plot.top + Math.max(-0.2, Math.min(1.2, Number.isNaN(share) ? -0.2 : share)) * this.plot.height
    );
  }

  drawAxes(ctx) {
    const { theme, nIter } = this.scene;
    const { left, top, width, height } = this.plot;
    ctx.font = '13px "Source Sans", sans-serif';
    ctx.textBaseline = "middle";
    ctx.lineWidth = 1;
    for (const { value, text, power } of axisTicks(this.axis)) {
      const y = Math.round(this.yAt(value)) + 0.5;
      ctx.strokeStyle = theme.rule2;
      line(ctx, left, y, left + width, y);
      writeTick(ctx, text, power, left - 8, y, theme);
    }
    ctx.strokeStyle = theme.rule;
    line(ctx, left, top + height + 0.5, left + width, top + height + 0.5);
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = theme.ink2;
    for (const k of iterateTicks(nIter)) ctx.fillText(k, this.xAt(k), this.size.height - 3);
  }

  drawCurves(ctx, alpha) {
    const { theme } = this.scene;
    ctx.lineJoin = "round";
    for (const { run, values, dashed, first } of this.curves) {
      ctx.beginPath();
      this.pen(ctx, values, first);
      ctx.setLineDash(dashed ? DASH : []);
      ctx.globalAlpha = alpha;
      if (alpha === 1) strokeWith(ctx, theme.casing, 3.6);
      strokeWith(ctx, alpha === 1 ? run.style.color : run.style.ink[theme.name], alpha === 1 ? 1.9 : 1.4);
    }
    ctx.globalAlpha = 1;
  }

  /** One vertex an iterate, or, where a pixel holds several, their lowest and highest. */
  pen(ctx, values, first) {
    const crowd = Math.max(1, Math.floor((2 * values.length) / this.plot.width));
    for (let i = first; i < values.length; i += crowd) {
      let low = Infinity,
        high = -Infinity;
      for (let k = i; k < Math.min(values.length, i + crowd); k++) {
        const y = this.yAt(values[k]);
        ((low = Math.min(low, y)), (high = Math.max(high, y)));
      }
      i > first ? ctx.lineTo(this.xAt(i), low) : ctx.moveTo(this.xAt(i), low);
      if (high > low) ctx.lineTo(this.xAt(i), high);
    }
  }

  draw(time) {
    if (!this.plot) return;
    const ctx = this.layer.begin();
    const { theme } = this.scene;
    const { width, height } = this.size;
    const now = this.xAt(time);
    for (const [canvas, from, to] of [
      [this.past, 0, now],
      [this.future, now, width],
    ]) {
      ctx.save();
      ctx.beginPath();
      ctx.rect(from, 0, to - from, height);
      ctx.clip();
      ctx.drawImage(canvas, 0, 0, width, height);
      ctx.restore();
    }
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = 1.5;
    line(ctx, Math.round(now) + 0.5, 2, Math.round(now) + 0.5, this.plot.top + this.plot.height);
    for (const { run, values, first } of this.curves)
      if (time >= first) this.drawHead(ctx, run, values, time, now, theme);
  }

  drawHead(ctx, run, values, time, now, theme) {
    const last = values.length - 1;
    if (last < 0 || (time > last + 1 && run.length - 1 < this.scene.nIter)) return; // what is not finite is not here
    const i = Math.min(last, Math.floor(time)),
      j = Math.min(last, i + 1);
    const part = Math.min(1, time - i);
    const y = this.yAt(values[i]) + (this.yAt(values[j]) - this.yAt(values[i])) * part;
    const edge = Math.max(this.plot.top, Math.min(this.plot.top + this.plot.height, y));
    drawMarker(ctx, now, edge, run.style, theme.casing, 4.2, 1.2);
  }

  /** @returns {number} the time under a pixel */
  timeAt(px) {
    return ((px - this.plot.left) / this.plot.width) * this.scene.nIter;
  }
}

function line(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  (ctx.moveTo(x1, y1), ctx.lineTo(x2, y2));
  ctx.stroke();
}

function strokeWith(ctx, color, width) {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.stroke();
}

function writeTick(ctx, text, power, x, y, theme) {
  ctx.fillStyle = theme.ink2;
  ctx.textAlign = "right";
  if (power === null) return ctx.fillText(text, x, y);
  ctx.font = '10px "Source Sans", sans-serif';
  ctx.fillText(power, x, y - 4);
  const width = ctx.measureText(power).width;
  ctx.font = '13px "Source Sans", sans-serif';
  ctx.fillText(text, x - width - 1, y + 1);
}

/** @returns {number[]} five or six round iterates, 0 among them */
function iterateTicks(nIter) {
  const step = [1, 2, 5]
    .flatMap((m) => [0, 1, 2, 3, 4].map((e) => m * 10 ** e))
    .sort((a, b) => a - b)
    .find((s) => nIter / s <= 6);
  return Array.from({ length: Math.floor(nIter / step) + 1 }, (_, i) => i * step);
}
