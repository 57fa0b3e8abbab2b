// @ts-nocheck
/**
 * The start in the visitor's hand.
 *
 * A click puts it there, on the contour and on the surface: a press without a movement, so that a drag zooms the
 * contour and turns the surface as ever. To drag the start itself, one takes it by its mark: a handle of its own
 * lies over the mark, and Plotly and a scrolling finger keep every press beside it. A double click, which takes
 * Plotly's zoom back, leaves the start alone. A finger that taps on a path asks for its iterate, as a mouse does
 * by hovering there.
 *
 * In the hand the mark follows at once, the runs as fast as Python answers: one question at a time, then the
 * latest point. Python hears of the new start when it is let go.
 */
import { onFan, wantFan } from "../bridge/fan.js";

const STILL = 3; // px: a press that moves less is a click
const DOUBLE = 300; // ms between the clicks of a double click, as Plotly has it

export class StartHand {
  /** @param {import("../stage.js").Stage} stage */
  constructor(stage) {
    this.stage = stage;
    this.point = null; // [x, y] in the hand
    this.moved = false; // since the last frame
    this.asked = null; // the point whose runs are on their way
    this.fan = null; // the runs of the last point that was answered
    this.timer = null; // runs after a click that may be the first of two
    this.stops = new AbortController();
    this.handle = this.buildHandle();
    for (const view of [stage.contour, stage.surface]) this.watchClicks(view);
    const silence = onFan((fan) => this.receive(fan));
    this.dispose = () => (silence(), clearTimeout(this.timer), this.stops.abort());
  }

  buildHandle() {
    const handle = document.createElement("div");
    handle.className = "stage-start";
    handle.dataset.role = "start";
    handle.title = "The start: drag it, or click where you want it";
    this.stage.contour.host.appendChild(handle);
    let press = null;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      press = event;
      clearTimeout(this.timer);
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => {
      if (press && (this.point || !still(press, event))) this.move(pointAt(this.stage.contour, event, true));
    });
    for (const type of ["pointerup", "pointercancel"])
      handle.addEventListener(type, () => {
        if (press && this.point) this.drop();
        press = null;
      });
    return handle;
  }

  /** @param {import("../views/path_view.js").PathView} view */
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
    if (this.timer && still(this.clicked, event)) return this.forget();
    const point = pointAt(view, event);
    if (!point || (event.pointerType === "touch" && onPath(view, event, this.stage.clock.time))) return;
    this.move(point);
    this.clicked = event;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.drop(), DOUBLE);
  }

  /** @param {[number, number]} point in data coordinates */
  move(point) {
    this.point = point;
    this.moved = true;
    this.ask();
    this.stage.invalidate();
  }

  ask() {
    if (this.asked) return;
    this.asked = this.point;
    wantFan({ slider: "start", point: this.point.join(","), whole: true });
  }

  receive(fan) {
    if (fan.slider !== "start") return;
    const behind = this.asked !== this.point;
    this.asked = null;
    if (!this.point) return;
    this.fan = fan;
    this.moved = true;
    if (behind) this.ask();
    this.stage.invalidate();
  }

  /** Called before a frame is drawn: shows where the hand is now. */
  follow() {
    if (!this.moved) return;
    this.moved = false;
    const { race } = this.stage;
    this.stage.present({ ...(this.fan?.raceAt(0, race) ?? race), start: this.point });
  }

  /** Lets the start go; where it was taken up, its run is here already. */
  drop() {
    const [x, y] = this.point;
    const [x0, y0] = this.stage.race.start;
    if (x === x0 && y === y0) return this.forget();
    this.letGo();
    this.stage.tell("place", { x, y });
  }

  /** As if it had never been in the hand. */
  forget() {
    this.letGo();
    this.stage.live.settle();
  }

  letGo() {
    clearTimeout(this.timer);
    Object.assign(this, { point: null, fan: null, timer: null, moved: false });
  }

  /** Another run has come: what was asked before it may never be answered. */
  renew() {
    this.asked = null;
    if (this.point) this.ask();
  }

  /** Keeps the handle over the mark. */
  draw() {
    const { contour } = this.stage;
    const { start } = contour.scene;
    this.handle.hidden = !contour.contains(...start);
    const { x, y } = contour.point(...start);
    this.handle.style.transform = `translate(${x}px, ${y}px)`;
  }
}

function still(press, event) {
  return Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) <= STILL;
}

function pixelAt(view, event) {
  const { left, top } = view.host.getBoundingClientRect();
  return [event.clientX - left, event.clientY - top];
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
