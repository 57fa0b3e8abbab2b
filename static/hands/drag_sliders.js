/** The page's sliders, dragged: the picture follows them. */
import { watchSliders } from "./sliders.js";

/**
 * @param {import("./preview.js").Preview} preview
 * @param {object} on
 * @param {() => void} on.hold  called when one is taken
 * @param {(slider?: string, value?: number) => void} on.release  called when it is let go, with its name and value
 *   where Python will not hear of it from the page
 * @returns {() => void} stops watching
 */
export function dragSliders(preview, { hold, release }) {
  /** @param {string} slider @param {number} [place] @returns {number|undefined} */
  const valueAt = (slider, place = NaN) => preview.positionsOf(slider)[place];
  return watchSliders(() => preview.sliders(), {
    hold,
    textAt: (slider, place) => preview.say(slider, valueAt(slider, place)),
    move: (slider, place) => {
      const value = valueAt(slider, place);
      if (value !== undefined) preview.move(slider, value);
    },
    release: (slider, place) => {
      const value = valueAt(slider, place);
      preview.release();
      if (value === undefined) release();
      else release(slider, value);
    },
  });
}
