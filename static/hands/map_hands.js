/**
 * The setting of now, moved on its map: the handle is two sliders at once, by hand or by the arrow keys, and Python
 * hears of both when it is let go. Beside the handle a mouse draws the part that is to fill the map, as it does on the
 * contour; what it points at is read.
 */
/** @import { MapAxis } from "../model/map_axes.js" */
/** @import { SettingsView } from "../views/settings_view.js" */
import { unit } from "../model/scale.js";
import { showPosition } from "./page_slider.js";

const REACH = 9; // px: a position of a slider that near is meant
const STILL = 4; // px: what is drawn wider is a rectangle
/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class MapHands {
  /** The setting as it was when the hand came. @type {Record<string, number>|null} */
  begun = null;
  /** Where a rectangle was begun, in shares of the axes. @type {import("../types.js").Point|null} */
  corner = null;

  /**
   * @param {SettingsView} view @param {import("./preview.js").Preview} preview
   * @param {{hold: () => void, release: (slider: string, value: number) => void}} on
   */
  constructor(view, preview, on) {
    this.view = view;
    this.preview = preview;
    this.on = on;
    this.listenToHandle();
    this.listenToMap();
  }

  listenToHandle() {
    const { handle } = this.view;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      handle.focus({ preventScroll: true });
      handle.setPointerCapture(event.pointerId);
      this.take();
    });
    handle.addEventListener("pointermove", (event) => {
      if (this.begun) this.moveTo(this.shareAt(event));
    });
    for (const type of ["pointerup", "pointercancel", "keyup", "blur"])
      handle.addEventListener(type, () => this.letGo());
    handle.addEventListener("keydown", (event) => {
      if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      this.take();
      this.step(KEYS[event.key]);
    });
  }

  listenToMap() {
    const { host, handle } = this.view;
    const isHandle = (/** @type {Event} */ { target }) => target instanceof Node && handle.contains(target);
    host.addEventListener("pointerdown", (event) => {
      if (event.button || event.pointerType !== "mouse" || isHandle(event) || !this.isOnMap(event)) return;
      event.preventDefault(); // no text is marked
      host.setPointerCapture(event.pointerId);
      this.corner = this.shareAt(event);
    });
    host.addEventListener("pointermove", (event) => {
      if (this.corner) return this.draw(event);
      this.view.point(
        !this.begun && !isHandle(event) && this.isOnMap(event) ? this.valuesAt(this.shareAt(event)) : null,
      );
    });
    host.addEventListener("pointerleave", () => this.view.plate.pointed && this.view.point(null));
    host.addEventListener("pointerup", () => this.drop());
    host.addEventListener("pointercancel", () => ((this.corner = this.view.band = null), this.view.draw()));
    host.addEventListener("dblclick", (event) => this.isOnMap(event) && this.view.zoom(null));
  }

  take() {
    if (this.begun) return;
    this.on.hold();
    this.begun = { ...this.view.current };
    this.view.point(null);
  }

  /** @returns {MapAxis[]} */
  get axes() {
    const { x, y } = this.view.axes ?? { x: null, y: null };
    return [x, y].filter((axis) => axis !== null);
  }

  /** @param {MouseEvent} event @returns {import("../types.js").Point} shares of the axes */
  shareAt({ clientX, clientY }) {
    const { host, box } = this.view;
    const { left, top } = host.getBoundingClientRect();
    return [
      ((clientX - left) / unit() - box.left) / box.width,
      1 - ((clientY - top) / unit() - box.top) / box.height,
    ];
  }

  /** @param {MouseEvent} event */
  isOnMap(event) {
    return this.shareAt(event).every((share) => share >= 0 && share <= 1);
  }

  /** @param {import("../types.js").Point} shares @returns {Record<string, number>} by hyperparameter */
  valuesAt(shares) {
    const { box } = this.view;
    const reach = [REACH / box.width, REACH / box.height];
    return Object.fromEntries(this.axes.map((axis, i) => [axis.name, axis.chosen(shares[i], reach[i])]));
  }

  /** @param {import("../types.js").Point} shares */
  moveTo(shares) {
    this.set(this.valuesAt(shares));
  }

  /** @param {Record<string, number>} values  by hyperparameter */
  set(values) {
    this.preview.moveAll(Object.fromEntries(this.axes.map(({ name, slider }) => [slider, values[name]])));
    for (const { name, slider, positions } of this.axes) {
      const place = positions.indexOf(values[name]);
      if (place >= 0) showPosition(slider, positions, place, this.preview.say(slider, values[name]));
    }
  }

  /** To the next position of a slider. @param {[number, number]} by  along x, along y */
  step(by) {
    const now = this.view.current;
    const next = this.axes.map(({ name, positions }, i) => {
      const sorted = by[i] < 0 ? positions.toReversed() : positions;
      const beyond = sorted.find((value) => (value - now[name]) * by[i] > 0);
      return [name, by[i] && beyond !== undefined ? beyond : now[name]];
    });
    this.set(Object.fromEntries(next));
  }

  letGo() {
    const { begun } = this;
    if (!begun) return;
    this.begun = null;
    const now = this.view.current;
    const moved = this.axes.filter(({ name }) => now[name] !== begun[name]);
    this.preview.release();
    for (const { name, slider } of moved) this.on.release(slider, now[name]);
  }

  /** @param {PointerEvent} event */
  draw(event) {
    const held = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    const [x, y] = this.shareAt(event).map(held);
    const [x0, y0] = this.corner ?? [x, y];
    const { box, axes } = this.view;
    const isWide =
      Math.abs(x - x0) * box.width > STILL && (!axes?.y || Math.abs(y - y0) * box.height > STILL);
    const [low, high] = axes?.y ? [Math.min(y, y0), Math.max(y, y0)] : [0, 1];
    this.view.band = isWide ? [[Math.min(x, x0), low], [Math.max(x, x0), high]] : null; // prettier-ignore
    this.view.plate.point(null);
    this.view.draw();
  }

  /** The part that was drawn fills the map. */
  drop() {
    const { band } = this.view;
    this.corner = this.view.band = null;
    if (band) this.view.zoom(band);
  }
}
