/**
 * The sub-step that is being explained, drawn where the update begins: what has a direction as an arrow, what has none
 * as a box with the ratio of its two numbers, the move as it is. Dashed beside it: against the gradient.
 */
/** @import { Ctx, Point, Scene } from "../types.js" */
/** @import { PathView } from "./path_view.js" */
/** @import { Explained, UpdatePanel } from "./update_panel.js" */
import { drawArrow, drawBox, stretched } from "../draw/arrows.js";
import { Layer } from "../draw/layer.js";
import { unit } from "../model/scale.js";

const LONG = 64; // px, of an arrow that is not to scale
const SHORTEST = 34; // px, of the move

export class SubstepView {
  /** @type {Scene} */
  scene;

  /** @param {PathView[]} views @param {UpdatePanel} panel */
  constructor(views, panel) {
    this.views = views;
    this.panel = panel;
    this.layers = views.map((view) => new Layer(view.host, "substep"));
    /** What is drawn, in letters, at its tip. */
    this.names = views.map((view) => {
      const name = Object.assign(document.createElement("div"), { className: "stage-substep" });
      name.setAttribute("aria-hidden", "true");
      view.host.appendChild(name);
      return name;
    });
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.scene = scene;
  }

  draw() {
    const told = this.panel.explained;
    this.views.forEach((view, i) => {
      const ctx = this.layers[i].begin();
      const tip = told && view.isOffered && view.box() ? this.drawOn(ctx, view, told) : null;
      this.name(i, tip && told ? told.letters : "", tip);
    });
  }

  /** @param {Ctx} ctx @param {PathView} view @param {Explained} told @returns {Point|null} the end of it, in the plane */
  drawOn(ctx, view, { run, row, drawn, values, gradient }) {
    /** @type {Point} */
    const foot = [run.x[row], run.y[row]];
    if (!view.contains(...foot)) return null;
    const ink = { color: run.style.color, casing: this.scene.theme.casing };
    const plain = { color: this.scene.theme.mark, casing: this.scene.theme.casing };
    /** @type {Point} */
    const move = [run.x[row + 1] - foot[0], run.y[row + 1] - foot[1]];
    const isMove = drawn === "step";
    const vector = isMove
      ? stretched(view, move, (length) => Math.max(SHORTEST, length))
      : stretched(view, values, () => LONG);
    const down = stretched(view, [-gradient[0], -gradient[1]], () => LONG);
    view.clip(ctx);
    if (isMove && down) drawArrow(ctx, view, foot, down, plain, [5, 4]);
    if (drawn === "box") drawBox(ctx, view, foot, values, ink);
    else if (vector && drawn) drawArrow(ctx, view, foot, vector, ink);
    ctx.restore();
    if (!drawn || !vector) return null;
    return drawn === "box" ? foot : [foot[0] + vector[0], foot[1] + vector[1]];
  }

  /** @param {number} i @param {string} letters @param {Point|null} tip */
  name(i, letters, tip) {
    const { names, views } = this;
    const spot = tip && views[i].point(...tip);
    names[i].hidden = !spot || Number.isNaN(spot.x);
    if (names[i].hidden || !spot) return;
    if (names[i].dataset.letters !== letters) names[i].innerHTML = names[i].dataset.letters = letters;
    const { left, top, width, height } = views[i].box();
    const [wide, high] = [names[i].offsetWidth / unit(), names[i].offsetHeight / unit()];
    const x = Math.min(left + width - wide - 4, Math.max(left + 4, spot.x + 12));
    const y = Math.min(top + height - high - 4, Math.max(top + 4, spot.y - high - 8));
    names[i].style.transform = `translate(${x * unit()}px, ${y * unit()}px)`;
  }
}
