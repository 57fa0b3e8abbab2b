/**
 * The page's own sliders, watched while they are held. Streamlit tells Python on release only, but the
 * slider's <input type="range"> changes its value at every step of a drag.
 *
 * If the page is ever built otherwise, nothing is found here and the sliders work on release, as they always do.
 */
import { placeAt, showPlace } from "./disabled_slider.js";
import { commitByKey, stepByKey } from "./slider_keys.js";
import { isReal } from "./swipes.js";
import { closest, widgetOf, sliderInput as inputOf } from "../bridge/streamlit_page.js";

/**
 * Marks the row of the slider that is held, for the style sheet; null: none is.
 * @param {string|null} name
 */
function markHeld(name) {
  for (const marked of document.querySelectorAll("[data-held]")) marked.removeAttribute("data-held");
  const row = name && document.querySelector(widgetOf(`row_${name}`));
  document.body.toggleAttribute("data-in-hand", Boolean(row)); // without a row nothing would be left in sight
  if (row) row.setAttribute("data-held", "");
}

/**
 * @param {() => string[]} names  of the parameters with a slider
 * @param {object} on
 * @param {(name: string) => void} on.hold
 * @param {(name: string, position: number) => void} on.move  it stands at another position, held
 * @param {(name: string, position: number) => string} on.textAt  what a position is called
 * @param {(name: string, place?: number) => void} on.release  with the place of a slider that Streamlit has switched
 *   off, as it does without a connection: nobody else tells Python
 * @returns {() => void} stops watching
 */
export function watchSliders(names, on) {
  const stops = new AbortController();
  /** @param {string[]} types @param {(event: any) => void} handler */
  const listen = (types, handler) => {
    for (const type of types) window.addEventListener(type, handler, { capture: true, signal: stops.signal });
  };
  const nameAt = (/** @type {Event} */ event) =>
    names().find((name) => closest(event, widgetOf(name))) ?? null;
  /** @type {string|null} */
  let held = null;
  /** @type {number|undefined} */
  let place; // of a slider that is switched off
  let keyed = false; // moved by a key that is still down
  const report = () => {
    if (held) on.move(held, place ?? Number(inputOf(held)?.value ?? NaN));
  };
  const observer = new MutationObserver(report);

  const hold = (/** @type {string} */ name) => {
    const input = inputOf(name);
    if (held === name || !input) return;
    on.hold(name);
    held = name;
    markHeld(name);
    observer.disconnect();
    observer.observe(input, { attributes: true, attributeFilter: ["value", "aria-valuetext"] });
  };
  /** Without a connection the page's own slider is switched off: it follows the pointer all the same. */
  const follow = (/** @type {Event} */ event) => {
    const input = held === null ? null : inputOf(held);
    if (!held || !input?.disabled || !(event instanceof PointerEvent)) return;
    place = placeAt(input, event.clientX);
    showPlace(input, place, on.textAt(held, place));
  };
  const letGo = () => {
    if (!held) return;
    if (observer.takeRecords().length) report(); // the last position counts
    observer.disconnect();
    const [name, last] = [held, place];
    place = undefined;
    const input = inputOf(name);
    if (keyed && input) commitByKey(input);
    held = null;
    keyed = false;
    markHeld(null);
    on.release(name, last);
  };
  listen(["pointerdown", "keydown"], (event) => {
    const name = nameAt(event);
    if (!name || !isReal(event)) return;
    hold(name);
    follow(event);
    const input = held && inputOf(held);
    if (event.type === "keydown" && input) keyed = stepByKey(event, input) || keyed;
  });
  listen(["pointermove"], follow);
  listen(["pointerup", "pointercancel", "keyup", "blur"], (event) => {
    if (event.isTrusted && (event.type !== "blur" || event.target === window)) letGo();
  });
  return () => (stops.abort(), observer.disconnect());
}
