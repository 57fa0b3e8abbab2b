/**
 * The settings of one racer as a map, in the surface's place: how soon each of them is there, else how far it gets.
 * The others stand below it as strips on the same axis of step sizes. The setting of now is a handle.
 */
/** @import { Box, Point, Scene } from "../types.js" */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { MapJob, SettingsFound } from "../engine/map_kinds.js" */
/** @import { MapPicture } from "../draw/settings_map.js" */
/** @import { MapAxis } from "../model/map_axes.js" */
/** @import { Part } from "../model/map_plan.js" */
import { MapPort } from "../bridge/map_port.js";
import { partOf } from "../dom.js";
import { Layer } from "../draw/layer.js";
import { drawCross, drawSettingAxes, drawStrip, drawTheory, drawWords } from "../draw/map_axes.js";
import { drawMinimum } from "../draw/marks.js";
import { drawSettingsMap, mapPicture } from "../draw/settings_map.js";
import { exactHtml } from "../model/format.js";
import { axesOf } from "../model/map_axes.js";
import { withoutFamily, jobsOf, kept, settingsParts } from "../model/map_plan.js";
import { unit, sizeOf } from "../model/scale.js";
import { bestCell, mapSentence, settingOf, settingText } from "../model/settings_map.js";
import { edges, shownEdge } from "../model/theory.js";
import { MapPlate } from "./map_plate.js";
import { MapTrouble } from "./map_trouble.js";
import { StripNames } from "./strip_names.js";

const MARGIN = { left: 46, right: 6, top: 27, bottom: 26 };
const STRIP = { pitch: 38, high: 13, least: 16 }; // px: from one to the next, the strip itself, the smallest pitch
const ALONE = { high: 84, pitch: 56, strip: 22 }; // px, where the racer's own is a strip too

/**
 * A map that is here.
 * @typedef {object} Shown
 * @property {SettingsFound} found @property {number} columns @property {number} n_iter
 * @property {MapPicture|null} picture @property {string} painted  what the picture was painted for
 */

export class SettingsView {
  /** @type {Scene} */
  scene;
  /** Whose settings they are. @type {string} */
  owner = "";
  /** @type {{x: MapAxis, y: MapAxis|null}|null} */
  axes = null;
  /** @type {Part[]} */
  parts = [];
  /** By part. @type {Map<string, Shown>} */
  shown = new Map();
  /** A rectangle that is being drawn, in shares of the axes. @type {[Point, Point]|null} */
  band = null;
  /** @type {Box} */
  box = { left: 0, top: 0, width: 0, height: 0 };
  /** px from one strip to the next */
  pitch = STRIP.pitch;

  /**
   * @param {HTMLElement} host @param {import("./contour_view.js").ContourView} contour
   * @param {import("../hands/preview.js").Preview} preview
   * @param {(owner: string) => void} choose  called with the racer whose strip was pressed
   */
  constructor(host, contour, preview, choose) {
    this.host = host;
    this.contour = contour;
    this.preview = preview;
    host.innerHTML = html();
    this.layer = new Layer(host, "settings");
    this.handle = partOf(host, ".map-handle");
    this.plate = new MapPlate(partOf(host, ".map-plate"), new Layer(contour.host, "pointed"), contour);
    this.names = new StripNames(partOf(host, ".map-strips"), preview, choose);
    this.back = partOf(host, '[data-action="map-back"]');
    this.words = partOf(host, '[data-role="map-words"]');
    this.back.addEventListener("click", () => this.zoom(null));
    this.trouble = new MapTrouble(host);
    this.port = new MapPort(
      (job, found) => this.hear(job, found),
      () => this.fail(),
    );
  }

  get isOn() {
    return !this.host.hidden;
  }

  /** @returns {EngineRecord|undefined} with a minimum to reach */
  get record() {
    const record = this.preview.moved();
    return record?.objective.minimum === null ? undefined : record;
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.scene = scene;
    if (this.isOn) this.follow();
  }

  /** Whose map it is, or none. @param {string|null} owner */
  show(owner) {
    this.host.hidden = owner === null;
    this.point(null);
    if (owner === null) {
      this.parts = this.parts.filter(({ done, sizes }) => done === sizes[sizes.length - 1]); // the rest is asked for again
      this.plate.layer.begin();
      return this.port.dispose();
    }
    if (owner !== this.owner) {
      Object.assign(this, { owner, axes: null });
      this.shown.clear();
    }
    if (this.scene) this.follow();
  }

  /** Asks for what has changed, and draws what is here. */
  follow() {
    const { record } = this;
    this.host.toggleAttribute("data-nothing", !record);
    if (!record?.optimizers[this.owner]) return;
    this.findAxes(record);
    if (!this.axes) return;
    const parts = kept(this.parts, settingsParts(record, this.scene.programs, this.owner, this.axes));
    if (parts.some((part) => !this.parts.includes(part))) {
      this.trouble.show(false);
      this.port.ask(withoutFamily(record), jobsOf(parts));
    }
    this.plate.again(record, this.run);
    this.names.write(record, this.scene, this.owner);
    this.writeKey(record);
    this.parts = parts;
    this.layout();
  }

  /** @param {EngineRecord} record */
  findAxes(record) {
    const { x, y } = axesOf(record.optimizers[this.owner], this.owner, (slider) =>
      this.preview.positionsOf(slider),
    );
    const same = this.axes && x?.slider === this.axes.x.slider && y?.slider === this.axes.y?.slider;
    if (!same) this.axes = x && { x, y };
  }

  /** @param {MapJob} job @param {SettingsFound} found */
  hear(job, found) {
    const part = this.parts.find(({ part: name, key }) => name === job.part && key === job.key);
    if (!part) return;
    part.done = job.size;
    const n_iter = this.record?.n_iter ?? 0;
    this.shown.set(job.part, { found, columns: job.size, n_iter, picture: null, painted: "" });
    if (job.part === "plane") this.tell(part, found, job.size);
    this.draw();
  }

  /** Nothing of what was asked for comes: with the next change all of it is asked for again. */
  fail() {
    this.parts = [];
    this.shown.clear();
    this.trouble.show(true);
    this.draw();
  }

  /** In words, when the map is as fine as it gets. @param {Part} part @param {SettingsFound} found @param {number} columns */
  tell(part, found, columns) {
    const { record, axes } = this;
    if (!record || !axes || columns < part.sizes[part.sizes.length - 1]) return;
    this.words.textContent = mapSentence(found, record, this.run?.title ?? "", axes.x, axes.y, columns);
    this.host.dataset.settled = String(columns);
  }

  /** @param {[Point, Point]|null} band  the shares of what is to fill the map; null: all */
  zoom(band) {
    if (!this.axes) return;
    const { x, y } = this.axes;
    const [[x0, y0], [x1, y1]] = band ?? [[0, 0], [1, 1]]; // prettier-ignore
    if (!band) this.axes = null;
    else this.axes = { x: x.between(x0, x1), y: y && y.between(y0, y1) };
    this.plate.point(null); // the pointer is on another setting now
    this.follow();
  }

  /** Of the owner. @returns {import("../types.js").Run|undefined} */
  get run() {
    return this.scene?.runs.find(({ name }) => name === this.owner);
  }

  /** The setting of now. @returns {Record<string, number>} */
  get current() {
    return this.record?.optimizers[this.owner].hyperparameters ?? {};
  }

  /** A setting is pointed at: its run is dotted on the contour, and read. @param {Record<string, number>|null} values */
  point(values) {
    this.plate.point(this.axes && values, this.record, this.run);
    this.draw();
  }

  layout() {
    if (!this.isOn || !this.scene || !this.host.clientWidth) return;
    const { width, height } = sizeOf(this.host);
    const frame = this.contour.host.offsetTop === this.host.offsetTop ? this.contour.frame : undefined;
    const bottom = frame ? frame.top + frame.height : height - MARGIN.bottom; // level with the contour's
    const strips = this.parts.length - 1;
    const room = bottom - MARGIN.top;
    const [pitch, share] = this.axes?.y ? [STRIP.pitch, 0.45] : [ALONE.pitch, 0.7];
    this.pitch = Math.max(STRIP.least, Math.min(pitch, (share * room) / Math.max(1, strips)));
    const own = this.axes?.y ? room - strips * this.pitch : ALONE.high;
    const size = { width: width - MARGIN.left - MARGIN.right, height: Math.max(ALONE.high, own) };
    this.box = { left: MARGIN.left, top: MARGIN.top, ...size };
    this.draw();
  }

  /** The box of a strip, the first one 0. @param {number} i @returns {Box} */
  stripBox(i) {
    const { left, top, width, height } = this.box;
    const high = Math.min(this.axes?.y ? STRIP.high : ALONE.strip, this.pitch - 4);
    return { left, width, top: top + height + (i + 1) * this.pitch - high, height: high };
  }

  draw() {
    if (!this.isOn || !this.scene) return;
    const ctx = this.layer.begin();
    const { axes, record, scene } = this;
    this.back.hidden = !axes?.x.isZoomed && !axes?.y?.isZoomed;
    this.plate.draw(axes, this.box, (values) => this.spotOf(values), scene.theme);
    if (!axes || !record || !(this.box.width > 0)) return;
    const shown = this.shown.get("plane");
    const look = { theme: scene.theme };
    if (shown) this.drawPlane(ctx, shown, record);
    this.parts.slice(1).forEach(({ part }, i) => this.drawStripOf(ctx, part, i, record));
    const last = this.parts.length > 1 ? this.stripBox(this.parts.length - 2) : this.box;
    const now = { x: this.current[axes.x.name], y: axes.y && this.current[axes.y.name] };
    drawSettingAxes(ctx, this.box, last.top + last.height, axes, now, look);
    drawCross(ctx, this.box, last.top + last.height, axes, now, look, this.band);
    this.placeHandle(now);
    this.names.place((i) => this.stripBox(i), this.pitch > STRIP.least + 12);
  }

  /** @param {import("../types.js").Ctx} ctx @param {Shown} shown @param {EngineRecord} record */
  drawPlane(ctx, shown, record) {
    const { scene, box, axes } = this;
    if (!axes) return;
    const {
      theme,
      nIter,
      terrain: { maps },
    } = scene;
    const picture = this.pictureOf(shown, box);
    drawSettingsMap(ctx, picture, box, maps, theme);
    this.drawTheoryIn(ctx, this.owner, box, record);
    const best = bestCell(shown.found, nIter);
    const at = settingOf(best, axes.x, axes.y, shown.columns);
    const [x, y] = [axes.x.shareOf(at[axes.x.name]), axes.y ? axes.y.shareOf(at[axes.y.name]) : 0.5];
    const spot = { x: box.left + x * box.width, y: box.top + (1 - y) * box.height };
    drawWords(ctx, picture, box, maps, theme, [spot, this.spotOf(this.current)]);
    if (best >= 0) drawMinimum(ctx, spot.x, spot.y, theme);
  }

  /** Painted once for a box, a theme and a scale. @param {Shown} shown @param {Box} box */
  pictureOf(shown, { width, height }) {
    const { maps } = this.scene.terrain;
    const ratio = (window.devicePixelRatio || 1) * unit();
    const key = [width, height, ratio, maps.edge].join();
    if (shown.painted !== key || !shown.picture) {
      const { n_iter: nIter, found, columns } = shown;
      shown.picture = mapPicture(found, columns, nIter, maps, { left: 0, top: 0, width, height }, ratio);
      shown.painted = key;
    }
    return shown.picture;
  }

  /** @param {import("../types.js").Ctx} ctx @param {string} racer @param {Box} box @param {EngineRecord} record */
  drawTheoryIn(ctx, racer, box, record) {
    const { axes, scene } = this;
    const y = racer === this.owner ? axes?.y : null;
    const along = y ? { [y.name]: y.values(box.height) } : {};
    const limits = axes && edges(record, racer, along, y ? Math.floor(box.height) : 1);
    const label = record.optimizers[racer].edge?.label ?? "";
    if (limits && axes) drawTheory(ctx, box, shownEdge(limits, axes.x), label, scene.theme);
  }

  /** @param {import("../types.js").Ctx} ctx @param {string} part @param {number} i @param {EngineRecord} record */
  drawStripOf(ctx, part, i, record) {
    const { scene, axes } = this;
    const shown = this.shown.get(part);
    if (!shown || !axes) return;
    const box = this.stripBox(i);
    drawStrip(ctx, this.pictureOf(shown, box), shown.found, box, scene.terrain.maps);
    if (this.pitch > STRIP.least + 8) this.drawTheoryIn(ctx, part.slice(6), box, record);
    const best = bestCell(shown.found, scene.nIter);
    if (best >= 0)
      drawMinimum(
        ctx,
        box.left + ((best + 0.5) / shown.columns) * box.width,
        box.top + box.height / 2,
        scene.theme,
      );
  }

  /** @param {Record<string, number>} values */
  spotOf(values) {
    const { axes, box } = this;
    const held = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    const [x, y] = [
      axes ? held(axes.x.shareOf(values[axes.x.name])) : 0,
      axes?.y ? held(axes.y.shareOf(values[axes.y.name])) : 0.5,
    ];
    return { x: box.left + x * box.width, y: box.top + (1 - y) * box.height };
  }

  /** @param {{x: number, y: number|null}} now */
  placeHandle(now) {
    const { handle, axes } = this;
    if (!axes) return;
    const { x, y } = this.spotOf(this.current);
    handle.style.transform = `translate(${x * unit()}px, ${y * unit()}px)`;
    handle.toggleAttribute("data-flat", !axes.y);
    handle.setAttribute("aria-valuetext", settingText(this.current, [axes.x, axes.y]));
    handle.setAttribute("aria-valuenow", String(now.x));
    handle.setAttribute("aria-valuemin", String(axes.x.positions[0]));
    handle.setAttribute("aria-valuemax", String(axes.x.positions[axes.x.positions.length - 1]));
  }

  /** The key, in the colours of the theme. @param {EngineRecord} record */
  writeKey(record) {
    const { ramp, ash, edge } = this.scene.terrain.maps;
    const within = `how soon within ${exactHtml(Number(record.objective.tolerance.toPrecision(2)))}`;
    partOf(this.host, '[data-role="within"]').innerHTML = within;
    const colors = { ramp: `linear-gradient(90deg, ${ramp.join()})`, ash: ash[1], edge };
    for (const [key, value] of Object.entries(colors)) this.host.style.setProperty(`--map-${key}`, value);
  }

  reset() {
    this.axes = null;
  }

  dispose = () => this.port.dispose();
}

function html() {
  return `<div class="map-key"><span data-role="within"></span><button type="button" data-action="map-back" hidden>Back</button>
      <span class="map-scale">soon <i class="map-ramp"></i> far</span><span><i class="map-ash"></i> diverges</span></div>
    <div class="map-strips"></div>
    <div class="map-handle" role="slider" tabindex="0" aria-label="Setting on the map" aria-roledescription="two-dimensional slider"
      title="Drag it, or use the arrow keys"><svg viewBox="-14 -14 28 28" aria-hidden="true"><circle r="11"/><path class="map-upright" d="M0-7.2l2.6 3h-5.2zM0 7.2l2.6-3h-5.2z"/><path d="M-7.2 0l3-2.6v5.2zM7.2 0l-3-2.6v5.2z"/></svg></div>
    <output class="map-plate" hidden></output>
    <p class="map-words" data-role="map-words" role="status"></p>
    <p class="map-nothing">This function has no minimum to reach, so no setting is better than another.</p>`;
}
