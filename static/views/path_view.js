/**
 * A view of the race: a Plotly plot, a projection (point -> pixel) and two canvases over it. The contour and the
 * surface differ in their projection and in what stands on the ground; everything else is here.
 */
import { Ink } from "../draw/ink.js";
import { Layer } from "../draw/layer.js";
import { drawBead, drawExit, drawLabel, drawMarker, drawMinimum, drawStart } from "../draw/marks.js";
import { beadStride, exitBefore, tracePath } from "../model/path.js";
import { drawFuture, drawGhost, spaceBeads } from "../draw/trail.js";
import { positionAt } from "../bridge/trajectories.js";

export class PathView {
  /** @param {HTMLElement} host @param {() => void} onChange called when the view must be drawn anew */
  constructor(host, onChange) {
    this.host = host;
    this.onChange = onChange;
    this.plot = document.createElement("div");
    this.plot.className = "stage-plot";
    host.appendChild(this.plot);
    this.ground = new Layer(host, "ground");
    this.layer = new Layer(host, "trail");
    this.tracks = [];
    this.inks = new Map(); // by optimizer
  }

  /** @param {object} scene {hill, theme, runs, start, minima, nIter}: all that a picture needs */
  setScene(scene) {
    this.scene = scene;
    this.layout();
  }

  /** Plotly's plot at the host's new size; the paths follow with `layout`. */
  async resize() {
    if (this.plot._fullLayout) await window.Plotly.Plots.resize(this.plot);
  }

  /** New pixels for every path: after a new run, a move of the camera, a zoom, a new size. */
  layout() {
    if (!this.scene?.hill.defined || !this.project()) return;
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
    this.drawGround(this.ground.begin());
    this.onChange();
  }

  trace(run) {
    return tracePath(run, this.window(), this.scene.bounds, this.box().width);
  }

  beads(run, stride) {
    const candidates = [];
    for (let i = 0; i < run.length; i += stride) {
      if (!this.contains(run.x[i], run.y[i])) continue;
      const at = this.point(run.x[i], run.y[i]);
      if (!Number.isNaN(at.x)) candidates.push({ at: i, ...at });
    }
    return spaceBeads(candidates);
  }

  /** Whether a point is in sight. */
  contains(x, y) {
    const { x0, x1, y0, y1 } = this.window() ?? {}; // nothing is, before the first picture
    return x >= x0 && x <= x1 && y >= y0 && y <= y1;
  }

  /** What stands still under the paths: the way to come and the minima. */
  drawGround(ctx) {
    const { theme, minima } = this.scene;
    this.clip(ctx);
    for (const { run, trail } of this.ghosts) drawGhost(ctx, trail, run.style.ink[theme.name]);
    for (const { run, trail } of this.tracks)
      drawFuture(ctx, trail, theme.name === "dark" ? run.style.color : theme.casing);
    for (const [x, y] of minima.filter((minimum) => this.contains(...minimum))) {
      const at = this.point(x, y);
      drawMinimum(ctx, at.x, at.y, theme);
    }
    ctx.restore();
  }

  clip(ctx) {
    const { left, top, width, height } = this.box();
    ctx.save();
    ctx.beginPath();
    ctx.rect(left, top, width, height);
    ctx.clip();
  }

  ink({ name }) {
    if (!this.inks.has(name)) this.inks.set(name, new Ink());
    return this.inks.get(name);
  }

  /** @param {number} time in iterates */
  draw(time) {
    this.drawPaths(this.layer.begin(), time);
  }

  /** A copy that keeps looking as the view does now, whatever the visitor does to it: for a picture. */
  still() {
    return Object.assign(Object.create(Object.getPrototypeOf(this)), this, { inks: new Map() });
  }

  /** @param {CanvasRenderingContext2D} ctx one unit a CSS pixel @param {number} time in iterates */
  drawPaths(ctx, time) {
    const { theme, start } = this.scene;
    this.clip(ctx);
    for (const { run, trail } of this.tracks)
      this.ink(run).draw(ctx, trail, time, run.style.color, theme.casing);
    for (const { run, trail } of this.tracks) {
      for (const bead of trail.beads)
        if (bead.at <= time) drawBead(ctx, bead.x, bead.y, run.style.color, theme.casing);
    }
    ctx.restore();
    if (this.contains(...start)) {
      const at = this.point(...start);
      drawStart(ctx, at.x, at.y, theme);
    }
    const exits = this.tracks.map((track) => this.drawHead(ctx, track, time)).filter(Boolean);
    this.drawExitLabels(ctx, exits);
  }

  /** The marker of a run at its place, or an arrow where it has left. @returns {object|null} the exit, if it is out */
  drawHead(ctx, { run, path, trail }, time) {
    const [x, y] = positionAt(run, time);
    const gone = path.ends && !(time <= path.at.at(-1)); // for good
    if (this.contains(x, y) && !gone) {
      const at = this.point(x, y);
      ctx.globalAlpha = at.hidden ? 0.55 : 1;
      drawMarker(ctx, at.x, at.y, run.style, this.scene.theme.casing);
      ctx.globalAlpha = 1;
      return null;
    }
    const exit = exitBefore(path, time);
    if (!exit) return null;
    const at = this.insideBox(this.point(exit.x, exit.y));
    if (Number.isNaN(at.x)) return null; // over a hole of the surface
    drawExit(ctx, at.x, at.y, this.exitAngle(exit, trail), run.style, this.scene.theme.casing);
    return { ...at, text: `${run.short} leaves at ${exit.iterate}` };
  }

  /** The pixel moved so far into the plot's box that a marker there is seen whole. */
  insideBox({ x, y }) {
    const { left, top, width, height } = this.box();
    return {
      x: Math.max(left + 14, Math.min(left + width - 14, x)),
      y: Math.max(top + 14, Math.min(top + height - 14, y)),
    };
  }

  /** Words beside the arrows; where arrows stand close together, one below the other and clear of them all. */
  drawExitLabels(ctx, exits) {
    const box = this.box();
    const rows = [];
    for (const { x, y, text } of exits) {
      const close = exits.filter((other) => Math.abs(other.x - x) < 60 && Math.abs(other.y - y) < 60);
      let row = y;
      while (rows.some((other) => Math.abs(other - row) < 24)) row += y < box.top + box.height / 2 ? 24 : -24;
      rows.push(row);
      drawLabel(ctx, text, Math.max(...close.map((other) => other.x)), row, box, this.scene.theme);
    }
  }

  /**
   * The drawn iterate nearest to a pixel, among those already passed.
   * @returns {{run: object, iterate: number, x: number, y: number}|null} null if none is within 12 px
   */
  nearest(px, py, time) {
    let best = null,
      least = 12;
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
