/** The start, put somewhere on a map of starts: all runs follow, and Python hears of it when it is let go. */
/** @import { Point } from "../types.js" */
import { unit } from "../model/scale.js";

const DIGITS = 3; // of a coordinate

/**
 * @param {HTMLElement} host  the map's panel @param {import("../views/contour_view.js").ContourView} contour  of the same size
 * @param {import("./preview.js").Preview} preview @param {(point: {x: number, y: number}) => void} place
 */
export function listenToStarts(host, contour, preview, place) {
  /** @type {Point|null} */
  let point = null;
  let held = false;
  const pointAt = (/** @type {PointerEvent} */ { clientX, clientY }) => {
    const { left, top } = host.getBoundingClientRect();
    const found = contour.unproject((clientX - left) / unit(), (clientY - top) / unit());
    return contour.contains(...found)
      ? /** @type {Point} */ (found.map((v) => Number(v.toPrecision(DIGITS))))
      : null;
  };
  const move = (/** @type {PointerEvent} */ event) => {
    point = pointAt(event) ?? point;
    if (point) preview.move("start", point);
  };
  host.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    held = true;
    if (event.pointerType !== "mouse") return; // a finger may be about to scroll
    event.preventDefault();
    host.setPointerCapture(event.pointerId);
    move(event);
  });
  host.addEventListener("pointermove", (event) => held && event.pointerType === "mouse" && move(event));
  host.addEventListener("pointerup", (event) => {
    if (held && event.pointerType !== "mouse") move(event);
    if (held && point) {
      preview.release();
      place({ x: point[0], y: point[1] });
    }
    [held, point] = [false, null];
  });
  host.addEventListener("pointercancel", () => {
    if (point) preview.cancel("start");
    [held, point] = [false, null];
  });
}
