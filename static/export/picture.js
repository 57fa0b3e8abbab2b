/**
 * The stage on one canvas, at any moment of the clock: title, contour, surface and scoreboard as they stand when
 * the picture is begun, whatever the visitor does to the page meanwhile.
 */
/** @import { ContourView } from "../views/contour_view.js" */
/** @import { PathView } from "../views/path_view.js" */
/** @import { SurfaceView } from "../views/surface_view.js" */
import { blobOf, contextOf } from "../dom.js";
import { plotlyNow } from "../bridge/plotly.js";
import { isDrawn, redrawn } from "../bridge/plotly_scene.js";
import { copyOf } from "../draw/layer.js";
import { sizeOf } from "../model/scale.js";
import { stepText } from "../views/mechanism.js";
import { fontRules } from "./fonts.js";
import { formulaImage } from "./formula.js";
import { drawHead, drawScores, HEAD, scoresHeight } from "./picture_text.js";

const MARGIN = 24;
const GAP = 16;

/**
 * What a picture is made of, as it stands at one moment.
 * @typedef {object} Snapshot
 * @property {ContourView} contour @property {SurfaceView|null} surface  null without WebGL
 * @property {import("../views/mechanism.js").Mechanism|null} mechanism  null while it is not shown
 * @property {import("./map_picture.js").Taken|null} map  the one on show, if it is here
 * @property {boolean} hasFailedMap  whether it could not be worked out
 * @property {number} time  of the clock @property {string} title @property {string} settings  in one line
 * @property {string} file  its name, without an ending
 */

export class Picture {
  /**
   * @param {Snapshot} snapshot
   * @param {(width: number) => number} scaleOf  device pixels a CSS pixel, given the width in CSS pixels
   * @returns {Promise<Picture>} ready to be painted
   */
  static async of({ contour, surface, mechanism, map: _, ...words }, scaleOf) {
    await document.fonts.ready;
    const views = surface ? [contour, surface] : [contour];
    const backgrounds = [await contourImage(contour), ...(surface ? [surfaceImage(surface)] : [])];
    const formula = await formulaImage();
    return new Picture({ ...words, formula }, views, mechanism, backgrounds, scaleOf);
  }

  /**
   * @param {import("./picture_text.js").Words} words @param {PathView[]} views  the contour first
   * @param {import("../views/mechanism.js").Mechanism|null} mechanism @param {CanvasImageSource[]} backgrounds
   * @param {(width: number) => number} scaleOf
   */
  constructor(words, views, mechanism, backgrounds, scaleOf) {
    this.words = words;
    this.mechanism = mechanism;
    this.scene = views[0].scene;
    let left = MARGIN;
    this.panels = views.map((view, i) => {
      const { width, height } = sizeOf(view.host);
      const panel = { view, background: backgrounds[i], left, width, height };
      left += width + GAP;
      return panel;
    });
    this.width = left - GAP + MARGIN;
    this.scale = scaleOf(this.width);
    this.below = MARGIN + HEAD + Math.max(...this.panels.map(({ height }) => height));
    this.height = this.below + scoresHeight(this.scene.runs.length, Boolean(mechanism)) + MARGIN;
    this.canvas = this.sheet(this.width, this.height);
    this.paths = this.panels.map(({ width, height }) => this.sheet(width, height));
    this.still = this.paintStill();
  }

  /** @param {number} width @param {number} height @returns {HTMLCanvasElement} of a size in CSS pixels */
  sheet(width, height) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * this.scale);
    canvas.height = Math.round(height * this.scale);
    return canvas;
  }

  /** A canvas's context, cleared, one unit a CSS pixel. @param {HTMLCanvasElement} canvas */
  begin(canvas) {
    const ctx = contextOf(canvas, { willReadFrequently: canvas === this.canvas });
    ctx.setTransform(this.scale, 0, 0, this.scale, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    return ctx;
  }

  /** What does not change with the clock. */
  paintStill() {
    const canvas = this.sheet(this.width, this.height);
    const ctx = this.begin(canvas);
    ctx.fillStyle = this.scene.theme.background;
    ctx.fillRect(0, 0, this.width, this.height);
    for (const { view, background, left, width, height } of this.panels) {
      ctx.save();
      ctx.translate(left, MARGIN + HEAD);
      ctx.drawImage(background, 0, 0, width, height);
      view.drawBeneath(ctx);
      ctx.restore();
    }
    return canvas;
  }

  /** @param {number} time in iterates */
  paint(time) {
    const ctx = this.begin(this.canvas);
    ctx.drawImage(this.still, 0, 0, this.width, this.height);
    const taken = this.mechanism?.stepsAt(time);
    this.panels.forEach(({ view, left, width, height }, i) => {
      const sheet = this.begin(this.paths[i]);
      view.drawPaths(sheet, time);
      this.mechanism?.drawSteps(sheet, time, view, taken);
      ctx.drawImage(this.paths[i], left, MARGIN + HEAD, width, height);
    });
    const iterate = Math.floor(time + 1e-9);
    const inner = { left: MARGIN, width: this.width - 2 * MARGIN };
    drawHead(ctx, { ...inner, top: MARGIN }, this.words, iterate, this.scene);
    drawScores(
      ctx,
      { ...inner, top: this.below },
      iterate,
      this.scene,
      taken?.map(({ step }) => stepText(step)) ?? null,
    );
  }

  /** @returns {Promise<Blob>} what was painted last, as PNG */
  toBlob() {
    return blobOf(this.canvas);
  }

  /** @returns {ImageData} what was painted last */
  pixels() {
    return contextOf(this.canvas).getImageData(0, 0, this.canvas.width, this.canvas.height);
  }
}

/**
 * The contour as Plotly draws it, with the page's letters: an image has none of the page's fonts. Before Plotly is
 * there, as the stage has drawn it.
 * @param {ContourView} view
 */
async function contourImage({ plot, terrain }) {
  const Plotly = plotlyNow();
  if (!Plotly || !isDrawn(plot)) return terrain.copy();
  const { clientWidth: width, clientHeight: height } = plot;
  const options = { format: "svg", width, height, imageDataOnly: true };
  const [svg, fonts] = await Promise.all([Plotly.toImage(plot, options), fontRules(["Source Sans"])]);
  const image = new Image();
  const dressed = svg.replace(/(<svg[^>]*>)/, `$1<style>${fonts}</style>`);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(dressed)}`;
  await image.decode();
  return image;
}

/** The surface as it is on the screen. @param {SurfaceView} view */
function surfaceImage({ plot }) {
  return copyOf(redrawn(plot));
}
