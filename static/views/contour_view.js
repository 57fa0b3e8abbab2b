/** The hill from above: pixels are linear in x and y. */
import { drawLevelLabels, placeLevelLabels } from "../draw/level_labels.js";
import { PathView } from "./path_view.js";

export class ContourView extends PathView {
  /** Draws the plot that stands still. @param {object} Plotly @param {object} figure */
  async show(Plotly, figure) {
    const touch = matchMedia("(pointer: coarse)").matches;
    // A copy: Plotly writes into it what the visitor zooms to.
    const layout = { ...structuredClone(figure.layout), dragmode: touch ? false : "zoom" };
    const fresh = !this.plot._fullLayout;
    this.layoutShown = figure.layout;
    await Plotly.react(this.plot, figure.data, layout, {
      displayModeBar: false,
      doubleClick: false, // Plotly's own goes back to the first frame that it ever showed
      responsive: false,
    });
    if (fresh) {
      this.plot.on("plotly_relayout", () => this.relayout());
      this.plot.on("plotly_doubleclick", () => this.unzoom());
    }
    this.labels = null;
  }

  /** Back from the visitor's own zoom to the frame. */
  unzoom() {
    const { xaxis, yaxis } = this.layoutShown;
    window.Plotly.relayout(this.plot, { "xaxis.range": [...xaxis.range], "yaxis.range": [...yaxis.range] });
  }

  relayout() {
    this.labels = null;
    this.layout();
  }

  project() {
    const axes = this.plot._fullLayout;
    if (!axes?.xaxis?._length) return false;
    const { xaxis, yaxis } = axes;
    this.scaleX = xaxis.l2p(1) - xaxis.l2p(0);
    this.scaleY = yaxis.l2p(1) - yaxis.l2p(0);
    this.originX = xaxis._offset + xaxis.l2p(0);
    this.originY = yaxis._offset + yaxis.l2p(0);
    this.visible = this.shown(xaxis.range, yaxis.range);
    this.frame = { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
    return true;
  }

  /** The frame itself until the visitor zooms: Plotly's ranges are a little wider. */
  shown(alongX, alongY) {
    const { xaxis, yaxis, meta } = this.layoutShown;
    const zoomed = String([alongX, alongY]) !== String([xaxis.range, yaxis.range]);
    const [x0, x1, y0, y1] = zoomed ? [...alongX, ...alongY] : meta.frame;
    return { x0, x1, y0, y1 };
  }

  /** @returns {import("../model/path.js").Frame} the part of the plane that is shown */
  window() {
    return this.visible;
  }

  /** @returns {{left: number, top: number, width: number, height: number}} the plot's box in pixels */
  box() {
    return this.frame;
  }

  point(x, y) {
    return { x: this.originX + this.scaleX * x, y: this.originY + this.scaleY * y, hidden: false };
  }

  /** @returns {number[]} the data coordinates of a pixel */
  unproject(px, py) {
    return [(px - this.originX) / this.scaleX, (py - this.originY) / this.scaleY];
  }

  trail(path) {
    return {
      px: Float32Array.from(path.x, (x) => this.originX + this.scaleX * x),
      py: Float32Array.from(path.y, (y) => this.originY + this.scaleY * y),
      at: Float32Array.from(path.at),
      move: Uint8Array.from(path.move),
      hidden: null,
    };
  }

  exitAngle(exit) {
    return Math.atan2(exit.dy * this.scaleY, exit.dx * this.scaleX);
  }

  drawGround(ctx) {
    this.labels ??= placeLevelLabels(this, this.scene);
    drawLevelLabels(ctx, this.labels);
    super.drawGround(ctx);
    this.drawFrame(ctx);
  }

  drawFrame(ctx) {
    const { theme } = this.scene;
    const { left, top, width, height } = this.frame;
    ctx.strokeStyle = theme.frame;
    ctx.lineWidth = 1;
    ctx.strokeRect(left + 0.5, top + 0.5, width - 1, height - 1);
  }
}
