/**
 * The axes of a contour: where Plotly will put them, worked out from its layout.
 *
 * @typedef {object} Axes  in pixels: x and y of the plane are linear in them
 * @property {number} scaleX @property {number} scaleY  pixels a unit of the plane
 * @property {number} originX @property {number} originY  where (0, 0) is
 * @property {Box} box
 * @property {[Point, Point]} ranges  what the plot shows of x and y
 */
/** @import { Box, FigureLayout, Point } from "../types.js" */

/**
 * As Plotly's own: of equal scale, as large as there is room for, in the middle of it.
 * @param {FigureLayout} layout @param {number} width @param {number} height  of the whole plot @returns {Axes}
 */
export function fitAxes({ margin, xaxis, yaxis }, width, height) {
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
  const room = { width: width - margin.l - margin.r, height: height - margin.t - margin.b };
  const scale = Math.min(room.width / (x1 - x0), room.height / (y1 - y0));
  const box = { left: margin.l, top: margin.t, width: scale * (x1 - x0), height: scale * (y1 - y0) };
  box.left += (room.width - box.width) / 2;
  box.top += (room.height - box.height) / 2;
  return {
    scaleX: scale,
    scaleY: -scale,
    originX: box.left - scale * x0,
    originY: box.top + scale * y1,
    box,
    ranges: [xaxis.range, yaxis.range],
  };
}
