/** Whoever presses or drags on a view of the time puts the clock there. */
/** @import { Clock } from "../model/clock.js" */

/**
 * @param {HTMLElement} host @param {Clock} clock
 * @param {(px: number) => number|null} timeAt  the time at so many pixels from the host's left edge; null for none
 */
export function scrubOn(host, clock, timeAt) {
  /** @param {PointerEvent} event */
  const seek = ({ clientX }) => {
    const time = timeAt(clientX - host.getBoundingClientRect().left);
    if (time === null) return false;
    clock.pause();
    clock.seek(Math.round(time));
    return true;
  };
  host.addEventListener("pointerdown", (event) => {
    if (!event.button && seek(event)) host.setPointerCapture(event.pointerId);
  });
  host.addEventListener("pointermove", (event) => event.buttons && seek(event));
}
