/**
 * A held arrow key drags a slider as a pointer does: each step moves it, and only letting go commits it. Streamlit's
 * own slider commits at every repeat of the key.
 *
 * A step is given to the slider as its own range input would; where the slider does not take it, the key is left
 * to the slider.
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

// React sees a change only if the value is set past its own setter.
const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;

/**
 * The page's own slider moves its thumb and its value, and commits nothing.
 * @param {HTMLInputElement} input @param {number} place
 * @returns {boolean} whether the slider stands at `place` now
 */
export function put(input, place) {
  setValue?.call(input, place);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  return Number(input.value) === place;
}

/**
 * Takes a key's step without committing it.
 * @param {KeyboardEvent} event @param {HTMLInputElement} input
 * @returns {boolean} whether the step was taken; else the key is the slider's
 */
export function stepByKey(event, input) {
  const step = STEPS[event.key];
  if (!step || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey) return false;
  const place = Math.max(Number(input.min), Math.min(Number(input.max), Number(input.value) + step));
  if (!put(input, place)) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/**
 * Commits where the slider stands: back by one, and on again with a key press of its own.
 * @param {HTMLInputElement} input
 */
export function commitByKey(input) {
  const place = Number(input.value);
  const below = place > Number(input.min);
  put(input, below ? place - 1 : place + 1);
  for (const type of ["keydown", "keyup"]) {
    input.dispatchEvent(
      new KeyboardEvent(type, { key: below ? "ArrowRight" : "ArrowLeft", bubbles: true, cancelable: true }),
    );
  }
}
