/** Plotly, a part of it made for the stage: static/vendor/plotly.js, see scripts/plotly_bundle.py. */

import { requestFrame, wake } from "./plotly_frames.js";

/** @import { Figure, PlotlyLibrary } from "../types.js" */

/** @type {Promise<PlotlyLibrary>|null} */
let loading = null;
/** @type {PlotlyLibrary|null} */
let library = null;

/** @returns {PlotlyLibrary|null} Plotly, if it is here; it is asked for where it is to draw, so its frames come */
export function plotlyNow() {
  wake();
  return library;
}

/** @returns {Promise<PlotlyLibrary>} Plotly, loaded once; where that fails, the next call tries again */
export function loadPlotly() {
  loading ??= load();
  loading.catch(() => (loading = null));
  return loading;
}

async function load() {
  const { default: parts } = await import("../vendor/plotly.js");
  library = await parts(giveWay, requestFrame);
  return library;
}

/** Lets the browser draw a frame, if one is due, before a long piece of work goes on. */
export const giveWay = () => new Promise((resolve) => setTimeout(resolve));

/** Resolves when the browser is about to draw its next frame. */
export const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/**
 * Of a scene that is new: its frame, the lines, the sheet. At once it would stop the picture for longer.
 * @param {Figure["data"]} data  the sheet and the lines
 */
export function inSteps([sheet, lines]) {
  return [
    [],
    [{ ...lines, uid: "lines" }],
    [
      { ...sheet, uid: "sheet" },
      { ...lines, uid: "lines" },
    ],
  ];
}
