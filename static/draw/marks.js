/** The signs of the picture: one shape an optimizer, the start, the minimum, the arrow at the border. */
/** @import { Box, Ctx, Style, Theme } from "../types.js" */
import { SHAPES, polygon } from "./shapes.js";

/**
 * @param {{marker: string, radius: number, color: string}} style
 * @param {Ctx} ctx @param {number} x @param {number} y
 * @param {{marker: string, radius: number, color: string}} style @param {string} casing
 * @param {number} radius @param {number} rim
 */
export function drawMarker(ctx, x, y, style, casing, radius = style.radius, rim = 1.6) {
  ctx.beginPath();
  SHAPES[style.marker](ctx, x, y, radius);
  ctx.lineJoin = "round";
  ctx.strokeStyle = casing;
  ctx.lineWidth = rim * 2;
  ctx.stroke();
  ctx.fillStyle = style.color;
  ctx.fill();
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {string} color @param {string} casing */
export function drawBead(ctx, x, y, color, casing) {
  ctx.beginPath();
  ctx.arc(x, y, 3.1, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.strokeStyle = casing;
  ctx.lineWidth = 1.4;
  ctx.fill();
  ctx.stroke();
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {Theme} theme */
export function drawMinimum(ctx, x, y, { casing, mark }) {
  ctx.lineCap = "round";
  for (const stroke of [
    { width: 4.4, color: casing },
    { width: 1.8, color: mark },
  ]) {
    ctx.strokeStyle = stroke.color;
    ctx.lineWidth = stroke.width;
    ctx.beginPath();
    ctx.moveTo(x - 6, y);
    ctx.lineTo(x + 6, y);
    ctx.moveTo(x, y - 6);
    ctx.lineTo(x, y + 6);
    ctx.stroke();
  }
}

/** @param {Ctx} ctx @param {number} x @param {number} y @param {Theme} theme */
export function drawStart(ctx, x, y, { casing, mark }) {
  ctx.beginPath();
  ctx.arc(x, y, 5, 0, 2 * Math.PI);
  ctx.fillStyle = mark;
  ctx.fill();
  ctx.lineWidth = 2.2;
  ctx.strokeStyle = casing;
  ctx.stroke();
  ctx.beginPath();
  ctx.arc(x, y, 1.6, 0, 2 * Math.PI);
  ctx.fillStyle = casing;
  ctx.fill();
}

/**
 * An arrowhead at the border, where a run has left the frame.
 * @param {Ctx} ctx @param {number} x @param {number} y @param {number} angle @param {Style} style
 * @param {string} casing
 */
export function drawExit(ctx, x, y, angle, style, casing) {
  ctx.save();
  ctx.translate(x, y);
  ctx.rotate(angle);
  ctx.beginPath();
  polygon(ctx, 0, 0, [
    [12, 0],
    [-7, -9],
    [-3, 0],
    [-7, 9],
  ]);
  ctx.lineJoin = "round";
  ctx.strokeStyle = casing;
  ctx.lineWidth = 3;
  ctx.stroke();
  ctx.fillStyle = style.color;
  ctx.fill();
  ctx.restore();
}

/**
 * A sentence of a few words beside a point, on a plate of the page's colour; kept inside `box`.
 * @param {Ctx} ctx @param {string} text @param {number} x @param {number} y @param {Box} box
 * @param {Theme} theme
 */
export function drawLabel(ctx, text, x, y, box, theme) {
  ctx.font = '600 14px "Source Sans", sans-serif';
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  const width = ctx.measureText(text).width;
  const right = x + 18 + width + 8 < box.left + box.width;
  const left = right ? x + 18 : x - 18 - width;
  const middle = Math.max(box.top + 14, Math.min(box.top + box.height - 14, y));
  ctx.globalAlpha = 0.92;
  ctx.fillStyle = theme.background;
  ctx.beginPath();
  ctx.roundRect(left - 6, middle - 11, width + 12, 22, 5);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.ink;
  ctx.fillText(text, left, middle + 0.5);
}

/**
 * An optimizer's marker as inline SVG, for text beside it.
 * @param {Pick<Style, "marker"|"color">} style @param {string} casing @param {number} [radius]
 * @param {number} [size]
 */
export function markerSvg(style, casing, radius = 6, size = 20) {
  let d = "";
  /** @type {import("./shapes.js").Pen} */
  const pen = {
    moveTo: (x, y) => (d += `M${x} ${y}`),
    lineTo: (x, y) => (d += `L${x} ${y}`),
    closePath: () => (d += "Z"),
    arc: (x, y, r) => (d += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`),
    rect: (x, y, w, h) => (d += `M${x} ${y}h${w}v${h}h${-w}Z`),
  };
  SHAPES[style.marker](pen, size / 2, size / 2, radius);
  return `<svg width="${size / 16}rem" height="${size / 16}rem" viewBox="0 0 ${size} ${size}" aria-hidden="true"><path d="${d}" fill="${style.color}" stroke="${casing}" stroke-width="1.6" stroke-linejoin="round"/></svg>`;
}
