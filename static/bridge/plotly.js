/**
 * Streamlit's own copy of Plotly. Its chunk sets window.Plotly when it is imported; its file name holds a
 * hash, so Python sends it. Everything is resolved against the page's index script: a page may live under
 * any path.
 */
import { partOf } from "../dom.js";

/** @import { PlotlyLibrary } from "../types.js" */

/** @returns {string} the URL of the script that started the page, e.g. https://host/base/static/js/index.abc.js */
export function indexScript() {
  return partOf(document, 'script[src*="static/js/index"]', HTMLScriptElement).src;
}

const UNLOADED = "The plots could not be loaded. Reload the page to try again.";
/** @type {Promise<PlotlyLibrary>|null} */
let loading = null;

/**
 * @param {string} chunk file name beside the index script, e.g. "PlotlyChart.abc.js"
 * @returns {Promise<PlotlyLibrary>} the Plotly library, loaded once
 */
export function loadPlotly(chunk) {
  loading ??= window.Plotly
    ? Promise.resolve(window.Plotly)
    : import(new URL(chunk, indexScript()).href).then(() => window.Plotly);
  loading.catch(() => (loading = null)); // the next call tries again
  return loading.catch((cause) => {
    throw Object.assign(new Error("no Plotly", { cause }), { sentence: UNLOADED });
  });
}
