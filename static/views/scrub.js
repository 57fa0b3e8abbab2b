/** Whoever presses or drags on a view of the time puts the clock there. */
/** @import { Clock } from "../model/clock.js" */

/**
 * @param {HTMLElement} host @param {Clock} clock
 * @param {(px: number) => number} timeAt  the time at so many pixels from the host's left edge
 */
export function scrubOn(host, clock, timeAt) {
  /** @param {PointerEvent} event */
  const seek = ({ clientX }) => {
    clock.pause();
    clock.seek(Math.round(timeAt(clientX - host.getBoundingClientRect().left)));
  };
  host.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    host.setPointerCapture(event.pointerId);
    seek(event);
  });
  host.addEventListener("pointermove", (event) => event.buttons && seek(event));
}
