/**
 * What makes a step, over contour and surface, for each racer at the clock: an arrow against the gradient, dashed, as long
 * for all; an arrow along the step that follows, as long as the step where that can be seen; and a box whose
 * sides have the ratio of the effective steps in x and y, where a rule has one for each coordinate.
 *
 * Python sends what they need while somebody looks; the race of a slider that is held has the step only.
 */
/** @import { Ctx, Numbers, Point, Run, Scene } from "../types.js" */
/** @import { PathView } from "./path_view.js" */
import { partOf } from "../dom.js";
import { escapeHtml, formatHtml, formatText } from "../model/format.js";
import { drawArrow, drawBox, stretched } from "../draw/arrows.js";
import { Layer } from "../draw/layer.js";
import { markerSvg } from "../draw/marks.js";
import { steps as sentSteps } from "../bridge/step_port.js";

const DOWN = 58; // px, of the arrow against the gradient
const SHORTEST = 34; // px, of the arrow along the step

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

export class Mechanism {
  /** @type {Scene} */
  scene;
  /** What Python has sent last. @type {import("../bridge/step_port.js").Steps|null} */
  sent = null;
  /** The iterate whose words are on show. @type {number|null} */
  shown = null;

  /**
   * @param {PathView[]} views
   * @param {HTMLElement} root  of the stage
   * @param {(on: boolean) => void} ask  asks Python for what made the steps, or to send no more
   */
  constructor(views, root, ask) {
    this.views = views;
    this.layers = views.map((view) => new Layer(view.host, "mechanism"));
    this.words = Object.assign(document.createElement("div"), { className: "stage-mechanism", hidden: true });
    partOf(root, ".stage-grid").appendChild(this.words);
    this.button = partOf(root, '[data-action="mechanism"]');
    this.button.addEventListener("click", () => this.toggle());
    this.ask = ask;
    this.on = false;
    this.dispose = sentSteps.subscribe((sent) => this.receive(sent));
  }

  toggle() {
    this.show(!this.on);
  }

  /** @param {boolean} on */
  show(on) {
    if (on === this.on) return;
    this.on = on;
    this.button.setAttribute("aria-pressed", String(this.on));
    this.words.hidden = !this.on;
    this.ask(this.on);
    this.views[0].onChange();
  }

  reset() {
    this.show(false);
  }

  /** @param {import("../bridge/step_port.js").Steps} sent */
  receive(sent) {
    this.sent = sent;
    this.shown = null;
    this.views[0].onChange();
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
    const steps = this.on ? this.stepsAt(time) : [];
    this.layers.forEach((layer, i) => {
      const ctx = layer.begin();
      if (this.on) this.drawSteps(ctx, time, this.views[i], steps);
    });
    if (this.on) this.write(steps, Math.floor(time));
  }

  /** @param {number} time @returns {{run: Run, step: Step|null}[]} */
  stepsAt(time) {
    return this.scene.runs.map((run, i) => ({ run, step: stepAt(run, time, this.sentOf(i)) }));
  }

  /** @param {Ctx} ctx @param {number} time @param {PathView} view @param {{run: Run, step: Step|null}[]} [steps] */
  drawSteps(ctx, time, view, steps = this.stepsAt(time)) {
    if (!view.isOffered || !view.box()) return;
    view.clip(ctx);
    for (const { run, step } of steps) if (step) this.drawStep(ctx, view, run, step);
    ctx.restore();
  }

  /** @returns {Mechanism|null} a copy that stays as it is, for a picture; null while nothing is shown */
  still() {
    return this.on ? Object.assign(Object.create(Mechanism.prototype), this) : null;
  }

  /** @param {Ctx} ctx @param {PathView} view @param {Run} run @param {Step} taken */
  drawStep(ctx, view, run, { from, down, step, effective, each }) {
    /** @type {Point} */
    const foot = [run.x[from], run.y[from]];
    if (!view.contains(...foot)) return;
    const ink = { color: run.style.color, casing: this.scene.theme.casing };
    const below = down && stretched(view, down, () => DOWN);
    const ahead = stretched(view, step, (length) => Math.max(SHORTEST, length));
    if (each && effective) drawBox(ctx, view, foot, effective, ink);
    if (below) drawArrow(ctx, view, foot, below, ink, [5, 4]);
    if (ahead) drawArrow(ctx, view, foot, ahead, ink);
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
  const words = wordsOf(
    step,
    (value) => formatHtml(value, 2),
    (letter) => `<i>${letter}</i>`,
  );
  const angle = step?.effective ? (step.turned ?? "") : "";
  return `<div data-step="${run.name}" data-turned="${angle}">${name}${words.map((word) => `<span>${word}</span>`).join("")}</div>`;
}

/** What the signs mean, in a line of plain text. */
export const LEGEND_TEXT =
  "Dashed: against the gradient. Box: what multiplies it in x and in y. Arrow: the step; a short one is stretched.";

/** What is told of a step, in a line of plain text. @param {Step|null} step */
export const stepText = (step) => wordsOf(step, (value) => formatText(value, 2), String).join("   ");

/**
 * @param {Step|null} step @param {(value: number) => string} number @param {(letter: string) => string} letter
 * @returns {string[]}
 */
function wordsOf(step, number, letter) {
  if (!step) return ["takes no step"];
  const { effective, each, turned } = step;
  if (!effective) return [];
  const [x, y] = effective.map(number);
  const factors = each
    ? [`${letter("x")} × ${x}`, `${letter("y")} × ${y}`]
    : [`${letter("x")}, ${letter("y")} × ${x}`];
  return turned === null ? factors : [...factors, `turned by ${Math.round(turned)}°`];
}
