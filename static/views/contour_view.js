/** The terrain from above: pixels are linear in x and y. */
/** @import { Exit, Frame, Path } from "../model/path.js" */
/** @import { Box, Ctx, Figure, FigureLayout, PlotlyLibrary, Point, Stroke } from "../types.js" */
import { drawContourAxes, drawHatch } from "../draw/contour_axes.js";
import { drawLevelLabels, placeLevelLabels } from "../draw/level_labels.js";
import { paintTerrain } from "../draw/terrain.js";
import { plotlyNow } from "../bridge/plotly.js";
import { axesOf, forgetFirstFigure, isDrawn } from "../bridge/plotly_scene.js";
import { fitAxes } from "../model/contour_axes.js";
import { unit, scaled, sizeOf } from "../model/scale.js";
import { PathView } from "./path_view.js";

export class ContourView extends PathView {
  /** Of the figure on show. @type {FigureLayout} */
  layoutShown;
  /** px a unit, and the pixel of the origin */
  scaleX = 1;
  scaleY = 1;
  originX = 0;
  originY = 0;
  /** @type {Frame} */
  visible;
  /** @type {Box} */
  frame;
  /** What it is to be zoomed to as soon as Plotly has drawn it. @type {number[]|null} */
  asked = null;
  /** The ray along which the level labels stand. @type {import("../draw/level_labels.js").Ray|undefined} */
  ray;

  /** What was drawn in Plotly's place, and how. @type {{terrain: object, place: string}|null} */
  sketched = null;

  /** Whether a map is its ground: its levels carry no numbers then. */
  isGrounded = false;

  /** Called when the visitor has zoomed. */
  onZoom = () => {};

  /** The stage draws the figure itself, until Plotly does. @param {Figure} figure */
  sketch(figure) {
    this.take(figure.layout);
  }

  /** A part of the plane that lies needs a lower place, where the style sheet gives one. @param {FigureLayout} layout */
  take(layout) {
    const [width, height] = [layout.xaxis, layout.yaxis].map(({ range }) => range[1] - range[0]);
    this.layoutShown = layout;
    this.host.style.setProperty("--rise", String(Math.min(1, height / width)));
  }

  /** Draws the plot that stands still. @param {PlotlyLibrary} Plotly @param {Figure} figure */
  async show(Plotly, figure) {
    const touch = matchMedia("(pointer: coarse)").matches;
    // A copy: Plotly writes into it what the visitor zooms to.
    const { data, layout: sized } = scaled(figure);
    const fresh = !isDrawn(this.plot);
    this.take(figure.layout);
    forgetFirstFigure(this.plot);
    const layout = { ...structuredClone(sized), dragmode: touch ? false : "zoom" };
    await Plotly.react(this.plot, data, layout, {
      displayModeBar: false,
      doubleClick: false, // it would go back to the first frame that it ever showed; see start_drag.js
      responsive: false,
    });
    if (fresh) this.plot.on("plotly_relayout", () => this.relaid());
    if (this.asked) await this.zoomTo(this.asked);
  }

  /** The part on show, x0, x1, y0, y1; null where nobody has zoomed. @returns {number[]|null} */
  zoomed() {
    if (!isDrawn(this.plot)) return this.asked;
    const ranges = axesOf(this.plot, unit())?.ranges;
    return ranges && this.isZoomed(...ranges) ? ranges.flat() : null;
  }

  /** Shows a part, now or when it is drawn; all with null. @param {number[]|null} part */
  async zoomTo(part) {
    this.asked = isDrawn(this.plot) ? null : part;
    if (!part) return this.zoomed() && this.unzoom();
    const ranges = { "xaxis.range": part.slice(0, 2), "yaxis.range": part.slice(2) };
    if (isDrawn(this.plot)) await plotlyNow()?.relayout(this.plot, ranges);
  }

  /** What is shown next is zoomed to what is on show. */
  keepZoom() {
    this.asked = this.zoomed();
  }

  /** Plotly shows another part of the plane: the visitor has zoomed, or it was put back. */
  relaid() {
    this.layout();
    if (this.zoomed()) this.onZoom();
  }

  /** Back from the visitor's own zoom to the frame. */
  unzoom() {
    const { xaxis, yaxis } = this.layoutShown;
    if (!isDrawn(this.plot)) return;
    plotlyNow()?.relayout(this.plot, { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] });
  }

  project() {
    const axes = this.axes();
    if (!axes) return false;
    const { box, ranges, ...projection } = axes;
    Object.assign(this, projection, { frame: box, visible: this.shown(...ranges) });
    return true;
  }

  /** @returns {import("../model/contour_axes.js").Axes|null} null where there is nothing to draw on */
  axes() {
    const { width, height } = sizeOf(this.host);
    if (isDrawn(this.plot)) return axesOf(this.plot, unit());
    const axes = this.layoutShown && width ? fitAxes(this.layoutShown, width, height) : null;
    return axes && Math.min(axes.box.width, axes.box.height) >= 1 ? axes : null; // a page that is being left is narrow
  }

  /**
   * The frame itself until the visitor zooms: Plotly's ranges are a little wider.
   * @param {Point} alongX @param {Point} alongY
   */
  shown(alongX, alongY) {
    const { frame } = this.layoutShown.meta;
    const [x0, x1, y0, y1] = this.isZoomed(alongX, alongY) ? [...alongX, ...alongY] : frame;
    return { x0, x1, y0, y1 };
  }

  /** @param {Point} alongX @param {Point} alongY */
  isZoomed(alongX, alongY) {
    const { xaxis, yaxis } = this.layoutShown;
    return String([alongX, alongY]) !== String([xaxis.range, yaxis.range]);
  }

  /** @returns {Frame} the part of the plane that is shown */
  window() {
    return this.visible;
  }

  /** @returns {Box} the plot's box in pixels */
  box() {
    return this.frame;
  }

  /** @returns {number} how wide a pixel is in the plane */
  pixel() {
    return 1 / this.scaleX;
  }

  /** @param {number} x @param {number} y */
  point(x, y) {
    return { x: this.originX + this.scaleX * x, y: this.originY + this.scaleY * y, hidden: false };
  }

  /** @param {number} px @param {number} py @returns {Point} the data coordinates of a pixel */
  unproject(px, py) {
    return [(px - this.originX) / this.scaleX, (py - this.originY) / this.scaleY];
  }

  /** @param {Path} path @returns {Stroke} */
  trail(path) {
    return {
      px: Float32Array.from(path.x, (x) => this.originX + this.scaleX * x),
      py: Float32Array.from(path.y, (y) => this.originY + this.scaleY * y),
      at: Float32Array.from(path.at),
      move: Uint8Array.from(path.move),
      hidden: null,
    };
  }

  /** @param {Exit} exit */
  exitAngle(exit) {
    return Math.atan2(exit.dy * this.scaleY, exit.dx * this.scaleX);
  }

  layout() {
    super.layout();
    const { terrain } = this.scene ?? {};
    if (terrain && this.visible && !isDrawn(this.plot)) return this.sketchOnce(terrain);
    const ctx = this.terrain.begin();
    this.sketched = null;
    if (terrain?.isPreview && this.visible) paintTerrain(ctx, this.frame, this.visible, terrain);
  }

  /** Only where it is not what is there: new runs lie on the same ground. @param {import("../types.js").DrawnTerrain} terrain */
  sketchOnce(terrain) {
    const place = JSON.stringify([this.axes(), sizeOf(this.host), unit(), window.devicePixelRatio]);
    if (this.sketched?.terrain === terrain && this.sketched.place === place) return;
    this.drawSketch(this.terrain.begin(), terrain);
    this.sketched = { terrain, place };
  }

  /** All that Plotly will draw. @param {Ctx} ctx @param {import("../types.js").DrawnTerrain} terrain */
  drawSketch(ctx, terrain) {
    const axes = this.axes();
    if (!axes) return;
    if (this.layoutShown.images?.length) drawHatch(ctx, axes.box, terrain.theme.rule);
    drawContourAxes(ctx, axes, this.layoutShown, sizeOf(this.host).width);
    const [[x0, x1], [y0, y1]] = axes.ranges;
    paintTerrain(ctx, axes.box, { x0, x1, y0, y1 }, terrain);
  }

  /** @param {Ctx} ctx */
  drawBeneath(ctx) {
    this.ray = placeLevelLabels(this, this.scene, this.ray);
    if (!this.isGrounded) drawLevelLabels(ctx, [...this.ray.labels, ...(this.ray.second?.labels ?? [])]);
    super.drawBeneath(ctx);
    this.drawFrame(ctx);
  }

  /** @param {Ctx} ctx */
  drawFrame(ctx) {
    const { theme } = this.scene;
    const { left, top, width, height } = this.frame;
    ctx.strokeStyle = theme.frame;
    ctx.lineWidth = 1;
    ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  }
}
