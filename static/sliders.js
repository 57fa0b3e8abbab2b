/**
 * The page's own sliders, watched while they are in the hand. Streamlit tells Python on release only, but the
 * slider's <input type="range"> changes its value at every step of a drag.
 *
 * If the page is ever built otherwise, nothing is found here and the sliders work on release, as they always do.
 */

/** The slider of a parameter, by the class that Streamlit gives a widget with a key. */
const inputOf = (name) => document.querySelector(`.st-key-${name} input[type="range"]`);

/** @returns {string|undefined} the name of the slider that an event belongs to */
function nameAt(event, names) {
  return names.find((name) => event.target.closest?.(`.st-key-${name}`));
}

/**
 * @param {string[]} names  of parameters with a slider
 * @param {object} on
 * @param {(name: string|null) => void} on.near  the pointer or the focus has come to a slider, or to no slider
 * @param {(name: string, position: number) => void} on.move  it stands at another position, in the hand
 * @param {(name: string) => void} on.release
 * @returns {() => void} stops watching
 */
export function watchSliders(names, { near, move, release }) {
  const stops = new AbortController();
  const listen = (type, handler) =>
    window.addEventListener(type, handler, { capture: true, signal: stops.signal });
  let held = null;
  const observer = new MutationObserver(() => held && move(held, Number(inputOf(held)?.value)));

  const hold = (name) => {
    if (held === name || !inputOf(name)) return;
    held = name;
    observer.disconnect();
    observer.observe(inputOf(name), { attributes: true, attributeFilter: ["value", "aria-valuetext"] });
  };
  const letGo = () => {
    if (!held) return;
    observer.takeRecords().length && move(held, Number(inputOf(held)?.value)); // the last position counts
    observer.disconnect();
    release(held);
    held = null;
  };
  for (const type of ["pointerover", "focusin"]) {
    listen(type, (event) => {
      near(nameAt(event, names) ?? null);
    });
  }
  for (const type of ["pointerdown", "keydown"]) {
    listen(type, (event) => {
      const name = nameAt(event, names);
      if (name) (near(name), hold(name));
    });
  }
  for (const type of ["pointerup", "pointercancel", "keyup"]) listen(type, letGo);
  return () => (stops.abort(), observer.disconnect());
}
