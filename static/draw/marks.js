/** The signs of the picture: one shape an optimizer, the start, the minimum, the arrow at the border. */
/** @import { Ctx, Style, Theme } from "../types.js" */
import { SHAPES, polygon } from "./shapes.js";

const HOLE = 0.6; // of a hollow marker's size

/**
 * A racer's marker: filled, hollow or half filled, as the style's variant says.
 * @param {Ctx} ctx @param {number} x @param {number} y
 * @param {Pick<Style, "marker"|"radius"|"color"|"variant">} style @param {string} casing
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
  ctx.fillStyle = casing;
  if (style.variant === "half") fillRight(ctx, x, y, 2 * radius);
  if (style.variant !== "hollow") return;
  ctx.beginPath();
  SHAPES[style.marker](ctx, x, y, HOLE * radius);
  ctx.fill();
}

/** Fills the right half of the current path. @param {Ctx} ctx @param {number} x @param {number} y @param {number} reach */
function fillRight(ctx, x, y, reach) {
  ctx.save();
  ctx.clip();
  ctx.fillRect(x, y - reach, reach, 2 * reach);
  ctx.restore();
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

const LABEL = '600 14px "Source Sans", sans-serif';

/** Half the width of words as `drawLabel` draws them. @param {Ctx} ctx @param {string} text */
export function halfOfLabel(ctx, text) {
  ctx.font = LABEL;
  return ctx.measureText(text).width / 2;
}

/**
 * A sentence of a few words on a plate of the page's colour.
 * @param {Ctx} ctx @param {string} text @param {import("../model/exit_labels.js").Place} place @param {Theme} theme
 */
export function drawLabel(ctx, text, { x, y, half }, theme) {
  ctx.font = LABEL;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.globalAlpha = 0.92;
  ctx.fillStyle = theme.background;
  ctx.beginPath();
  ctx.roundRect(x - half - 6, y - 11, 2 * half + 12, 22, 5);
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.ink;
  ctx.fillText(text, x, y + 0.5);
}

/**
 * A racer's marker as inline SVG, for text beside it.
 * @param {Pick<Style, "marker"|"color"|"variant">} style @param {string} casing @param {number} [radius]
 * @param {number} [size]
 */
export function markerSvg({ marker, color, variant = "filled" }, casing, radius = 6, size = 20) {
  const middle = size / 2;
  const whole = `<path d="${outlineOf(marker, middle, radius)}"`;
  const filled = `${whole} fill="${color}" stroke="${casing}" stroke-width="1.6" stroke-linejoin="round"/>`;
  const right = `width="${middle}" height="${size}" viewBox="${middle} 0 ${middle} ${size}"`;
  /** @type {Record<string, string>} */
  const inside = {
    hollow: `<path d="${outlineOf(marker, middle, HOLE * radius)}" fill="${casing}"/>`,
    half: `<svg x="${middle}" ${right}>${whole} fill="${casing}"/></svg>`,
  };
  const shown = `width="${size / 16}rem" height="${size / 16}rem" viewBox="0 0 ${size} ${size}"`;
  return `<svg ${shown} aria-hidden="true">${filled}${inside[variant] ?? ""}</svg>`;
}

/** A shape around (middle, middle), as the outline of an SVG path. @param {string} marker @param {number} middle @param {number} radius */
function outlineOf(marker, middle, radius) {
  let d = "";
  /** @type {import("./shapes.js").Pen} */
  const pen = {
    moveTo: (x, y) => (d += `M${x} ${y}`),
    lineTo: (x, y) => (d += `L${x} ${y}`),
    closePath: () => (d += "Z"),
    arc: (x, y, r) => (d += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`),
    rect: (x, y, w, h) => (d += `M${x} ${y}h${w}v${h}h${-w}Z`),
  };
  SHAPES[marker](pen, middle, middle, radius);
  return d;
}
