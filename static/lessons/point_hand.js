/**
 * The point that is predicted, under the hand: a press puts it on the plane, or the tap of a finger, which could scroll;
 * it can be dragged, and the arrow keys move it where it has the focus. Python hears of it when it is let go.
 */
/** @import { Point } from "../types.js" */
/** @import { LessonPlane } from "./plane.js" */
import { unit } from "../model/scale.js";
import { Released } from "./released.js";

const STEP = 0.005; // of the frame, for a key
const LONG = 0.05; // with Shift
/** @type {Record<string, Point>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class PointHand {
  /** Whether a point is asked for. */
  active = false;
  /** @type {Point|null} */
  at = null;
  /** Whether it is held, by the pointer or a key: what arrives meanwhile is of before. */
  held = false;
  released = new Released();
  /** Whether a finger touched last: not every browser says so of a click. */
  byFinger = false;

  /**
   * @param {LessonPlane} plane
   * @param {object} on
   * @param {(at: Point) => void} on.move  it is elsewhere, held
   * @param {(at: Point) => void} on.release
   */
  constructor(plane, on) {
    this.plane = plane;
    this.on = on;
    this.thumb = document.createElement("button");
    this.thumb.type = "button";
    this.thumb.className = "lesson-thumb";
    plane.host.appendChild(this.thumb);
    this.listen(plane.host);
    this.thumb.addEventListener("keydown", (event) => this.onKey(event));
    this.thumb.addEventListener("keyup", ({ key }) => key in KEYS && this.release());
    this.thumb.addEventListener("blur", () => this.held && this.release());
  }

  /** @param {HTMLElement} host */
  listen(host) {
    host.addEventListener("pointerdown", (event) => {
      this.byFinger = event.pointerType === "touch";
      if (this.byFinger && event.target !== this.thumb) return; // it may be about to scroll
      if (!this.active || event.button || !this.put(this.pointAt(event), false)) return;
      event.preventDefault(); // neither a selection nor a scroll
      host.setPointerCapture(event.pointerId);
      this.thumb.focus({ preventScroll: true });
    });
    host.addEventListener("pointermove", (event) => {
      if (host.hasPointerCapture(event.pointerId)) this.put(this.pointAt(event), true);
    });
    host.addEventListener("lostpointercapture", () => this.release());
    host.addEventListener("click", (event) => {
      if (!this.active || !this.byFinger || event.target === this.thumb) return;
      if (this.put(this.pointAt(event), false)) this.release();
    });
  }

  /** Python is told where it is. */
  release() {
    this.held = false;
    if (!this.at) return;
    this.released.add(this.at);
    this.on.release(this.at);
  }

  /** A new picture of Python's: while it is held, or the picture is of before, it stays. @param {Point|null} at */
  hear(at) {
    if (this.released.hear(at) && !this.held) this.at = at;
  }

  /** @param {boolean} active */
  show(active) {
    this.active = active;
    this.plane.host.toggleAttribute("data-picks", active);
    this.draw();
  }

  /** Where it is seen, its thumb is. */
  draw() {
    const { thumb, at, plane } = this;
    thumb.hidden = !this.active || !at || !plane.view.visible;
    if (!at || thumb.hidden) return;
    const { x, y } = plane.pixel(at);
    thumb.style.translate = `${x * unit()}px ${y * unit()}px`;
    const said = at.map((value) => Number(value.toFixed(3))).join(", ");
    thumb.setAttribute("aria-label", `Your prediction: (${said}). The arrow keys move it`);
  }

  /** @param {MouseEvent} event @returns {Point} of the plane */
  pointAt({ clientX, clientY }) {
    const { left, top } = this.plane.host.getBoundingClientRect();
    return this.plane.view.unproject((clientX - left) / unit(), (clientY - top) / unit());
  }

  /**
   * @param {Point} point @param {boolean} held  whether it is kept within the frame, where else nothing is done
   * @returns {boolean} whether it is there now
   */
  put([x, y], held) {
    const { x0, x1, y0, y1 } = this.plane.view.window() ?? {};
    const inside = /** @type {Point} */ ([Math.max(x0, Math.min(x1, x)), Math.max(y0, Math.min(y1, y))]);
    if (!held && (inside[0] !== x || inside[1] !== y)) return false;
    this.at = inside;
    this.held = true;
    this.on.move(inside);
    this.draw();
    return true;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const way = KEYS[event.key];
    if (!way || !this.at || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation(); // the clock would take a step
    const { x0, x1, y0, y1 } = this.plane.view.window();
    const by = event.shiftKey ? LONG : STEP;
    this.put([this.at[0] + way[0] * by * (x1 - x0), this.at[1] + way[1] * by * (y1 - y0)], true);
  }
}
