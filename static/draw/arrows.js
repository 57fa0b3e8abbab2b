/** Arrows and boxes that stand for vectors, straight over the contour, along the sheet over the surface. */
/** @import { Ctx, Point, Spot } from "../types.js" */

const FREE = 9; // px around the foot, for a marker
const HEAD = 9; // px
const BOX = 24; // px, half the longer side of a box
const THINNEST = 1.5; // px, half the shorter side
const COATS = [4.6, 2.2]; // px: casing, core

/**
 * What it takes of a view to draw on it.
 * @typedef {object} Sheet
 * @property {number} pieces  into which a line is cut, to follow the sheet
 * @property {() => Point} unit  how wide and high a pixel is in the plane
 * @property {(x: number, y: number) => Spot} point
 * @property {(x: number, y: number) => boolean} contains
 *
 * @typedef {{color: string, casing: string}} Ink
 */

/**
 * A vector of the plane, made so long that it can be seen.
 * @param {Sheet} sheet @param {Point} vector
 * @param {(length: number) => number} lengthOf  the length in px that is wanted for its own
 * @returns {Point|null} null for one without a direction
 */
export function stretched(sheet, [dx, dy], lengthOf) {
  const [ux, uy] = sheet.unit();
  const now = Math.hypot(dx / ux, dy / uy);
  const factor = lengthOf(now) / now;
  return now > 0 && Number.isFinite(now) ? [dx * factor, dy * factor] : null;
}

/**
 * An arrow along a vector: core on casing; where the terrain hides it, faint.
 * @param {Ctx} ctx @param {Sheet} sheet @param {Point} foot @param {Point} vector @param {Ink} ink
 * @param {number[]} [dash]
 */
export function drawArrow(ctx, sheet, foot, vector, ink, dash = []) {
  const line = withoutFoot(spots(sheet, foot, vector));
  if (line.length < 2) return;
  const tip = line[line.length - 1];
  const from = line.findLast(({ x, y }) => Math.hypot(tip.x - x, tip.y - y) >= HEAD) ?? line[0];
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const barb = (/** @type {number} */ turn) => ({
    ...tip,
    x: tip.x - HEAD * Math.cos(angle + turn),
    y: tip.y - HEAD * Math.sin(angle + turn),
  });
  const head = [barb(0.5), tip, barb(-0.5)];
  coat(ctx, ink, (hidden) => {
    ctx.setLineDash(hidden ? [] : dash);
    pen(ctx, line, hidden);
    ctx.setLineDash([]);
    pen(ctx, head, hidden);
  });
}

/**
 * A box around a point, whose sides have the ratio of two numbers.
 * @param {Ctx} ctx @param {Sheet} sheet @param {Point} middle @param {Point} sides @param {Ink} ink
 */
export function drawBox(ctx, sheet, [x, y], sides, ink) {
  const unit = sheet.unit();
  const [w, h] = sides.map((side, i) => unit[i] * Math.max(THINNEST, (BOX * side) / Math.max(...sides)));
  if (!Number.isFinite(w + h)) return;
  /** @type {[Point, Point][]} */
  const edges = [
    [
      [x - w, y - h],
      [2 * w, 0],
    ],
    [
      [x + w, y - h],
      [0, 2 * h],
    ],
    [
      [x + w, y + h],
      [-2 * w, 0],
    ],
    [
      [x - w, y + h],
      [0, -2 * h],
    ],
  ];
  const outline = edges.flatMap(([corner, edge]) => spots(sheet, corner, edge));
  if (!outline.length) return;
  ctx.beginPath();
  outline.forEach((spot, i) => (i ? ctx.lineTo(spot.x, spot.y) : ctx.moveTo(spot.x, spot.y)));
  ctx.closePath();
  ctx.globalAlpha = 0.28;
  ctx.fillStyle = ink.color;
  ctx.fill();
  ctx.globalAlpha = 1;
  coat(ctx, ink, (hidden) => pen(ctx, [...outline, outline[0]], hidden), [3, 1.2]);
}

/**
 * The pixels along a vector, as far as it is in sight.
 * @param {Sheet} sheet @param {Point} foot @param {Point} vector @returns {Spot[]}
 */
function spots(sheet, [x, y], [dx, dy]) {
  const { pieces } = sheet;
  /** @type {Spot[]} */
  const found = [];
  for (let i = 0; i <= pieces; i++) {
    const [px, py] = [x + (dx * i) / pieces, y + (dy * i) / pieces];
    if (pieces > 1 && !sheet.contains(px, py)) break; // beside the sheet there is nothing to lie on
    const spot = sheet.point(px, py);
    if (!Number.isNaN(spot.x)) found.push(spot);
  }
  return found;
}

/** @param {Spot[]} line @returns {Spot[]} the line from where it leaves the marker at its foot */
function withoutFoot(line) {
  const [foot] = line;
  const first = line.findIndex(({ x, y }) => Math.hypot(x - foot.x, y - foot.y) > FREE);
  if (first < 1) return [];
  const next = line[first];
  const share = FREE / Math.hypot(next.x - foot.x, next.y - foot.y);
  const start = { ...next, x: foot.x + (next.x - foot.x) * share, y: foot.y + (next.y - foot.y) * share };
  return [start, ...line.slice(first)];
}

/**
 * Core on casing, and before them what is hidden, faintly.
 * @param {Ctx} ctx @param {Ink} ink @param {(hidden: boolean) => void} draw @param {number[]} [widths]
 */
function coat(ctx, { color, casing }, draw, [wide, narrow] = COATS) {
  ctx.lineCap = ctx.lineJoin = "round";
  for (const { width, style, hidden } of [
    { width: narrow, style: color, hidden: true },
    { width: wide, style: casing, hidden: false },
    { width: narrow, style: color, hidden: false },
  ]) {
    ctx.globalAlpha = hidden ? 0.42 : 1;
    ctx.lineWidth = width;
    ctx.strokeStyle = style;
    draw(hidden);
  }
}

/** @param {Ctx} ctx @param {Spot[]} line @param {boolean} hidden  which of its segments */
function pen(ctx, line, hidden) {
  ctx.beginPath();
  for (let i = 1; i < line.length; i++) {
    if (line[i].hidden !== hidden) continue;
    if (i === 1 || line[i - 1].hidden !== hidden) ctx.moveTo(line[i - 1].x, line[i - 1].y);
    ctx.lineTo(line[i].x, line[i].y);
  }
  ctx.stroke();
}
