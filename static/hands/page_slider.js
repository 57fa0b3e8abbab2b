/** The page's own slider, where something else moves what it stands for. */
import { sliderInput } from "../bridge/streamlit_page.js";
import { showPlace } from "./disabled_slider.js";
import { put } from "./slider_keys.js";

/**
 * It shows a position, and commits nothing.
 * @param {string} slider @param {number[]} positions @param {number} place @param {string} text  what the position is called
 */
export function showPosition(slider, positions, place, text) {
  const input = sliderInput(slider);
  if (!input || Number(input.max) !== positions.length - 1) return; // another slider than Python has told of
  if (!put(input, place)) showPlace(input, place, text);
}
