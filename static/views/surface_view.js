/** The terrain in space: pixels by the camera that Plotly's scene holds; a path lies on the surface between iterates. */
/** @import { Exit, Path } from "../model/path.js" */
/** @import { Box, Ctx, Figure, Pixel, PlotlyLibrary, Point, Scene, Stroke } from "../types.js" */
import { drawFloor } from "../draw/floor.js";
import { cameraOf, drawSheet, hasScene, projectionOf, viewOf } from "../bridge/plotly_scene.js";
import { attempt } from "../problem.js";
import { PathView } from "./path_view.js";
import { leaveVerticalSwipes } from "./swipe.js";

const MAX_VERTICES = 4000;
const SHEET = 100; // ms from one terrain to the next while it is moved
const STRIDES = 600; // of a sight line from the top of the terrain to its foot

export class SurfaceView extends PathView {
  /** When the sheet was given its heights last. */
  sheetAt = 0;
  /** @type {number|undefined} */
  later = undefined;

  /** Frames for which the camera is still looked at. */
  framesLeft = 0;
  /** The camera's view of the last layout, as text. */
  seenFrom = "";
  /** From the plane and the height to pixels. @type {Float64Array} */
  matrix;
  /** @type {[number, number, number]} */
  scale;
  /** What x and y are counted from. @type {Point} */
  origin;
  /** In data coordinates. @type {number[]} */
  eye = [];
  /** @type {Box} */
  frame;

  /**
   * Draws the plot that stands still.
   * @param {PlotlyLibrary} Plotly @param {Figure} figure @param {boolean} moved false: the visitor's camera stays
   */
  async show(Plotly, figure, moved) {
    if (this.host.dataset.without) return;
    const fresh = !hasScene(this.plot);
    const camera = fresh || moved ? figure.layout.scene.camera : cameraOf(this.plot);
    const layout = { ...figure.layout, scene: { ...figure.layout.scene, camera } };
    const config = { displayModeBar: false, responsive: false };
    await Plotly.react(this.plot, figure.data, layout, config).catch((error) => this.doWithout(error));
    if (fresh && hasScene(this.plot)) this.followCamera();
  }

  /** Where the browser has no WebGL, Plotly fails without a reason: the rest of the stage goes on. @param {unknown} error */
  doWithout(error) {
    if (error || hasScene(this.plot)) throw error;
    this.host.dataset.without = "webgl";
    this.plot.textContent =
      "The surface needs WebGL, which this browser does not offer. The contour shows the same race.";
  }

  /** Whether the browser can draw it. */
  get isOffered() {
    return hasScene(this.plot);
  }

  /** @param {number} time in iterates */
  draw(time) {
    if (this.isOffered) super.draw(time);
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
      !hasScene(this.plot)
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
    const projection = projectionOf(this.plot);
    if (!projection || !this.host.clientWidth) return false;
    const { view, model, scale, eye } = projection;
    this.seenFrom = viewOf(this.plot);
    this.matrix = multiply(projection.projection, multiply(view, model));
    this.scale = scale;
    this.frame = { left: 0, top: 0, width: this.host.clientWidth, height: this.host.clientHeight };
    this.origin = this.plot.layout.meta.origin;
    this.eye = [this.origin[0] + eye[0], this.origin[1] + eye[1], eye[2]];
    return true;
  }

  window() {
    return this.scene.terrain;
  }

  box() {
    return this.frame;
  }

  /**
   * The pixel of a point: x and y in the plane, z a height.
   * @param {number} x @param {number} y @param {number} z @returns {Pixel}
   */
  pixel(x, y, z) {
    const m = this.matrix,
      [sx, sy, sz] = this.scale,
      [ox, oy] = this.origin;
    const a = (x - ox) * sx,
      b = (y - oy) * sy,
      c = z * sz;
    const w = m[3] * a + m[7] * b + m[11] * c + m[15];
    return {
      x: this.frame.width * (0.5 + (0.5 * (m[0] * a + m[4] * b + m[8] * c + m[12])) / w),
      y: this.frame.height * (0.5 - (0.5 * (m[1] * a + m[5] * b + m[9] * c + m[13])) / w),
    };
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
      const [x, y] = this.atHeight(px, py, z);
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

  /**
   * The x and y of the point at height z that is seen at a pixel.
   * @param {number} px @param {number} py @param {number} z @returns {Point}
   */
  atHeight(px, py, z) {
    const m = this.matrix,
      [sx, sy, sz] = this.scale,
      [ox, oy] = this.origin;
    const right = (2 * px) / this.frame.width - 1,
      up = 1 - (2 * py) / this.frame.height;
    /** @param {number} i @param {number} share */
    const row = (i, share) => [0, 4, 8, 12].map((column) => m[column + i] - share * m[column + 3]);
    const [a, b, c, d] = row(0, right),
      [e, f, g, h] = row(1, up);
    const p = -(c * z * sz + d),
      q = -(g * z * sz + h);
    const determinant = a * f - b * e;
    return [ox + (p * f - b * q) / determinant / sx, oy + (a * q - p * e) / determinant / sy];
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

/**
 * Where a condition changes between two shares, by halving.
 * @param {(share: number) => boolean} condition @param {number} from @param {number} to
 */
function meeting(condition, from, to) {
  const before = condition(from);
  for (let i = 0; i < 30; i++) {
    const middle = (from + to) / 2;
    if (condition(middle) === before) from = middle;
    else to = middle;
  }
  return to;
}

/**
 * Product of two 4 x 4 matrices in column-major order, as WebGL keeps them.
 * @param {ArrayLike<number>} a @param {ArrayLike<number>} b
 */
function multiply(a, b) {
  const product = new Float64Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      for (let k = 0; k < 4; k++) product[column * 4 + row] += a[k * 4 + row] * b[column * 4 + k];
    }
  }
  return product;
}
