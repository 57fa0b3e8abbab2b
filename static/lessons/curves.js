/** A curve of a lesson's chart in pixels, thinned to what they can tell apart, and drawn as paths are. */
/** @import { Ctx, LessonRun, Pixel, Stroke, Theme } from "../types.js" */
/** @import { Axis } from "./chart_axes.js" */
/** @import { Series } from "./kinds.js" */
import { Ink } from "../draw/ink.js";
import { drawMarker } from "../draw/marks.js";
import { countUntil, drawGhost, drawTrail } from "../draw/trail.js";
import { steppedAt, sweptAt } from "./kinds.js";

const HEAD = 4.6; // px, of a marker on a chart
const RIM = 1.2;

/** What a chart draws of one run. @abstract */
class Curve {
  /** @param {LessonRun} run */
  constructor(run) {
    this.run = run;
  }

  /** The way to come. @abstract @param {Ctx} _ctx @param {Theme} _theme */
  drawBeneath(_ctx, _theme) {}

  /** @abstract @param {Ctx} _ctx @param {number} _time @param {Theme} _theme */
  draw(_ctx, _time, _theme) {
    throw new Error("each curve is drawn in its own way");
  }

  /** Its marks, which may reach over the edge of the plot. @param {Ctx} ctx @param {number} time @param {Theme} theme */
  drawHead(ctx, time, theme) {
    const at = this.head(time);
    if (at) drawMarker(ctx, at.x, at.y, this.run.style, theme.casing, HEAD, RIM);
  }

  /** @abstract @param {number} _time @returns {Pixel|null} */
  head(_time) {
    return null;
  }
}

/** A number of each iteration: the part up to the clock's time is drawn, and a head there. */
export class TimedCurve extends Curve {
  ink = new Ink();

  /** @param {LessonRun} run @param {Series} series @param {Axis} x @param {Axis} y */
  constructor(run, series, x, y) {
    super(run);
    this.trail = { ...strokeOf(series, x, y), beads: [] };
    this.edges = [y.end, y.begin];
  }

  /** @param {Ctx} ctx @param {Theme} theme */
  drawBeneath(ctx, theme) {
    drawGhost(ctx, this.trail, this.run.style.ink[theme.name]);
  }

  /** @param {Ctx} ctx @param {number} time @param {Theme} theme */
  draw(ctx, time, theme) {
    this.ink.draw(ctx, this.trail, time, this.run.style, theme.casing);
  }

  /** @param {number} time */
  head(time) {
    const { px, py, at } = this.trail;
    const n = countUntil(at, time);
    if (n === 0) return null;
    const part = n < at.length ? (time - at[n - 1]) / (at[n] - at[n - 1] || 1) : 0;
    const next = Math.min(n, at.length - 1);
    const y = py[n - 1] + (py[next] - py[n - 1]) * part;
    return {
      x: px[n - 1] + (px[next] - px[n - 1]) * part,
      y: Math.max(this.edges[0], Math.min(this.edges[1], y)),
    };
  }
}

/** What a step does to the loss, by its size, of many runs at once: it grows with the clock. */
export class SweptCurve extends Curve {
  /** @param {LessonRun} run @param {Axis} x @param {Axis} y */
  constructor(run, x, y) {
    super(run);
    this.axes = { x, y };
  }

  /** @param {Ctx} ctx @param {number} time @param {Theme} theme */
  draw(ctx, time, theme) {
    const { xs, ys } = sweptAt(this.run, time);
    const { x, y } = this.axes;
    drawTrail(ctx, strokeOf({ xs, ys, times: xs }, x, y), Infinity, this.run.style, theme.casing);
  }
}

/** One run among those of a sweep: a mark at its step size. */
export class SweepMark extends Curve {
  /** @param {LessonRun} run @param {Axis} x @param {Axis} y */
  constructor(run, x, y) {
    super(run);
    this.axes = { x, y };
  }

  draw() {}

  /** @param {number} time */
  head(time) {
    const [size, factor] = steppedAt(this.run, time);
    const { x, y } = this.axes;
    const at = { x: x.at(size), y: Math.max(y.end, Math.min(y.begin, y.at(factor))) };
    return Number.isFinite(at.x) && Number.isFinite(at.y) ? at : null;
  }
}

/**
 * Points as a stroke: of those that share a column of pixels the first, the lowest, the highest and the last.
 * @param {Series} series @param {Axis} x @param {Axis} y @returns {Stroke}
 */
export function strokeOf({ xs, ys, times }, x, y) {
  /** @type {number[]} */
  const kept = [];
  const py = Float32Array.from(ys, (value) => y.at(value));
  const px = Float32Array.from(xs, (value) => x.at(value));
  for (let from = 0, to; from < px.length; from = to) {
    const column = Math.floor(px[from]);
    let [low, high] = [from, from];
    for (to = from + 1; to < px.length && Math.floor(px[to]) === column; to++) {
      if (py[to] < py[low]) low = to;
      if (py[to] > py[high]) high = to;
    }
    kept.push(...[...new Set([from, low, high, to - 1])].sort((a, b) => a - b));
  }
  const there = kept.filter((i) => !Number.isNaN(py[i]));
  return {
    px: Float32Array.from(there, (i) => px[i]),
    py: Float32Array.from(there, (i) => py[i]),
    at: Float32Array.from(there, (i) => times[i]),
    move: Uint8Array.from(there, (i, k) => (k > 0 && isBroken(py, there[k - 1], i) ? 1 : 0)),
    hidden: null,
  };
}

/** Whether there is no value somewhere between two points. @param {Float32Array} py @param {number} from @param {number} to */
const isBroken = (py, from, to) => py.subarray(from, to).some(Number.isNaN);
