/**
 * A view of the race: a Plotly plot, a projection (point -> pixel) and two canvases over it. The contour and the
 * surface differ in their projection and in what lies beneath the paths; everything else is here.
 */
/** @import { Exit, Frame, Path } from "../model/path.js" */
/** @import { Box, Ctx, Pixel, Plot, Point, Run, Scene, Spot, Stroke } from "../types.js" */
import { plotlyNow } from "../bridge/plotly.js";
import { fits, isDrawn } from "../bridge/plotly_scene.js";
import { Ink } from "../draw/ink.js";
import { drawGhostLabels, placeGhostLabels } from "../draw/ghost_labels.js";
import { Layer } from "../draw/layer.js";
import {
  drawBead,
  drawExit,
  drawLabel,
  drawMarker,
  drawMinimum,
  drawStart,
  halfOfLabel,
} from "../draw/marks.js";
import { contextOf } from "../dom.js";
import { placeExitLabel } from "../model/exit_labels.js";
import { occupiedBy } from "../model/occupied.js";
import { beadStride, exitBefore, tracePath } from "../model/path.js";
import { drawFuture, drawGhost, spaceBeads } from "../draw/trail.js";
import { positionAt } from "../bridge/trajectories.js";

/**
 * @typedef {{run: Run, path: Path, trail: import("../draw/trail.js").Trail}} Track  a run as it is drawn
 * @typedef {Pixel & {exit: Exit, text: string}} Arrow  at the border, and the words beside it
 * @typedef {Arrow & {place: import("../model/exit_labels.js").Place}} ExitLabel
 * @typedef {Pixel & {run: Run, iterate: number}} Hit  an iterate under the pointer
 */

export class PathView {
  /** @type {Scene} */
  scene;

  /** @param {HTMLElement} host @param {() => void} onChange called when the view must be drawn anew */
  constructor(host, onChange) {
    this.host = host;
    this.onChange = onChange;
    /** @type {Plot} */
    this.plot = /** @type {any} */ (document.createElement("div"));
    this.plot.className = "stage-plot";
    host.appendChild(this.plot);
    this.terrain = new Layer(host, "terrain"); // what stands in for the plot while the objective is moved
    this.beneath = new Layer(host, "beneath");
    this.layer = new Layer(host, "trail");
    /** @type {Track[]} */
    this.tracks = [];
    /** @type {{run: import("../types.js").Ghost, trail: Stroke}[]} */
    this.ghosts = [];
    /** All that is drawn, for words to keep off; null until somebody asks. @type {import("../model/occupied.js").Occupied|null} */
    this.taken = null;
    /** By optimizer. @type {Map<string, Ink>} */
    this.inks = new Map();
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.scene = scene;
    this.layout();
  }

  /** Gets ready for `point`. @abstract @returns {boolean} whether there is a plot to project on */
  project() {
    throw new Error("each view has its own projection");
  }

  /** @abstract @returns {Frame} the part of the plane that is shown; there is none before the first picture */
  window() {
    throw new Error("each view has its own window");
  }

  /** Whether there is anything to draw on. */
  get isOffered() {
    return true;
  }

  /** Into how many pieces a straight line is cut, to follow the sheet. */
  get pieces() {
    return 1;
  }

  /** @returns {Point} how wide and high a pixel is in the plane, about */
  unit() {
    const { x0, x1, y0, y1 } = this.window();
    const { width, height } = this.box();
    return [(x1 - x0) / width, (y1 - y0) / height];
  }

  /** @abstract @returns {Box} the plot's box in pixels */
  box() {
    throw new Error("each view has its own box");
  }

  /** @abstract @param {number} _x @param {number} _y @returns {Spot} the pixel of a point of the plane */
  point(_x, _y) {
    throw new Error("each view has its own projection");
  }

  /**
   * @abstract @param {number} _px @param {number} _py
   * @returns {Point|null} the point of the plane at a pixel
   */
  unproject(_px, _py) {
    throw new Error("each view has its own projection");
  }

  /** @abstract @param {Path} _path @returns {Stroke} in pixels */
  trail(_path) {
    throw new Error("each view has its own projection");
  }

  /**
   * @abstract @param {Exit} _exit @param {Stroke} _trail
   * @returns {number} the direction of an exit on the screen
   */
  exitAngle(_exit, _trail) {
    throw new Error("each view has its own projection");
  }

  /** @abstract Back from where the visitor has zoomed or turned the view to. */
  unzoom() {
    throw new Error("each view has its own way back");
  }

  /** As on the first visit. */
  reset() {
    this.unzoom();
  }

  /** Plotly's plot at the host's new size, if it has one; the paths follow with `layout`. */
  async resize() {
    if (isDrawn(this.plot) && !fits(this.plot)) await plotlyNow()?.Plots.resize(this.plot);
  }

  /** New pixels for every path: after a new run, a move of the camera, a zoom, a new size. */
  layout() {
    if (!this.scene?.terrain.defined || !this.project()) return;
    const { runs, nIter } = this.scene;
    const byRadius = [...runs].sort((a, b) => b.style.radius - a.style.radius); // the largest marker lies lowest
    this.tracks = byRadius.map((run) => {
      const path = this.trace(run);
      return { run, path, trail: { ...this.trail(path), beads: this.beads(run, beadStride(nIter)) } };
    });
    this.ghosts = (this.scene.ghosts ?? []).map((run) => ({
      run,
      trail: this.trail(this.trace(run)),
    }));
    this.taken = null;
    this.drawBeneath(this.beneath.begin());
    this.onChange();
  }

  /** Plotly has drawn the plot of the scene on show. */
  takeOver() {
    this.layout();
  }

  /** @param {Run} run */
  trace(run) {
    return tracePath(run, this.window(), this.scene.bounds, this.box().width);
  }

  /** @param {Run} run @param {number} stride */
  beads(run, stride) {
    /** @type {import("../draw/trail.js").Bead[]} */
    const candidates = [];
    for (let i = 0; i < run.length; i += stride) {
      if (!this.contains(run.x[i], run.y[i])) continue;
      const at = this.point(run.x[i], run.y[i]);
      if (!Number.isNaN(at.x)) candidates.push({ at: i, ...at });
    }
    return spaceBeads(candidates);
  }

  /** Whether a point is in sight. @param {number} x @param {number} y */
  contains(x, y) {
    const frame = this.window();
    if (!frame) return false; // before the first picture
    const { x0, x1, y0, y1 } = frame;
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  }

  /** What stands still under the paths: the way to come and the minima. @param {Ctx} ctx */
  drawBeneath(ctx) {
    const { theme, minima } = this.scene;
    this.clip(ctx);
    for (const { run, trail } of this.ghosts) drawGhost(ctx, trail, run.style.ink[theme.name]);
    drawGhostLabels(ctx, placeGhostLabels(this.ghosts, this.tracks, this.box()), theme);
    for (const { run, trail } of this.tracks)
      drawFuture(ctx, trail, theme.name === "dark" ? run.style.color : theme.casing);
    for (const [x, y] of minima.filter((minimum) => this.contains(...minimum))) {
      const at = this.point(x, y);
      drawMinimum(ctx, at.x, at.y, theme);
    }
    ctx.restore();
  }

  /** @param {Ctx} ctx */
  clip(ctx) {
    const { left, top, width, height } = this.box();
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
  }

  /** @param {Run} run */
  ink({ name }) {
    const ink = this.inks.get(name) ?? new Ink();
    this.inks.set(name, ink);
    return ink;
  }

  /** @param {number} time in iterates */
  draw(time) {
    this.drawPaths(this.layer.begin(), time);
  }

  /** A copy that keeps looking as the view does now, whatever the visitor does to it: for a picture. */
  still() {
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this, { inks: new Map() });
  }

  /** @param {Ctx} ctx one unit a CSS pixel @param {number} time in iterates */
  drawPaths(ctx, time) {
    const { theme, start } = this.scene;
    this.clip(ctx);
    for (const { run, trail } of this.tracks) this.ink(run).draw(ctx, trail, time, run.style, theme.casing);
    for (const { run, trail } of this.tracks) {
      for (const bead of trail.beads)
        if (bead.at <= time) drawBead(ctx, bead.x, bead.y, run.style.color, theme.casing);
    }
    ctx.restore();
    if (this.contains(...start)) {
      const at = this.point(...start);
      drawStart(ctx, at.x, at.y, theme);
    }
    const arrows = this.tracks.flatMap((track) => this.drawHead(ctx, track, time) ?? []);
    for (const { text, place } of this.placeExitLabels(arrows)) drawLabel(ctx, text, place, theme);
  }

  /**
   * The marker of a run at its place, or an arrow where it has left.
   * @param {Ctx} ctx @param {Track} track @param {number} time
   * @returns {Arrow|null} if it is out
   */
  drawHead(ctx, { run, path, trail }, time) {
    const [x, y] = positionAt(run, time);
    const gone = path.ends && !(time <= path.at[path.at.length - 1]); // for good
    if (this.contains(x, y) && !gone) {
      const at = this.point(x, y);
      ctx.globalAlpha = at.hidden ? 0.55 : 1;
      drawMarker(ctx, at.x, at.y, run.style, this.scene.theme.casing);
      ctx.globalAlpha = 1;
      return null;
    }
    const arrow = this.arrowOf(run, path, time);
    if (!arrow) return null;
    const angle = this.exitAngle(arrow.exit, trail);
    drawExit(ctx, arrow.x, arrow.y, angle, run.style, this.scene.theme.casing);
    return arrow;
  }

  /**
   * @param {Run} run @param {Path} path @param {number} time
   * @returns {Arrow|null} where the run left the frame last; null over a hole of the surface
   */
  arrowOf(run, path, time) {
    const exit = exitBefore(path, time);
    if (!exit) return null;
    const at = this.insideBox(this.point(exit.x, exit.y));
    return Number.isNaN(at.x) ? null : { ...at, exit, text: `${run.short} leaves at ${exit.iterate}` };
  }

  /** The pixel moved so far into the plot's box that a marker there is seen whole. @param {Pixel} pixel */
  insideBox({ x, y }) {
    const { left, top, width, height } = this.box();
    return {
      x: Math.max(left + 14, Math.min(left + width - 14, x)),
      y: Math.max(top + 14, Math.min(top + height - 14, y)),
    };
  }

  /** The words beside the arrows at the end of all runs. @returns {ExitLabel[]} */
  lastExitLabels() {
    return this.placeExitLabels(this.lastArrows());
  }

  /** Words keep their place as others come to stand beside them. @param {Arrow[]} arrows @returns {ExitLabel[]} */
  placeExitLabels(arrows) {
    if (!arrows.length) return [];
    const ctx = contextOf(this.layer.canvas);
    const occupied = (this.taken ??= this.occupied());
    /** @type {ExitLabel[]} */
    const labels = [];
    for (const arrow of [...arrows].sort((a, b) => a.exit.at - b.exit.at)) {
      const others = labels.map(({ place }) => place);
      const place = placeExitLabel(arrow, halfOfLabel(ctx, arrow.text), this.box(), occupied, others);
      labels.push({ ...arrow, place });
    }
    return labels;
  }

  /** The arrows of all runs that are out at their end. */
  lastArrows() {
    const gone = this.tracks.filter(({ path }) => path.ends);
    return gone.flatMap(({ run, path }) => this.arrowOf(run, path, Infinity) ?? []);
  }

  /** Where paths, marks and arrows are. */
  occupied() {
    const strokes = [...this.tracks, ...this.ghosts].map(({ trail }) => trail);
    const marks = [this.scene.start, ...this.scene.minima].map((mark) => this.point(...mark));
    return occupiedBy(this.box(), strokes, [...marks, ...this.lastArrows()]);
  }

  /**
   * The drawn iterate nearest to a pixel, among those already passed.
   * @param {number} px @param {number} py @param {number} time
   * @returns {Hit|null} null if none is within 12 px
   */
  nearest(px, py, time) {
    /** @type {Hit|null} */
    let best = null;
    let least = 12;
    for (const { run, trail } of this.tracks) {
      for (let v = 0; v < trail.at.length && trail.at[v] <= time + 1; v++) {
        const distance = Math.hypot(trail.px[v] - px, trail.py[v] - py);
        if (distance >= least) continue;
        least = distance;
        best = {
          run,
          iterate: Math.min(Math.round(trail.at[v]), Math.floor(time), run.length - 1),
          x: trail.px[v],
          y: trail.py[v],
        };
      }
    }
    return best;
  }
}
