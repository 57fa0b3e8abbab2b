/**
 * A finger that comes down on a curve or on a slider may be about to scroll: nothing hears of it until it is known
 * which way it goes. Up or down, it is the page's alone; sideways or lifted again, it is played back from its start.
 */
import { closest, SLIDER_TRACK } from "../bridge/streamlit_page.js";

const SURFACES = `${SLIDER_TRACK}, .stage-chart, .stage-scrub`;
const STILL = 3; // px: a finger that has moved less goes nowhere yet

/**
 * @param {number} dx @param {number} dy  how far a finger has moved
 * @returns {boolean|null} whether it scrolls; null: not known yet
 */
export function isScroll(dx, dy) {
  return Math.hypot(dx, dy) <= STILL ? null : Math.abs(dy) > Math.abs(dx);
}

/** @type {WeakSet<Event>} */
const replayed = new WeakSet();

/** Whether an event is a visitor's own, be it played back. @param {Event} event */
export const isReal = (event) => event.isTrusted || replayed.has(event);

/** @returns {() => void} stops holding fingers back */
export function holdBackSwipes() {
  const stops = new AbortController();
  /** The finger that is held back: where it came down, and whether it scrolls. */
  /** @type {{press: PointerEvent, scrolls: boolean|null}|null} */
  let finger = null;
  /** @param {string} type @param {(event: PointerEvent) => void} handler */
  const listen = (type, handler) =>
    window.addEventListener(type, /** @type {EventListener} */ (handler), {
      capture: true,
      signal: stops.signal,
    });
  const isHeld = (/** @type {PointerEvent} */ event) => finger?.press.pointerId === event.pointerId;
  const playBack = () => {
    if (!finger) return;
    const { press } = finger;
    finger = null;
    const again = new PointerEvent(press.type, press); // an event has all that its like is made from
    replayed.add(again);
    press.target?.dispatchEvent(again);
  };

  // A slider of the page takes a touch by this event too, at once.
  listen("touchstart", (event) => closest(event, SLIDER_TRACK) && event.stopImmediatePropagation());
  listen("pointerdown", (event) => {
    if (event.pointerType !== "touch" || replayed.has(event) || !closest(event, SURFACES)) return;
    if (event.isPrimary) finger = { press: event, scrolls: null };
    event.stopImmediatePropagation();
  });
  listen("pointermove", (event) => {
    if (!finger || !isHeld(event)) return;
    const { press } = finger;
    finger.scrolls ??= isScroll(event.clientX - press.clientX, event.clientY - press.clientY);
    if (finger.scrolls === false) playBack();
    else event.stopImmediatePropagation();
  });
  listen("pointerup", (event) => {
    if (!finger || !isHeld(event)) return;
    if (finger.scrolls) event.stopImmediatePropagation();
    else playBack();
    finger = null;
  });
  listen("pointercancel", (event) => isHeld(event) && (finger = null));
  return () => stops.abort();
}
