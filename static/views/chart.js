/**
 * A curve against the iterate: the same clock, a third projection. What is past and what is to come are drawn once
 * a run on two canvases kept aside; a frame copies the two halves and adds the cursor.
 */
/** @import { Ctx, Numbers, Run, Scene, Theme } from "../types.js" */
import { contextOf, partOf } from "../dom.js";
import { axisRange } from "../model/axis.js";
import { BelowButton } from "./below_button.js";
import { drawAxes, drawGuides, drawLeaders, LEADER, line } from "../draw/backdrop.js";
import { Caption } from "./caption.js";
import { endOf, firstShown, floorOf, lastShown, levelAt, rulingValues, seriesOf } from "../model/charts.js";
import { GuideLabels } from "./guide_labels.js";
import { Layer } from "../draw/layer.js";
import { drawMarker } from "../draw/marks.js";
import { unit, sizeOf } from "../model/scale.js";
import { readOn } from "./reading.js";
import { SensitivityChart } from "./sensitivity_chart.js";
import { scrubOn } from "./scrub.js";

const MARGIN = { left: 46, right: 18, top: 8, bottom: 20 };
const GAP = 3; // px, between a leader and its name
const DASH = [7, 4];

/** @typedef {{run: Run, values: Numbers, dashed: boolean, first: number, last: number}} Curve */

export class Chart {
  /** @type {Scene} */
  scene;
  /** @type {import("../model/axis.js").Axis} */
  axis;
  /** @type {import("../types.js").Guide[]} */
  guides = [];
  /** Where the guides end, and the rows of their names, in px. @type {{line: number, row: number}[]} */
  named = [];
  /** @type {Curve[]} */
  curves = [];
  /** The iterate that is pointed at. @type {number|null} */
  read = null;
  /** In px; there is none while the chart is hidden. @type {{width: number, height: number}} */
  size;
  /** @type {import("../types.js").Box} */
  plot;

  /**
   * @param {HTMLElement} figure
   * @param {number} place  which of the scene's curves it shows
   * @param {() => void} redraw  asks for a frame
   * @param {(quantity: string, scale: string|null) => void} choose  called with what the visitor wants to see
   */
  constructor(figure, place, redraw, choose) {
    this.host = partOf(figure, ".stage-chart");
    this.place = place;
    this.redraw = redraw;
    this.caption = new Caption(figure, choose);
    this.labels = new GuideLabels(partOf(figure, ".stage-guides"));
    this.below = new BelowButton(partOf(figure, '[data-action="below"]', HTMLButtonElement), () => {
      this.setScene(this.scene);
      redraw();
    });
    this.sensitivity = new SensitivityChart(figure);
    this.layer = new Layer(this.host, "trail");
    this.past = document.createElement("canvas");
    this.future = document.createElement("canvas");
  }

  /** @param {Scene} scene */
  setScene(scene) {
    const [name, scale] = scene.curves[this.place];
    const quantity = scene.quantities[name];
    this.scene = scene;
    this.sensitivity.setScene(scene, quantity.along);
    if (quantity.along) return this.showSensitivity(name);
    const all = [...scene.runs]
      .reverse()
      .flatMap((run) => seriesOf(run, quantity).map((s) => ({ run, ...s })));
    const ruling = all.map(({ run, values }) => rulingValues(run, values));
    const guides = scene.guides[name] ?? [];
    /** @param {number} floor */
    const axisTo = (floor) => axisRange(ruling, { log: scale === "log", guides, floor });
    const axis = (this.axis = this.below.choose(name, axisTo, floorOf(ruling, quantity.decades)));
    this.guides = guides.filter((guide) => axis.log || guide.scale !== "log");
    this.labels.show(this.guides, scene);
    this.curves = all.map((series) => ({
      ...series,
      first: firstShown(series.values, axis),
      last: lastShown(series.values, axis),
    }));
    this.caption.show(scene, name, this.axis);
    this.describe(name, quantity.title);
    this.layout();
  }

  /** In the place of a curve by iterate: the slider's own chart. @param {string} name of the quantity */
  showSensitivity(name) {
    const { sensitivity } = this;
    [this.curves, this.guides, this.named, this.axis] = [[], [], [], sensitivity.axis];
    this.labels.show([], this.scene);
    this.below.write(null, 0);
    this.caption.show(this.scene, name, sensitivity.axis);
    this.host.dataset.view = name;
    this.host.setAttribute("aria-label", sensitivity.words());
    this.host.setAttribute("data-nothing", "");
  }

  /** @param {Scene["sweeps"]} sweeps */
  setSweeps(sweeps) {
    if (!this.sensitivity.isShown) return;
    this.setScene({ ...this.scene, sweeps });
    this.redraw();
  }

  reset() {
    this.showBelow(false);
  }

  /** @param {boolean} all  whether values below the usual end of the axis are shown, too */
  showBelow(all) {
    this.below.all = all;
    this.setScene(this.scene);
  }

  /** In words, for who does not see it. @param {string} name @param {string} title */
  describe(name, title) {
    const nothing = !this.curves.some(({ values }) => values.some(Number.isFinite));
    const attributes = {
      "data-view": name,
      "aria-label": `${title} by iterate`,
      "data-nothing": nothing ? `This race has no ${title.toLowerCase()}` : "",
    };
    for (const [attribute, text] of Object.entries(attributes)) {
      if (this.host.getAttribute(attribute) !== text) this.host.setAttribute(attribute, text);
    }
  }

  layout() {
    const { width, height } = sizeOf(this.host);
    if (!this.scene || !width) return;
    if (this.sensitivity.isShown) return this.sensitivity.layout();
    this.size = { width, height };
    const names = this.guides.length ? LEADER + GAP + this.labels.measure() : 0;
    this.plot = {
      left: MARGIN.left,
      top: MARGIN.top,
      width: width - MARGIN.left - Math.max(MARGIN.right, names),
      height: height - MARGIN.top - MARGIN.bottom,
    };
    this.nameGuides();
    this.paint(this.past, (ctx) => this.drawCurves(ctx, 1));
    this.paint(this.future, (ctx) => this.drawCurves(ctx, 0.38));
  }

  /** Puts the names of the guides beside the plot: over a curve they could not be read. */
  nameGuides() {
    const { left, top, width, height } = this.plot;
    const box = { left: left + width + LEADER + GAP, top, bottom: top + height };
    this.named = this.labels.place(
      this.guides.map((guide) => this.endOf(guide)),
      box,
    );
  }

  /** @param {import("../types.js").Guide} guide @returns {number} the pixel where its line ends; NaN for one not seen */
  endOf(guide) {
    const { top, height } = this.plot;
    const ends = [0, endOf(guide, this.scene.nIter)].map((k) => this.yAt(levelAt(guide, k)));
    const seen = ends.some((y) => y >= top - 1 && y <= top + height + 1);
    return seen ? Math.max(top, Math.min(top + height, ends[1])) : NaN;
  }

  /**
   * Draws on a canvas kept aside, of the chart's size.
   * @param {HTMLCanvasElement} canvas @param {(ctx: Ctx) => void} draw
   */
  paint(canvas, draw) {
    const ratio = (window.devicePixelRatio || 1) * unit();
    canvas.width = Math.round(this.size.width * ratio);
    canvas.height = Math.round(this.size.height * ratio);
    const ctx = contextOf(canvas);
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawAxes(ctx, this);
    drawLeaders(ctx, this);
    ctx.beginPath();
    ctx.rect(this.plot.left - 4, this.plot.top - 6, this.plot.width + 10, this.plot.height + 6);
    ctx.clip();
    drawGuides(ctx, this);
    draw(ctx);
  }

  /** @param {number} iterate */
  xAt(iterate) {
    return this.plot.left + (iterate / this.scene.nIter) * this.plot.width;
  }

  /**
   * The pixel of a value, held just outside the plot where the axis ends (a zero on a log axis, an overflow).
   * @param {number} value
   */
  yAt(value) {
    const { low, high, of } = this.axis;
    const share = (high - of(value)) / (high - low);
    return (
      this.plot.top + Math.max(-0.2, Math.min(1.2, Number.isNaN(share) ? -0.2 : share)) * this.plot.height
    );
  }

  /** @param {Ctx} ctx @param {number} alpha */
  drawCurves(ctx, alpha) {
    const { theme } = this.scene;
    ctx.lineJoin = "round";
    for (const { run, dashed, ...series } of this.curves) {
      ctx.beginPath();
      this.pen(ctx, series);
      ctx.setLineDash(dashed ? DASH : []);
      ctx.globalAlpha = alpha;
      if (alpha === 1) strokePast(ctx, run.style, theme.casing);
      else strokeWith(ctx, run.style.ink[theme.name], 1.4);
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
  }

  /**
   * One vertex an iterate, or, where a pixel holds several, their highest and lowest.
   * @param {Ctx} ctx @param {{values: Numbers, first: number, last: number}} curve
   */
  pen(ctx, { values, first, last }) {
    const crowd = Math.max(1, Math.floor((2 * values.length) / this.plot.width));
    for (let i = first; i <= last; i += crowd) {
      let [low, high] = [values[i], values[i]];
      for (let k = i + 1; k < Math.min(last + 1, i + crowd); k++) {
        if (values[k] < low) low = values[k];
        if (values[k] > high) high = values[k];
      }
      const x = this.xAt(i);
      i > first ? ctx.lineTo(x, this.yAt(high)) : ctx.moveTo(x, this.yAt(high));
      if (high > low) ctx.lineTo(x, this.yAt(low));
    }
  }

  /** @param {number} time in iterates */
  draw(time) {
    if (this.sensitivity.isShown) return this.sensitivity.draw();
    if (!this.plot) return;
    const ctx = this.layer.begin();
    const { theme } = this.scene;
    const { width, height } = this.size;
    const now = this.xAt(time);
    for (const { canvas, from, to } of [
      { canvas: this.past, from: 0, to: now },
      { canvas: this.future, from: now, to: width },
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
    if (this.read !== null) this.drawReading(ctx, this.read);
    for (const { run, values, first } of this.curves)
      if (time >= first) this.drawHead(ctx, run, values, time, now, theme);
  }

  /** The line at an iterate that is pointed at, and the curves' points there. @param {Ctx} ctx @param {number} iterate */
  drawReading(ctx, iterate) {
    const { theme } = this.scene;
    const x = Math.round(this.xAt(iterate)) + 0.5;
    ctx.strokeStyle = theme.ink3;
    ctx.lineWidth = 1;
    line(ctx, x, 2, x, this.plot.top + this.plot.height);
    for (const { run, values, first } of this.curves)
      if (iterate >= first) this.drawHead(ctx, run, values, iterate, x, theme);
  }

  /**
   * @param {Ctx} ctx @param {Run} run @param {Numbers} values @param {number} time @param {number} now
   * @param {Theme} theme
   */
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

  /**
   * A chart is a scrub bar too, and is read where it is pointed at.
   * @param {import("../model/clock.js").Clock} clock @param {import("./tooltip.js").Tooltip} tooltip
   */
  scrub(clock, tooltip) {
    scrubOn(this.host, clock, (px) => this.timeAt(px / unit()));
    readOn(this, tooltip, clock.onChange);
  }

  /** @param {number} px @returns {number} the time under a pixel */
  timeAt(px) {
    return ((px - this.plot.left) / this.plot.width) * this.scene.nIter;
  }
}

/** A curve so far; of a hollow racer with a hole in it. @param {Ctx} ctx @param {Run["style"]} style @param {string} casing */
function strokePast(ctx, { color, variant }, casing) {
  const hollow = variant === "hollow";
  strokeWith(ctx, casing, hollow ? 4.8 : 3.6);
  strokeWith(ctx, color, hollow ? 3.2 : 1.9);
  if (hollow) strokeWith(ctx, casing, 1.2);
}

/** @param {Ctx} ctx @param {string} color @param {number} width */
function strokeWith(ctx, color, width) {
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.stroke();
}
