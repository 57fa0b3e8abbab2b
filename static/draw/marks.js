/** The signs of the picture: one shape an optimizer, the start, the minimum, the arrow at the border. */
import { SHAPES, polygon } from "./shapes.js";

/** @param {{marker: string, radius: number, color: string}} style */
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

export function drawBead(ctx, x, y, color, casing) {
  ctx.beginPath();
  ctx.arc(x, y, 3.1, 0, 2 * Math.PI);
  ctx.fillStyle = color;
  ctx.strokeStyle = casing;
  ctx.lineWidth = 1.4;
  ctx.fill();
  ctx.stroke();
}

export function drawMinimum(ctx, x, y, { casing, mark }) {
  ctx.lineCap = "round";
  for (const [width, color] of [
    [4.4, casing],
    [1.8, mark],
  ]) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.beginPath();
    ctx.moveTo(x - 6, y);
    ctx.lineTo(x + 6, y);
    ctx.moveTo(x, y - 6);
    ctx.lineTo(x, y + 6);
    ctx.stroke();
  }
}

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

/** An arrowhead at the border, where a run has left the frame. */
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

/** A sentence of a few words beside a point, on a plate of the page's colour; kept inside `box`. */
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

/** An optimizer's marker as inline SVG, for text beside it. */
export function markerSvg(style, casing, radius = 6, size = 20) {
  const shape = {
    d: "",
    moveTo: (x, y) => (shape.d += `M${x} ${y}`),
    lineTo: (x, y) => (shape.d += `L${x} ${y}`),
    closePath: () => (shape.d += "Z"),
  };
  shape.arc = (x, y, r) =>
    (shape.d += `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`);
  shape.rect = (x, y, w, h) => (shape.d += `M${x} ${y}h${w}v${h}h${-w}Z`);
  SHAPES[style.marker](shape, size / 2, size / 2, radius);
  return `<svg width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" aria-hidden="true"><path d="${shape.d}" fill="${style.color}" stroke="${casing}" stroke-width="1.6" stroke-linejoin="round"/></svg>`;
}
