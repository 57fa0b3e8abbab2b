/**
 * Final loss against a slider: the chart's axis is the slider itself. Runs that diverge are in a hatched band at the
 * top, a lane each, and where none does there is no band; a plus is the best that stays in the plot.
 */
/** @import { Box, Ctx, Run, Scene, Sweep } from "../types.js" */
/** @import { SweptRacer } from "../model/sensitivity.js" */
import { partOf } from "../dom.js";
import { line, writeTick } from "../draw/backdrop.js";
import { hatch } from "../draw/hatch.js";
import { Layer } from "../draw/layer.js";
import { drawMarker, drawMinimum } from "../draw/marks.js";
import { axisRange, axisTicks } from "../model/axis.js";
import { formatRound } from "../model/format.js";
import { positionTicks, stretches } from "../model/sensitivity.js";
import { letters, sizeOf } from "../model/scale.js";

const MARGIN = { left: 46, right: 18, top: 8, bottom: 24 };
const LANE = 5; // px, of each racer in the band
const DECADES = 16; // below the highest loss, at most
const THUMB = 7; // px
const DOT = 0.1; // px: a stretch of one position is a dot, and a line without length none

/** @returns {string} the chart's elements; the slider lies unseen over all of the plot */
export const sensitivityHtml = () =>
  '<div class="stage-sensitivity" hidden><input type="range" min="0" step="1" data-action="axis"><p class="stage-nothing"></p></div>';

export class SensitivityChart {
  /** @type {Scene} */
  scene;
  /** @type {Box} */
  plot;
  /** @type {import("../model/axis.js").Axis} */
  axis;
  /** The hyperparameter or parameter that its axis is. @type {string|null} */
  along = null;

  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.host = partOf(figure, ".stage-sensitivity");
    this.slider = partOf(this.host, "input", HTMLInputElement);
    this.nothing = partOf(this.host, ".stage-nothing");
    this.layer = new Layer(this.host, "sensitivity");
  }

  get isShown() {
    return !this.host.hidden;
  }

  /** @param {Scene} scene @param {string|null} along  what its axis is; null: another chart is on show */
  setScene(scene, along) {
    this.host.hidden = along === null;
    this.scene = scene;
    this.along = along;
    this.slider.dataset.slider = this.sweep?.slider ?? "";
    this.nothing.textContent = this.sweep?.nothing ?? "";
    if (along === null) return;
    const losses = this.racers().map(({ losses: of }) => of.filter(Number.isFinite));
    const highest = Math.max(0, ...losses.flatMap((of) => [...of]));
    this.axis = axisRange(losses, { floor: highest * 10 ** -DECADES });
    this.layout();
  }

  /** Undefined while the programs are not here. @returns {Sweep|undefined} */
  get sweep() {
    return this.along ? this.scene.sweeps[this.along] : undefined;
  }

  /** @returns {SweptRacer[]} */
  racers() {
    return this.sweep?.racers ?? [];
  }

  /** @returns {string} what it shows, in words */
  words() {
    const best = this.racers().map(({ name, values, best: at }) => {
      const title = this.run(name)?.title;
      return at < 0 ? `${title} stays in the plot at none of them` : `${title} is best at ${values[at]}`;
    });
    return `Final loss by ${this.along?.replace("_", " ")}: ${this.sweep?.nothing || best.join(", ")}`;
  }

  /** @param {string} name @returns {Run|undefined} */
  run(name) {
    return this.scene.runs.find((run) => run.name === name);
  }

  layout() {
    const { width, height } = sizeOf(this.host);
    const diverges = this.racers().some(({ losses }) => losses.includes(Infinity));
    const band = diverges ? Math.max(16, LANE * (this.racers().length + 1)) : 0;
    this.plot = {
      ...{ left: MARGIN.left, top: MARGIN.top + band },
      ...{ width: width - MARGIN.left - MARGIN.right, height: height - MARGIN.top - MARGIN.bottom - band },
    };
  }

  /** @param {number} value  of the slider, or between two of its positions */
  xAt(value) {
    const { positions } = /** @type {Sweep} */ (this.sweep);
    const after = Math.max(
      1,
      positions.findIndex((position) => position >= value),
    );
    const [low, high] = [positions[after - 1], positions[after]];
    const place = after - 1 + (value <= low ? 0 : (value - low) / (high - low));
    return this.plot.left + (place / (positions.length - 1)) * this.plot.width;
  }

  /** @param {number} loss @param {number} lane  of its racer, in the band */
  yAt(loss, lane) {
    const { top, height } = this.plot;
    if (loss === Infinity) return top - LANE * (lane + 1);
    const { low, high, of } = this.axis;
    const share = (high - of(Math.max(loss, 0))) / (high - low);
    return top + Math.max(0, Math.min(1, share)) * height;
  }

  draw() {
    if (!this.plot || this.plot.width <= 0) return;
    const ctx = this.layer.begin();
    const { sweep, scene } = this;
    if (!sweep) return;
    if (!sweep.nothing) this.drawGround(ctx);
    this.racers().forEach((racer, lane) => this.drawLine(ctx, racer, lane));
    for (const { best, losses, values } of this.racers())
      if (best >= 0) drawMinimum(ctx, this.xAt(values[best]), this.yAt(losses[best], 0), scene.theme);
    this.drawSlider(ctx, sweep);
  }

  /** The band of what diverges, and the axis of the losses. @param {Ctx} ctx */
  drawGround(ctx) {
    const { theme } = this.scene;
    const { left, top, width } = this.plot;
    ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
    ctx.textBaseline = "middle";
    ctx.lineWidth = 1;
    for (const { value, text, power } of this.racers().length ? axisTicks(this.axis) : []) {
      const y = Math.round(this.yAt(value, 0)) + 0.5;
      ctx.strokeStyle = theme.rule2;
      line(ctx, left, y, left + width, y);
      writeTick(ctx, text, power, left - 8, y, theme);
    }
    if (top === MARGIN.top) return; // nothing diverges
    hatch(ctx, [left, MARGIN.top, width, top - MARGIN.top], { ash: theme.diverged, lines: theme.hatch });
    ctx.textAlign = "left";
    ctx.fillStyle = theme.ink2;
    ctx.fillText("diverges", left + 6, (MARGIN.top + top) / 2);
  }

  /** @param {Ctx} ctx @param {SweptRacer} racer @param {number} lane */
  drawLine(ctx, { name, losses, values }, lane) {
    const { theme } = this.scene;
    const run = this.run(name);
    if (!run) return;
    ctx.lineJoin = ctx.lineCap = "round";
    ctx.beginPath();
    for (const [first, last] of stretches(losses)) {
      ctx.moveTo(this.xAt(values[first]) - DOT, this.yAt(losses[first], lane));
      for (let i = first; i <= last; i++) ctx.lineTo(this.xAt(values[i]), this.yAt(losses[i], lane));
    }
    for (const [color, width] of /** @type {[string, number][]} */ ([
      [theme.casing, 3.6],
      [run.style.color, 1.9],
    ])) {
      ctx.strokeStyle = color;
      ctx.lineWidth = width;
      ctx.stroke();
    }
    ctx.lineCap = "butt";
  }

  /** The axis as a slider: its track, its thumb, its value; and each racer's place there. @param {Ctx} ctx @param {Sweep} sweep */
  drawSlider(ctx, { positions, now }) {
    const { theme } = this.scene;
    const { left, top, width, height } = this.plot;
    const [x, y] = [this.xAt(now), top + height + 1.5];
    ctx.strokeStyle = theme.accent;
    ctx.lineWidth = 1.5;
    line(ctx, x, MARGIN.top, x, y);
    this.racers().forEach(({ name, losses, values }, lane) => {
      const run = this.run(name);
      const at = losses.findLastIndex((_, i) => values[i] <= now);
      if (run && at >= 0) drawMarker(ctx, x, this.yAt(losses[at], lane), run.style, theme.casing, 4.2, 1.2);
    });
    ctx.lineCap = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = theme.rule;
    line(ctx, left, y, left + width, y);
    ctx.strokeStyle = theme.accent;
    line(ctx, left, y, x, y);
    ctx.lineCap = "butt";
    ctx.beginPath();
    ctx.arc(x, y, THUMB, 0, 2 * Math.PI);
    ctx.fillStyle = theme.accent;
    ctx.fill();
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = 2;
    ctx.stroke();
    this.writeValues(ctx, positions, now, x);
  }

  /** Round values below the axis, and in their place the value where the thumb is. @param {Ctx} ctx @param {number[]} positions @param {number} now @param {number} x */
  writeValues(ctx, positions, now, x) {
    const { theme } = this.scene;
    const { height } = sizeOf(this.host);
    ctx.textBaseline = "alphabetic";
    for (const { value, text, power } of positionTicks(positions)) {
      const at = this.xAt(value);
      if (Math.abs(at - x) > 34) writeTick(ctx, text, power, at, height - 3, theme, "center");
    }
    ctx.textAlign = "center";
    ctx.font = `600 ${letters(13)}px "Source Sans", sans-serif`;
    ctx.fillStyle = theme.accent;
    ctx.fillText(formatRound(now), x, height - 3);
  }
}
