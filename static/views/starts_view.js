/**
 * Where the runs of one racer end, by their start: the ground of the contour, or a map of its own in the surface's
 * place, which then shows that racer's path alone.
 */
/** @import { Scene } from "../types.js" */
/** @import { MapJob, StartsFound } from "../engine/map_kinds.js" */
/** @import { ContourView } from "./contour_view.js" */
/** @import { Part } from "../model/map_plan.js" */
import { MapPort } from "../bridge/map_port.js";
import { drawContourAxes } from "../draw/contour_axes.js";
import { Layer } from "../draw/layer.js";
import { drawGround, drawMinima, paintStarts } from "../draw/starts_map.js";
import { withoutFamily, jobsOf, kept, startsPart } from "../model/map_plan.js";
import { startsTable } from "../model/map_table.js";
import { sizeOf, unit } from "../model/scale.js";
import { coloursOf, endRows, endsSentence } from "../model/starts_map.js";
import { MapTrouble } from "./map_trouble.js";

export class StartsView {
  /** @type {Scene} */
  scene;
  /** Whose runs they are; null: none. @type {string|null} */
  owner = null;
  /** @type {Part[]} */
  parts = [];
  /** What is here, and what it was worked out for. @type {{found: StartsFound, nIter: number, size: number}|null} */
  shown = null;
  /** Of the minima. @type {number[]} */
  colours = [];
  /** @type {{canvas: HTMLCanvasElement, key: string}|null} */
  picture = null;
  /** The part of the plane that the contour showed last. @type {import("../model/path.js").Frame|null} */
  seen = null;
  /** The contour with the owner's path alone. @type {ContourView|null} */
  alone = null;

  /**
   * @param {HTMLElement} host  the contour's own, or that of a panel of the same size
   * @param {ContourView} contour @param {import("../hands/preview.js").Preview} preview
   * @param {() => void} changed  called with a new map
   */
  constructor(host, contour, preview, changed) {
    this.host = host;
    this.contour = contour;
    this.preview = preview;
    this.changed = changed;
    this.isGround = host === contour.host;
    this.layer = new Layer(host, "starts");
    if (this.isGround) host.insertBefore(this.layer.canvas, contour.beneath.canvas);
    else this.paths = new Layer(host, "starts-paths");
    this.trouble = new MapTrouble(host);
    this.port = new MapPort(
      (job, found) => this.hear(job, found),
      () => this.fail(),
    );
    this.dispose = () => this.port.dispose();
  }

  /** Whose map it is, or none. @param {string|null} owner */
  show(owner) {
    if (owner !== this.owner) Object.assign(this, { owner, shown: null, parts: [] });
    if (!this.isGround) this.host.hidden = owner === null;
    else if (this.contour.isGrounded !== (owner !== null)) {
      this.contour.isGrounded = owner !== null;
      if (this.scene) this.contour.layout();
    }
    if (owner === null) {
      this.trouble.show(false);
      this.port.dispose();
    }
    if (this.scene) this.follow();
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.scene = scene;
    this.follow();
  }

  /** Asks for what has changed, and draws what is here. */
  follow() {
    const record = this.preview.moved();
    const window = (this.seen = this.contour.visible);
    if (this.owner && record?.optimizers[this.owner] && window) {
      const parts = kept(this.parts, [startsPart(record, this.scene.programs, this.owner, window)]);
      if (parts[0] !== this.parts[0]) {
        this.trouble.show(false);
        this.port.ask(withoutFamily(record), jobsOf(parts));
      }
      this.parts = parts;
    }
    this.layout();
  }

  /** @param {MapJob} job @param {StartsFound} found */
  hear(job, found) {
    const [part] = this.parts;
    if (part?.key !== job.key) return;
    part.done = job.size;
    this.shown = { found, nIter: this.preview.moved()?.n_iter ?? 1, size: job.size };
    this.color(coloursOf([found]));
    this.host.dataset.settled = String(job.size);
    this.changed();
  }

  /** The map does not come: with the next change it is asked for again. */
  fail() {
    Object.assign(this, { parts: [], shown: null });
    this.trouble.show(true);
    this.changed();
    this.layout();
  }

  /** @param {number[]} colours  of the minima */
  color(colours) {
    this.colours = colours;
    this.picture = null;
    this.layout();
  }

  layout() {
    const ctx = this.layer.begin();
    const { scene, contour, shown } = this;
    this.alone = null;
    if (!this.owner || !scene || !contour.frame) return;
    const axes = contour.axes();
    if (!this.isGround && axes) drawContourAxes(ctx, axes, contour.layoutShown, sizeOf(this.host).width);
    if (!shown) return;
    this.drawEnds(ctx, shown);
    if (!this.isGround) contour.drawFrame(ctx);
  }

  /** @param {import("../types.js").Ctx} ctx @param {{found: StartsFound, nIter: number}} shown @param {number} [ratio] */
  drawEnds(ctx, shown, ratio) {
    const { scene, contour } = this;
    drawGround(ctx, this.pictureOf(shown, ratio), contour.frame, contour.window(), scene.terrain);
    drawMinima(ctx, shown.found.minima, (x, y) => contour.point(x, y), contour.frame, scene.theme);
  }

  /**
   * Painted once for a box, a theme and a scale.
   * @param {{found: StartsFound, nIter: number}} shown @param {number} [ratio]  pixels a unit
   */
  pictureOf({ found, nIter }, ratio = (window.devicePixelRatio || 1) * unit()) {
    const { frame } = this.contour;
    const { maps } = this.scene.terrain;
    const key = [frame.width, frame.height, ratio, maps.edge].join();
    if (this.picture?.key !== key)
      this.picture = { key, canvas: paintStarts(found, this.colours, nIter, maps, frame, ratio) };
    return this.picture.canvas;
  }

  /** The owner's path, in a panel of its own; where the contour shows another part, so does the map. @param {number} time */
  draw(time) {
    const { contour, paths, owner } = this;
    if (!owner || !contour.frame) return;
    if (this.seen !== contour.visible) this.follow();
    if (paths) this.drawPath(paths.begin(), time);
  }

  /** @param {import("../types.js").Ctx} ctx @param {number} time */
  drawPath(ctx, time) {
    const { contour, owner } = this;
    const tracks = contour.tracks.filter(({ run }) => run.name === owner);
    const alone = (this.alone ??= Object.assign(contour.still(), { tracks, taken: null }));
    alone.drawPaths(ctx, time);
  }

  /**
   * The map as it is taken away, with the owner's path up to a time; null while it is not here.
   * @param {number} time @returns {import("../export/map_picture.js").Taken|null}
   */
  taken(time) {
    const { owner, shown, contour, scene } = this;
    const run = scene?.runs.find(({ name }) => name === owner);
    const axes = contour.axes();
    if (!shown || !run || !axes || !this.parts[0]?.done) return null;
    const size = sizeOf(contour.host);
    return {
      name: `starts-${run.name}`,
      title: `${run.title}: where each start ends`,
      words: endsSentence(endRows([shown.found], [NaN]), 0, run.title),
      theme: scene.theme,
      ...size,
      paint: (ctx, ratio) => {
        drawContourAxes(ctx, axes, contour.layoutShown, size.width);
        this.drawEnds(ctx, shown, ratio);
        contour.drawFrame(ctx);
        this.drawPath(ctx, time);
      },
      table: () => startsTable(shown.found),
    };
  }
}
