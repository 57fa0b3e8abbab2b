/**
 * The settings of one racer as a map, in the surface's place: how soon each of them is there, else how far it gets.
 * The others stand below it as strips on the same axis of step sizes. The setting of now is a handle.
 */
/** @import { Box, Point, Scene } from "../types.js" */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { MapJob, SettingsFound } from "../engine/map_kinds.js" */
/** @import { Shown } from "../draw/settings_panel.js" */
/** @import { MapAxis } from "../model/map_axes.js" */
/** @import { Part } from "../model/map_plan.js" */
import { MapPort } from "../bridge/map_port.js";
import { partOf } from "../dom.js";
import { Layer } from "../draw/layer.js";
import { SettingsPanel } from "../draw/settings_panel.js";
import { exactHtml, exactRaised } from "../model/format.js";
import { axesOf } from "../model/map_axes.js";
import { withoutFamily, jobsOf, kept, settingsParts } from "../model/map_plan.js";
import { NextFrame } from "../next_frame.js";
import { unit, sizeOf } from "../model/scale.js";
import { MARGIN, settingsLayout } from "../model/settings_layout.js";
import { settingsTable } from "../model/map_table.js";
import { mapSentence, settingText } from "../model/settings_map.js";
import { MapPlate } from "./map_plate.js";
import { MapTrouble } from "./map_trouble.js";
import { StripNames } from "./strip_names.js";

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
  /** What it is to be zoomed to as soon as it has axes: see zoomed. @type {number[]|null} */
  asked = null;
  /** A rectangle that is being drawn, in shares of the axes. @type {[Point, Point]|null} */
  band = null;
  /** As it was drawn last. @type {SettingsPanel|null} */
  panel = null;
  /** @type {import("../model/settings_layout.js").SettingsLayout|null} */
  places = null;

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
    this.later = new NextFrame(() => this.draw());
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
    if (!same) this.axes = x && this.asTheyAreAsked(x, y);
  }

  /** @param {MapAxis} x @param {MapAxis|null} y */
  asTheyAreAsked(x, y) {
    const { asked } = this;
    this.asked = null;
    if (!asked) return { x, y };
    const [low, high, from, to] = asked;
    return { x: x.showing(low, high), y: y && from !== undefined ? y.showing(from, to) : y };
  }

  /** The part on show, where it was zoomed: the values at the ends of its axes. @returns {number[]|null} */
  zoomed() {
    const { axes, asked, isOn } = this;
    if (!isOn || !axes) return isOn ? asked : null;
    return axes.x.isZoomed || axes.y?.isZoomed ? [...axes.x.ends, ...(axes.y?.ends ?? [])] : null;
  }

  /** @param {number[]|null} part  see zoomed; null: all */
  zoomTo(part) {
    if (String(part) === String(this.zoomed())) return;
    Object.assign(this, { asked: part, axes: null });
    this.plate.point(null); // the pointer is on another setting now
    if (this.isOn && this.scene) this.follow();
  }

  /** @param {MapJob} job @param {SettingsFound} found */
  hear(job, found) {
    const part = this.parts.find(({ part: name, key }) => name === job.part && key === job.key);
    if (!part) return;
    part.done = job.size;
    const n_iter = this.record?.n_iter ?? 0;
    this.shown.set(job.part, { found, columns: job.size, n_iter, picture: null, painted: "" });
    if (job.part === "plane") this.tell(part, found, job.size);
    if (job.part !== "plane" || job.size > part.sizes[0]) return this.later.ask(); // several come in one frame
    this.draw();
    performance.mark("stage.map", { detail: job.size });
  }

  /** Nothing of what was asked for comes: with the next change all of it is asked for again. */
  fail() {
    this.words.textContent = "";
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
    this.places = settingsLayout({ width, height }, bottom, this.scene.runs.length - 1);
    this.draw();
  }

  /** The owner's own map. @returns {Box} */
  get box() {
    return this.places?.box ?? { left: 0, top: 0, width: 0, height: 0 };
  }

  draw() {
    if (!this.isOn || !this.scene) return;
    this.later.absorb();
    const ctx = this.layer.begin();
    const { axes, record, scene, owner, parts, shown, places, band } = this;
    this.back.hidden = !axes?.x.isZoomed && !axes?.y?.isZoomed;
    this.panel =
      axes && record && places && places.box.width > 0
        ? new SettingsPanel({ scene, record, owner, axes, parts, shown, layout: places, band })
        : null;
    const { panel } = this;
    this.plate.draw(axes, this.box, (values) => panel?.spotOf(values) ?? { x: 0, y: 0 }, scene.theme);
    if (!panel || !axes || !places) return;
    panel.draw(ctx);
    this.placeHandle(panel, axes);
    this.names.place((i) => places.strips[i], places.hasNames);
  }

  /** @param {SettingsPanel} panel @param {{x: MapAxis, y: MapAxis|null}} axes */
  placeHandle(panel, axes) {
    const { handle, current } = this;
    const { x, y } = panel.spotOf(current);
    handle.style.transform = `translate(${x * unit()}px, ${y * unit()}px)`;
    handle.toggleAttribute("data-flat", !axes.y);
    handle.setAttribute("aria-valuetext", settingText(current, [axes.x, axes.y]));
    handle.setAttribute("aria-valuenow", String(current[axes.x.name]));
    handle.setAttribute("aria-valuemin", String(axes.x.positions[0]));
    handle.setAttribute("aria-valuemax", String(axes.x.positions[axes.x.positions.length - 1]));
  }

  /** The key, in the colours of the theme. @param {EngineRecord} record */
  writeKey(record) {
    const { ramp, ash, edge } = this.scene.terrain.maps;
    const tolerance = Number(record.objective.tolerance.toPrecision(2));
    partOf(this.host, '[data-role="within"]').innerHTML = `how soon within ${exactHtml(tolerance)}`;
    const colors = { ramp: `linear-gradient(90deg, ${ramp.join()})`, ash: ash[1], edge };
    for (const [key, value] of Object.entries(colors)) this.host.style.setProperty(`--map-${key}`, value);
  }

  /** The map as it is taken away; null while it is not here. @returns {import("../export/map_picture.js").Taken|null} */
  taken() {
    const { panel, parts, host, record, run, names } = this;
    if (!this.isOn || !panel?.own || !parts[0]?.done || !record || !run) return null;
    const { own, drawn } = panel;
    return {
      name: `settings-${run.name}`,
      title: `${run.title}: how soon each setting is there`,
      words: mapSentence(own.found, record, run.title, drawn.axes.x, drawn.axes.y, own.columns),
      theme: drawn.scene.theme,
      ...sizeOf(host),
      paint: (ctx, ratio) => {
        const large = new SettingsPanel({ ...drawn, band: null, ratio });
        large.draw(ctx);
        large.drawSigns(ctx, withinText(record), (racer) => names.textOf(record, racer));
      },
      table: () => settingsTable(own.found, drawn.axes.x, drawn.axes.y, own.columns, own.n_iter),
    };
  }

  reset() {
    [this.axes, this.asked] = [null, null];
  }

  dispose = () => (this.later.absorb(), this.port.dispose());
}

/** @param {EngineRecord} record */
const withinText = ({ objective }) =>
  `how soon within ${exactRaised(Number(objective.tolerance.toPrecision(2)))}`;

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
