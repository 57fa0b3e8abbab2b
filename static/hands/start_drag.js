// @ts-nocheck
/**
 * The start, dragged or put somewhere by a click.
 *
 * A click puts it there, on the contour and on the surface: a press without a movement, so that a drag zooms the
 * contour and turns the surface as ever. To drag the start itself, one takes it by its mark: a handle of its own
 * lies over the mark, and Plotly and a scrolling finger keep every press beside it. A double click or tap leaves the
 * start alone, and takes back what the visitor has zoomed or turned: the contour's frame, the surface's camera. A finger that taps on a path asks for its iterate, as a mouse does
 * by hovering there.
 *
 * While it is dragged the runs follow (preview.js); Python hears of the new start when it is let go.
 */

import { unit } from "../model/scale.js";

/** @typedef {import("../views/path_view.js").PathView} PathView */

const STILL = 3; // px: a press that moves less is a click
const DOUBLE = 500; // ms between the clicks of a double click, as systems have it

export class StartDrag {
  /**
   * @param {[PathView, PathView]} views  the contour, over which the mark has its handle, and the surface
   * @param {import("./preview.js").Preview} preview
   * @param {object} on
   * @param {() => number} on.time  of the clock
   * @param {(point: {x: number, y: number}) => void} on.place  called with the start when it is let go elsewhere
   */
  constructor([contour, surface], preview, { time, place }) {
    Object.assign(this, { contour, preview, time, place });
    this.point = null; // [x, y] while it is moved
    this.first = null; // a click that may be the first of two
    this.timer = null; // runs after it
    this.stops = new AbortController();
    this.handle = this.buildHandle();
    for (const view of [contour, surface]) this.watchClicks(view);
    this.dispose = () => (clearTimeout(this.timer), this.stops.abort());
  }

  buildHandle() {
    const handle = document.createElement("div");
    handle.className = "stage-start";
    handle.dataset.role = "start";
    handle.title = "The start: drag it, or click where you want it";
    this.contour.host.appendChild(handle);
    let press = null;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      press = event;
      clearTimeout(this.timer);
      this.first = null;
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => {
      if (press && (this.point || !still(press, event))) this.move(pointAt(this.contour, event, true));
    });
    for (const type of ["pointerup", "pointercancel"])
      handle.addEventListener(type, () => {
        if (press && this.point) this.drop();
        press = null;
      });
    return handle;
  }

  /** @param {PathView} view */
  watchClicks(view) {
    const options = { capture: true, signal: this.stops.signal };
    let press = null;
    view.host.addEventListener(
      "pointerdown",
      (event) => (press = event.isPrimary && !event.button && event.target !== this.handle ? event : null),
      options,
    );
    window.addEventListener("pointercancel", () => (press = null), options);
    window.addEventListener(
      "pointerup",
      (event) => {
        if (press && still(press, event)) this.click(view, event);
        press = null;
      },
      options,
    );
  }

  click(view, event) {
    if (this.first && still(this.first, event)) {
      view.unzoom();
      return this.point ? this.forget() : this.letGo();
    }
    const point = pointAt(view, event);
    const asks = event.pointerType === "touch" && onPath(view, event, this.time());
    if (point && !asks) this.move(point);
    this.first = event;
    clearTimeout(this.timer);
    // On a busy page a second click may be here already, and not be heard yet: it comes before the next frame.
    this.timer = setTimeout(() => requestAnimationFrame(() => this.first && this.decide()), DOUBLE);
  }

  /** @param {[number, number]} point in data coordinates */
  move(point) {
    this.point = point;
    this.preview.move("start", point);
  }

  /** There was no second click. */
  decide() {
    if (this.point) this.drop();
    else this.letGo();
  }

  /** Lets the start go; where it was taken up, its run is here already. */
  drop() {
    const [x, y] = this.point;
    const [x0, y0] = this.preview.race.start;
    if (x === x0 && y === y0) return this.forget();
    this.letGo();
    this.preview.release();
    this.place({ x, y });
  }

  /** As if it had never been moved. */
  forget() {
    this.letGo();
    this.preview.cancel("start");
  }

  letGo() {
    clearTimeout(this.timer);
    Object.assign(this, { point: null, first: null });
  }

  /** Keeps the handle over the mark. */
  draw() {
    const { start } = this.contour.scene;
    this.handle.hidden = !this.contour.contains(...start);
    const { x, y } = this.contour.point(...start);
    this.handle.style.transform = `translate(${x * unit()}px, ${y * unit()}px)`;
  }
}

function still(press, event) {
  return Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) <= STILL;
}

function pixelAt(view, event) {
  const { left, top } = view.host.getBoundingClientRect();
  return [(event.clientX - left) / unit(), (event.clientY - top) / unit()];
}

function onPath(view, event, time) {
  return view.nearest(...pixelAt(view, event), time) !== null;
}

/**
 * The point of the plane under a pointer, with as many decimals as its pixel has.
 * @param {boolean} held  whether a point beside the view is moved to its edge
 * @returns {[number, number]|null}
 */
function pointAt(view, event, held = false) {
  const point = view.unproject(...pixelAt(view, event));
  if (!point || !(held || view.contains(...point))) return null;
  const { x0, x1, y0, y1 } = view.window();
  return [tidy(point[0], x0, x1, view.box().width), tidy(point[1], y0, y1, view.box().height)];
}

function tidy(value, low, high, pixels) {
  const decimals = Math.max(0, Math.min(15, Math.ceil(-Math.log10((high - low) / pixels))));
  return Math.max(low, Math.min(high, Number(value.toFixed(decimals))));
}
