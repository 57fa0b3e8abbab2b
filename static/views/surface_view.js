/** The terrain in space: pixels by the camera that Plotly's scene holds; a path lies on the surface between iterates. */
/** @import { Exit, Path } from "../model/path.js" */
/** @import { Pose } from "../model/pose.js" */
/** @import { Camera, Vector } from "../model/projection.js" */
/** @import { Box, Ctx, Figure, PlotlyLibrary, Point, Scene, Stroke } from "../types.js" */
import { drawFloor } from "../draw/floor.js";
import { giveWay, inSteps, plotlyNow } from "../bridge/plotly.js";
import {
  cameraOf,
  drawSheet,
  fits,
  hasScene,
  pickNothing,
  projectionOf,
  viewOf,
} from "../bridge/plotly_scene.js";
import { meeting } from "../model/halving.js";
import { cameraAt, isSameView, poseOf } from "../model/pose.js";
import { Projection, wholeCamera } from "../model/projection.js";
import { scaled, sizeOf } from "../model/scale.js";
import { attempt } from "../problem.js";
import { PathView } from "./path_view.js";
import { leaveVerticalSwipes } from "./swipe.js";

const MAX_VERTICES = 4000;
const PIECES = 16; // of an arrow
const SHARE = 0.62; // of the picture, that a side of the sheet takes
const SHEET = 100; // ms from one terrain to the next while it is moved
const STRIDES = 600; // of a sight line from the top of the terrain to its foot

export class SurfaceView extends PathView {
  /** When the sheet was given its heights last. */
  sheetAt = 0;
  /** @type {number|undefined} */
  later = undefined;
  /** From where it is to be looked at as soon as it is drawn. @type {Pose|null} */
  asked = null;
  /** Whether a map is shown in its place. */
  isCovered = false;
  /** Whether Plotly has drawn all of it. */
  drawn = false;

  /** Frames for which the camera is still looked at. */
  framesLeft = 0;
  /** The camera's view of the last layout, as text. */
  seenFrom = "";
  /** Of the figure on show. @type {Figure["layout"]["scene"]} */
  figureScene;
  /** As it was brought there, and not turned since. @type {Camera} */
  home;
  /** @type {Projection} */
  projection;
  /** In data coordinates. @type {number[]} */
  eye = [];
  /** @type {Box} */
  frame;

  /**
   * Draws the plot that stands still.
   * @param {PlotlyLibrary} Plotly @param {Figure} figure @param {boolean} moved false: the visitor's camera stays
   */
  async show(Plotly, figure, moved) {
    if (this.host.dataset.without === "webgl") return;
    this.plotAgain();
    const fresh = !hasScene(this.plot);
    this.figureScene = figure.layout.scene;
    const standing = fresh || moved ? this.wholeCamera() : cameraOf(this.plot);
    const camera = this.asked ? cameraAt(this.asked, ...this.picture()) : standing;
    this.asked = null;
    const layout = { ...figure.layout, scene: { ...figure.layout.scene, camera } };
    const config = { displayModeBar: false, responsive: false };
    const { data: traces } = scaled(figure);
    for (const data of fresh ? inSteps(traces) : [traces]) {
      await Plotly.react(this.plot, data, layout, config).catch((error) => this.fail(error));
      if (fresh && data.length < traces.length && hasScene(this.plot)) pickNothing(this.plot);
      await giveWay();
    }
    this.drawn = hasScene(this.plot);
    if (fresh && this.drawn) this.followCamera();
  }

  /** @returns the figure's own camera, from as far as this view has to be looked at: at home */
  wholeCamera() {
    const { camera } = this.figureScene;
    const [sides, size] = this.picture();
    this.home = size.width && size.height ? wholeCamera(camera, sides, size) : camera;
    return this.home;
  }

  /** @returns {[Vector, {width: number, height: number}]} the box's sides, and the size of the picture */
  picture() {
    const { clientWidth: width, clientHeight: height } = this.host;
    return [this.figureScene.aspectratio, { width, height }];
  }

  /** From where it is looked at; null where nobody has turned it. */
  pose() {
    if (!this.isOffered) return this.asked;
    const camera = cameraOf(this.plot);
    return isSameView(camera, this.home) ? null : poseOf(camera, ...this.picture());
  }

  /** Turns it, now or when it is drawn. @param {Pose|null} pose */
  async look(pose) {
    this.asked = this.isOffered ? null : pose;
    if (!this.isOffered || (!pose && !this.pose())) return;
    if (!pose) return this.unzoom();
    await plotlyNow()?.relayout(this.plot, { "scene.camera": cameraAt(pose, ...this.picture()) });
  }

  /** Back from where the visitor has turned the camera to. */
  async unzoom() {
    if (this.isOffered) await plotlyNow()?.relayout(this.plot, { "scene.camera": this.wholeCamera() });
  }

  /** Unless it was turned, the camera is where all is seen at the new size. */
  async resize() {
    if (fits(this.plot)) return;
    await super.resize();
    // Not before: a hand may have turned it meanwhile.
    if (this.isOffered && isSameView(cameraOf(this.plot), this.home)) await this.unzoom();
  }

  /** Where the browser has no WebGL, Plotly fails without a reason: the rest of the stage goes on. @param {unknown} error */
  fail(error) {
    if (error || hasScene(this.plot)) throw error;
    this.doWithout(
      "webgl",
      "The surface needs WebGL, which this browser does not offer. The contour shows the same race.",
    );
  }

  /** What was missing is here. */
  plotAgain() {
    if (this.host.dataset.without) this.plot.textContent = "";
    delete this.host.dataset.without;
  }

  /** @param {string} what is missing @param {string} sentence  in the place of the surface */
  doWithout(what, sentence) {
    this.host.dataset.without = what;
    this.plot.textContent = sentence;
    this.onChange();
  }

  /** Plotly has drawn the figure: the scene of now comes upon it. */
  takeOver() {
    if (this.scene?.terrain.isPreview && this.drawn) this.putSheet(this.scene);
    else super.takeOver();
  }

  /** Whether there is a surface: not before it is drawn, and never where the browser cannot draw it. */
  get isOffered() {
    return this.drawn && hasScene(this.plot);
  }

  /** @param {number} time in iterates */
  draw(time) {
    if (this.isOffered && this.frame && !this.isCovered) super.draw(time);
  }

  /**
   * Another terrain costs the scene more than a frame: while it is moved, the sheet and the paths on it follow as
   * often as there is time, and the rest of the picture does not wait for them.
   * @param {Scene} scene
   */
  setScene(scene) {
    clearTimeout(this.later);
    const before = this.scene?.terrain;
    if (
      !before ||
      before === scene.terrain ||
      !(before.isPreview || scene.terrain.isPreview) ||
      !this.isOffered
    )
      return super.setScene(scene);
    if (!scene.terrain.isPreview) return this.putSheet(scene);
    const wait = Math.max(0, this.sheetAt + SHEET - performance.now());
    this.later = setTimeout(() => attempt(() => this.putSheet(scene)), wait);
  }

  /** @param {Scene} scene */
  putSheet(scene) {
    this.sheetAt = performance.now();
    drawSheet(this.plot, scene.terrain, !scene.terrain.isPreview);
    super.setScene(scene);
  }

  followCamera() {
    leaveVerticalSwipes(this.host);
    this.plot.on("plotly_relayouting", () => this.layout());
    this.plot.on("plotly_relayout", () => this.layout());
    // A finger turns the scene without a word from Plotly, and a turned scene settles after the hand is gone.
    for (const type of ["pointermove", "touchmove", "touchend", "wheel"]) {
      this.host.addEventListener(type, () => this.watchCamera(), { capture: true, passive: true });
    }
  }

  /** Looks at the camera for some frames; where it has moved, the paths move with it. */
  watchCamera(frames = 30) {
    const busy = this.framesLeft > 0;
    this.framesLeft = frames;
    if (!busy) requestAnimationFrame(() => this.lookAgain());
  }

  lookAgain() {
    if (viewOf(this.plot) !== this.seenFrom) this.layout();
    if (--this.framesLeft > 0) requestAnimationFrame(() => this.lookAgain());
  }

  project() {
    const camera = this.isOffered ? projectionOf(this.plot) : null;
    if (!camera || !this.host.clientWidth) return false;
    this.seenFrom = viewOf(this.plot);
    this.frame = { left: 0, top: 0, ...sizeOf(this.host) };
    const { origin } = this.plot.layout.meta;
    this.projection = new Projection(camera, origin, this.frame);
    this.eye = [origin[0] + camera.eye[0], origin[1] + camera.eye[1], camera.eye[2]];
    return true;
  }

  window() {
    return this.scene.terrain;
  }

  box() {
    return this.frame;
  }

  get pieces() {
    return PIECES;
  }

  /** @returns {Point} as if looked at from above */
  unit() {
    const side = SHARE * Math.min(this.frame.width, this.frame.height);
    return [this.scene.terrain.width / side, this.scene.terrain.depth / side];
  }

  /** @param {number} x @param {number} y @param {number} z  a height */
  pixel(x, y, z) {
    return this.projection.pixel(x, y, z);
  }

  /**
   * The pixel of a point of the plane, NaN over a hole, and whether the terrain hides it.
   * @param {number} x @param {number} y
   */
  point(x, y) {
    const { terrain } = this.scene;
    const z = terrain.heightAt(x, y) + terrain.lift;
    return { ...this.pixel(x, y, z), hidden: terrain.hides(x, y, z, this.eye) };
  }

  /**
   * The point of the plane under a pixel: the sight line is followed down to where it first meets the sheet.
   * @param {number} px @param {number} py
   * @returns {Point|null} its x and y; null beside the sheet, and through a hole in it
   */
  unproject(px, py) {
    const { terrain } = this.scene;
    const top = Math.min(terrain.high + terrain.lift, Math.max(terrain.low, this.eye[2]));
    const at = (/** @type {number} */ share) => {
      const z = top + (terrain.low - top) * share;
      const [x, y] = this.projection.atHeight(px, py, z);
      const height = terrain.heightAt(x, y) + terrain.lift;
      return { x, y, sheet: terrain.inside(x, y) && !Number.isNaN(height), above: z > height };
    };
    for (let i = 1, last = at(0); i <= STRIDES; i++) {
      const here = at(i / STRIDES);
      if (last.sheet && here.sheet && last.above !== here.above) {
        const { x, y } = at(meeting((share) => at(share).above, (i - 1) / STRIDES, i / STRIDES));
        return [x, y];
      }
      last = here;
    }
    return null;
  }

  /** Over a hole, where there is no height, the pen is lifted. @param {Path} path @returns {Stroke} */
  trail(path) {
    /** @type {Record<"px"|"py"|"at"|"move"|"hidden", number[]>} */
    const { px, py, at, move, hidden } = { px: [], py: [], at: [], move: [], hidden: [] };
    const stride = this.stride(path);
    let lifted = false;
    for (let i = 0; i < path.at.length; i++) {
      const pieces = path.move[i] ? 1 : Math.max(1, Math.ceil(this.span(path, i) / stride));
      for (let p = 1; p <= pieces; p++) {
        const t = p / pieces,
          from = path.move[i] ? i : i - 1;
        const seen = this.point(
          path.x[from] + (path.x[i] - path.x[from]) * t,
          path.y[from] + (path.y[i] - path.y[from]) * t,
        );
        if (Number.isNaN(seen.x)) {
          lifted = true;
          continue;
        }
        px.push(seen.x);
        py.push(seen.y);
        hidden.push(Number(seen.hidden));
        at.push(path.at[from] + (path.at[i] - path.at[from]) * t);
        move.push(Number(path.move[i] || lifted));
        lifted = false;
      }
    }
    return {
      px: Float32Array.from(px),
      py: Float32Array.from(py),
      at: Float32Array.from(at),
      move: Uint8Array.from(move),
      hidden: Uint8Array.from(hidden),
    };
  }

  /**
   * Length of the segment that ends at vertex i, in widths of the frame.
   * @param {Path} path @param {number} i
   */
  span(path, i) {
    const { width, depth } = this.scene.terrain;
    return Math.hypot((path.x[i] - path.x[i - 1]) / width, (path.y[i] - path.y[i - 1]) / depth);
  }

  /**
   * A 70th of the frame, or more where the path is so long that no eye could follow it.
   * @param {Path} path
   */
  stride(path) {
    let total = 0;
    for (let i = 1; i < path.at.length; i++) if (!path.move[i]) total += this.span(path, i);
    return Math.max(1 / 70, total / MAX_VERTICES);
  }

  /** @param {Exit} exit @param {Stroke} trail */
  exitAngle(exit, trail) {
    const i = Math.max(
      1,
      trail.at.findLastIndex((at) => at <= exit.at),
    );
    const before = Math.max(0, i - 3);
    return Math.atan2(trail.py[i] - trail.py[before], trail.px[i] - trail.px[before]);
  }

  /** @param {Ctx} ctx */
  drawBeneath(ctx) {
    drawFloor(ctx, this, this.scene);
    super.drawBeneath(ctx);
  }
}
