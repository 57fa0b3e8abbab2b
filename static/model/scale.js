/**
 * How large the picture is drawn. The stage measures in units: one is a pixel of the style sheet (1/16 rem), or, as
 * the projector is on, so much of the window that letters and strokes can be read from the last row.
 */
/** @import { Figure } from "../types.js" */

const SCREEN = { width: 1920, height: 1080 }; // px, of which a unit is
const TIMES = 1.8; // px, and
const LEAST = 24 / TIMES; // units the smallest letters high

let factor = 1;

/** @returns {number} CSS pixels a unit */
export const unit = () => factor;

/** @param {number} px  CSS pixels a unit */
export const setUnit = (px) => (factor = px);

/** @param {number} width @param {number} height  of a window, in CSS pixels @returns {number} the scale that fills it */
export const unitFor = (width, height) =>
  Math.max(1, TIMES * Math.min(width / SCREEN.width, height / SCREEN.height));

/** @param {number} size @returns {number} how high letters are drawn, in units */
export const letters = (size) => (factor > 1 ? Math.max(size, LEAST) : size);

/** @param {HTMLElement} host @returns {{width: number, height: number}} its size in units */
export const sizeOf = ({ clientWidth, clientHeight }) => ({
  width: clientWidth / factor,
  height: clientHeight / factor,
});

/** Plotly measures in pixels: a figure with its letters, ticks, margins and lines at the scale. @param {Figure} figure @returns {Figure} */
export function scaled({ data, layout }) {
  const times = (/** @type {number} */ size) => size * factor;
  const font = (/** @type {import("../types.js").Letters} */ own) => ({
    ...own,
    size: times(letters(own.size)),
  });
  const axis = (/** @type {import("../types.js").FigureAxis} */ own) =>
    own && { ...own, range: [...own.range], ticklen: times(own.ticklen), tickfont: font(own.tickfont) };
  const names = layout.annotations?.map(({ xshift = 0, yshift = 0, ...name }) => ({
    ...name,
    font: font(name.font),
    xshift: times(xshift),
    yshift: times(yshift),
  }));
  const margin = Object.fromEntries(Object.entries(layout.margin).map(([side, px]) => [side, times(px)]));
  return /** @type {Figure} */ ({
    data: data.map((trace) =>
      trace.line ? { ...trace, line: { ...trace.line, width: times(trace.line.width) } } : trace,
    ),
    layout: {
      ...layout,
      margin,
      ...(names && { annotations: names, xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis) }),
    },
  });
}
