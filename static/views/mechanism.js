/**
 * What makes a step, over the contour, for each racer at the clock: an arrow against the gradient, dashed, as long
 * for all; an arrow along the step that follows, as long as the step where that can be seen; and a box whose
 * sides have the ratio of the effective steps in x and y, where a rule has one for each coordinate.
 *
 * Python sends what they need while somebody looks; the race of a slider that is held has the step only.
 */
/** @import { Ctx, Numbers, Point, Run, Scene } from "../types.js" */
import { partOf } from "../dom.js";
import { escapeHtml, formatHtml } from "../model/format.js";
import { Layer } from "../draw/layer.js";
import { markerSvg } from "../draw/marks.js";
import { steps as sentSteps } from "../bridge/step_port.js";

const DOWN = 58; // px, of the arrow against the gradient
const SHORTEST = 34; // px, of the arrow along the step
const BOX = 24; // px, half the longer side of the box
const FREE = 9; // px around the iterate, for its marker
const THINNEST = 1.5; // px, half the shorter side

/**
 * @typedef {{gradient: Numbers[], effective: Numbers[], step: Numbers[]}} Sent  what made the steps of a run, x and y
 *
 * @typedef {object} Step  what leads on from an iterate, in data coordinates
 * @property {number} from  the iterate
 * @property {Point|null} down  against the gradient
 * @property {Point} step
 * @property {Point|null} effective  what the gradient's coordinates are multiplied by
 * @property {boolean} each  whether each coordinate has its own
 * @property {number|null} turned  degrees between the step and the way down
 */

/**
 * The step that a run takes at a time; the last one when it is over.
 * @param {Pick<Run, "x"|"y"|"length">} run @param {number} time
 * @param {Sent|null} [sent]  of this run, x and y
 * @returns {Step|null} null where it takes none
 */
export function stepAt(run, time, sent = null) {
  const from = Math.min(Math.floor(time), run.length - 2);
  if (from < 0) return null;
  /** @param {Numbers[]} columns @returns {Point} */
  const at = ([x, y]) => [x[from], y[from]];
  const between = (/** @type {Numbers} */ places) => places[from + 1] - places[from];
  const effective = sent ? at(sent.effective) : null;
  const gradient = sent ? at(sent.gradient) : null;
  /** @type {Point|null} */
  const down = gradient?.every(Number.isFinite) ? [-gradient[0], -gradient[1]] : null;
  /** @type {Point} */
  const step = sent ? at(sent.step) : [between(run.x), between(run.y)];
  const each = effective !== null && effective[0] !== effective[1];
  return { from, down, step, effective, each, turned: down && angleBetween(step, down) };
}

/** @param {Point} a @param {Point} b */
function angleBetween([a, b], [c, d]) {
  if (Math.hypot(a, b) === 0 || Math.hypot(c, d) === 0) return null;
  return (Math.abs(Math.atan2(a * d - b * c, a * c + b * d)) * 180) / Math.PI;
}

/**
 * `vector` stretched to a length; null for one without a direction.
 * @param {Point} vector @param {number} length @returns {Point|null}
 */
function stretched([dx, dy], length) {
  const now = Math.hypot(dx, dy);
  return now > 0 && Number.isFinite(now) ? [(dx / now) * length, (dy / now) * length] : null;
}

export class Mechanism {
  /** @type {Scene} */
  scene;
  /** What Python has sent last. @type {import("../bridge/step_port.js").Steps|null} */
  sent = null;
  /** The iterate whose words are on show. @type {number|null} */
  shown = null;

  /**
   * @param {import("./contour_view.js").ContourView} view
   * @param {HTMLElement} root  of the stage
   * @param {(on: boolean) => void} ask  asks Python for what made the steps, or to send no more
   */
  constructor(view, root, ask) {
    this.view = view;
    this.layer = new Layer(view.host, "mechanism");
    this.words = Object.assign(document.createElement("div"), { className: "stage-mechanism", hidden: true });
    partOf(root, ".stage-grid").appendChild(this.words);
    this.button = partOf(root, '[data-action="mechanism"]');
    this.button.addEventListener("click", () => this.toggle());
    this.ask = ask;
    this.on = false;
    this.dispose = sentSteps.subscribe((sent) => this.receive(sent));
  }

  toggle() {
    this.on = !this.on;
    this.button.setAttribute("aria-pressed", String(this.on));
    this.words.hidden = !this.on;
    this.ask(this.on);
    this.view.onChange();
  }

  reset() {
    if (this.on) this.toggle();
  }

  /** @param {import("../bridge/step_port.js").Steps} sent */
  receive(sent) {
    this.sent = sent;
    this.shown = null;
    this.view.onChange();
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.scene = scene;
    this.shown = null;
  }

  /**
   * @param {number} place
   * @returns {Sent|null} what made the steps of the run at a place of the scene, see `stepAt`
   */
  sentOf(place) {
    const { id, nIter } = this.scene;
    if (!id || this.sent?.race !== id) return null;
    /** @param {Numbers[]} columns */
    const own = (columns) => columns.map((values) => values.subarray(place * nIter));
    return {
      gradient: own(this.sent.gradient),
      effective: own(this.sent.effective),
      step: own(this.sent.step),
    };
  }

  /** @param {number} time */
  draw(time) {
    const ctx = this.layer.begin();
    if (this.on) this.write(this.drawSteps(ctx, time), Math.floor(time));
  }

  /** @param {Ctx} ctx @param {number} time @returns {{run: Run, step: Step|null}[]} the steps that it has drawn */
  drawSteps(ctx, time) {
    const steps = this.scene.runs.map((run, i) => ({ run, step: stepAt(run, time, this.sentOf(i)) }));
    this.view.clip(ctx);
    for (const { run, step } of steps) if (step) this.drawStep(ctx, run, step);
    ctx.restore();
    return steps;
  }

  /**
   * A copy that stays as it is, for a picture; null while nothing is shown.
   * @param {import("./contour_view.js").ContourView} view  that stays, too @returns {Mechanism|null}
   */
  still(view) {
    return this.on ? Object.assign(Object.create(Mechanism.prototype), this, { view }) : null;
  }

  /** @param {Ctx} ctx @param {Run} run @param {Step} taken */
  drawStep(ctx, run, { from, down, step, effective, each }) {
    const { scaleX, scaleY } = this.view;
    const { theme } = this.scene;
    const { x, y } = this.view.point(run.x[from], run.y[from]);
    /** @type {(vector: Point) => Point} */
    const toPixels = ([dx, dy]) => [dx * scaleX, dy * scaleY];
    const color = run.style.color;
    if (each && effective) drawBox(ctx, x, y, effective, color, theme.casing);
    const way = toPixels(step);
    const ahead = stretched(way, Math.max(SHORTEST, Math.hypot(...way)));
    const below = down && stretched(toPixels(down), DOWN);
    if (below) drawArrow(ctx, x, y, below, color, theme.casing, [5, 4]);
    if (ahead) drawArrow(ctx, x, y, ahead, color, theme.casing, []);
  }

  /**
   * The words change with the iterate, the race and what made its steps only.
   * @param {{run: Run, step: Step|null}[]} steps @param {number} iterate
   */
  write(steps, iterate) {
    if (this.shown === iterate) return;
    this.shown = iterate;
    const { theme } = this.scene;
    this.words.innerHTML =
      legendHtml() + steps.map(({ run, step }) => stepHtml(run, step, theme.casing)).join("");
  }
}

/**
 * @param {Ctx} ctx @param {number} x @param {number} y @param {Point} effective @param {string} color
 * @param {string} casing
 */
function drawBox(ctx, x, y, effective, color, casing) {
  const [w, h] = effective.map((value) => Math.max(THINNEST, (BOX * value) / Math.max(...effective)));
  if (!Number.isFinite(w + h)) return;
  ctx.globalAlpha = 0.28;
  ctx.fillStyle = color;
  ctx.fillRect(x - w, y - h, 2 * w, 2 * h);
  ctx.globalAlpha = 1;
  ctx.lineJoin = "miter";
  ctx.setLineDash([]);
  for (const { width, ink } of [
    { width: 3, ink: casing },
    { width: 1.2, ink: color },
  ]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = ink;
    ctx.strokeRect(x - w, y - h, 2 * w, 2 * h);
  }
}

/**
 * An arrow from a point, core on casing.
 * @param {Ctx} ctx @param {number} x @param {number} y @param {Point} vector @param {string} color
 * @param {string} casing @param {number[]} dash
 */
function drawArrow(ctx, x, y, [dx, dy], color, casing, dash) {
  const angle = Math.atan2(dy, dx);
  /** @type {Point} */
  const foot = [x + FREE * Math.cos(angle), y + FREE * Math.sin(angle)];
  /** @type {(turn: number) => Point} */
  const tip = (turn) => [x + dx - 9 * Math.cos(angle + turn), y + dy - 9 * Math.sin(angle + turn)];
  ctx.lineCap = ctx.lineJoin = "round";
  for (const { width, ink } of [
    { width: 4.6, ink: casing },
    { width: 2.2, ink: color },
  ]) {
    ctx.lineWidth = width;
    ctx.strokeStyle = ink;
    ctx.setLineDash(dash);
    ctx.beginPath();
    ctx.moveTo(...foot);
    ctx.lineTo(x + dx, y + dy);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.moveTo(...tip(0.5));
    ctx.lineTo(x + dx, y + dy);
    ctx.lineTo(...tip(-0.5));
    ctx.stroke();
  }
}

/** @param {string} path @param {string} [dash] */
const sign = (path, dash = "") =>
  `<svg width="1.625rem" height="0.875rem" viewBox="0 0 26 14" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true"><path d="${path}" stroke-dasharray="${dash}"/></svg>`;
const HEAD = "M18 3l6 4-6 4";

function legendHtml() {
  return `<div><span>${sign("M1 7h22", "4 3").replace("</svg>", `<path d="${HEAD}"/></svg>`)}against the gradient</span>
    <span>${sign("M2 4h22v6h-22z")}what multiplies it in <i>x</i> and in <i>y</i></span>
    <span>${sign(`M1 7h22${HEAD}`)}the step; a short one is stretched</span></div>`;
}

/** @param {Run} run @param {Step|null} step @param {string} casing */
function stepHtml(run, step, casing) {
  const name = `<b>${markerSvg(run.style, casing, 5, 16)}${escapeHtml(run.short)}</b>`;
  /** @param {string[]} words @param {string|number} [angle] */
  const row = (words, angle = "") =>
    `<div data-step="${run.name}" data-turned="${angle}">${name}${words.map((word) => `<span>${word}</span>`).join("")}</div>`;
  if (!step) return row(["takes no step"]);
  const { effective, each, turned } = step;
  if (!effective) return row([]);
  const [x, y] = effective.map((value) => formatHtml(value, 2));
  const factors = each ? [`<i>x</i> × ${x}`, `<i>y</i> × ${y}`] : [`<i>x</i>, <i>y</i> × ${x}`];
  return turned === null ? row(factors) : row([...factors, `turned by ${Math.round(turned)}°`], turned);
}
