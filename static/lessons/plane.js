/** A plane of a lesson: the contour with paths and heads, clouds of many runs, and the points predicted and measured. */
/** @import { Ctx, DrawnTerrain, LessonPlaneFacts, LessonRun, Pixel, Scene } from "../types.js" */
/** @import { Ground } from "./grounds.js" */
import { contextOf, partOf } from "../dom.js";
import { Layer } from "../draw/layer.js";
import { drawMeasured, drawMiss, drawPrediction, drawWords } from "../draw/point_marks.js";
import { ContourView } from "../views/contour_view.js";
import { showHead } from "./head.js";
import { cloudAt } from "./kinds.js";

const DOT = 2; // px
const RIM = 0.8;
const NOWHERE = /** @type {import("../types.js").Point} */ ([NaN, NaN]);

export class LessonPlane {
  /** @type {LessonPlaneFacts} */
  plane;
  /** @type {LessonRun[]} */
  clouds = [];
  /** The one that was sketched last. @type {Ground|undefined} */
  ground;

  /** @param {HTMLElement} figure @param {() => void} redraw */
  constructor(figure, redraw) {
    this.figure = figure;
    this.host = partOf(figure, ".lesson-plane");
    this.view = new ContourView(this.host, redraw);
    this.over = new Layer(this.host, "over");
  }

  /**
   * @param {LessonPlaneFacts} plane @param {LessonRun[]} runs  on it @param {Ground} ground
   * @param {{nIter: number, terrain: DrawnTerrain, moved: boolean}} now  moved: whether a slider is held
   */
  setScene(plane, runs, ground, { nIter, terrain, moved }) {
    this.plane = plane;
    this.clouds = runs.filter(({ kind }) => kind === "cloud");
    const paths = runs.filter(({ kind }) => kind === "path").reverse(); // the first lies on top
    const { minima, start, words } = plane;
    const [[x0, x1], [y0, y1]] = plane.bounds;
    this.view.plot.setAttribute("role", "img"); // and not the host: in a picture there is nothing to press
    this.view.plot.setAttribute("aria-label", words);
    showHead(this.figure, runs.length || !plane.hidden ? runs : [plane.racer], terrain.theme, plane.hidden);
    if (this.ground !== ground) this.view.sketch(ground.figure);
    this.ground = ground;
    const scene = {
      ...{ id: moved ? null : "", runs: paths, nIter, terrain, theme: terrain.theme, ghosts: [] },
      ...{ minima, start: start ?? NOWHERE, bounds: { x0, x1, y0, y1 } },
    };
    // A path view reads no more of a scene than this, and of a run its path and its looks.
    this.view.setScene(/** @type {Scene} */ (/** @type {unknown} */ (scene)));
  }

  layout() {
    if (this.view.scene) this.view.layout();
  }

  /** @param {number} time in iterates */
  draw(time) {
    if (!this.view.visible) return;
    this.view.draw(time);
    const ctx = this.over.begin();
    this.view.clip(ctx);
    for (const cloud of this.clouds) this.drawCloud(ctx, cloud, time);
    ctx.restore();
    this.drawPoints(ctx);
  }

  /** @param {Ctx} ctx @param {LessonRun} cloud @param {number} time */
  drawCloud(ctx, cloud, time) {
    const { x, y, style } = cloud;
    if (!x || !y) return;
    const [first, last] = cloudAt(cloud, time);
    const dot = dotOf(style.color, this.view.scene.theme.casing, ctx.getTransform().a);
    for (let i = first; i < last; i++) {
      if (!this.view.contains(x[i], y[i])) continue;
      const at = this.view.point(x[i], y[i]);
      ctx.drawImage(dot, at.x - DOT - RIM, at.y - DOT - RIM, 2 * (DOT + RIM), 2 * (DOT + RIM));
    }
  }

  /** What was predicted, what was measured, and how far they are apart. @param {Ctx} ctx */
  drawPoints(ctx) {
    const { theme } = this.view.scene;
    const { prediction, measured } = this.plane;
    const mine = prediction && this.pixel(prediction.at);
    const theirs = measured && this.pixel(measured.at);
    if (mine && theirs) drawMiss(ctx, mine, theirs, theme);
    if (theirs) drawMeasured(ctx, theirs, theme);
    if (mine) drawPrediction(ctx, mine, theme);
    const box = this.view.box();
    const isLower = Boolean(mine && theirs && mine.y >= theirs.y);
    if (mine) drawWords(ctx, prediction.words, mine, box, !isLower, { ...theme, ink: theme.accent });
    if (theirs) drawWords(ctx, measured.words, theirs, box, isLower || !mine, theme);
  }

  /** @param {import("../types.js").Point} at @returns {Pixel} */
  pixel(at) {
    return this.view.point(...at);
  }
}

/** @type {Map<string, HTMLCanvasElement>} */
const dots = new Map();

/** A dot, drawn once: thousands of them are in each frame. @param {string} color @param {string} casing @param {number} scale */
function dotOf(color, casing, scale) {
  const key = `${color} ${casing} ${scale}`;
  const known = dots.get(key);
  if (known) return known;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = Math.ceil(2 * (DOT + RIM) * scale);
  const ctx = contextOf(canvas);
  const middle = canvas.width / 2;
  for (const { radius, fill } of [
    { radius: DOT + RIM, fill: casing },
    { radius: DOT, fill: color },
  ]) {
    ctx.fillStyle = fill;
    ctx.beginPath();
    ctx.arc(middle, middle, radius * scale, 0, 2 * Math.PI);
    ctx.fill();
  }
  dots.set(key, canvas);
  return canvas;
}
