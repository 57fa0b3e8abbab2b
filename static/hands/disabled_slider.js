/**
 * A slider that Streamlit has switched off, as it does with all of them while there is no connection: where a pointer
 * puts it, and how that looks. Python hears of it when the connection is back.
 */

/** @param {HTMLInputElement} input of a slider @param {number} clientX @returns {number} the position under a pointer */
export function placeAt(input, clientX) {
  const { left, width } = trackOf(input).getBoundingClientRect();
  const share = Math.max(0, Math.min(1, (clientX - left) / width));
  return Number(input.min) + Math.round(share * (Number(input.max) - Number(input.min)));
}

/** @param {HTMLInputElement} input @param {number} place @param {string} text what the position is called */
export function showPlace(input, place, text) {
  const thumb = thumbOf(input);
  thumb.style.left = `${(100 * (place - Number(input.min))) / (Number(input.max) - Number(input.min))}%`;
  thumb.querySelector('[data-testid="stSliderThumbValue"] p')?.replaceChildren(text);
  input.setAttribute("aria-valuetext", text);
}

/** @param {HTMLInputElement} input @returns {HTMLElement} */
function thumbOf(input) {
  const thumb = input.closest('[style*="left"]');
  if (!(thumb instanceof HTMLElement)) throw new Error("a slider without a thumb");
  return thumb;
}

/** @param {HTMLInputElement} input */
const trackOf = (input) => thumbOf(input).parentElement ?? input;
