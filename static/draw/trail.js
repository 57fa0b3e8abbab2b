/**
 * One path on one canvas, the same for every projection.
 *
 * @typedef {object} Trail  a path in pixels
 * @property {Float32Array} px @property {Float32Array} py
 * @property {Float32Array} at  time of each vertex, in iterates, ascending
 * @property {Uint8Array} move  1 where the pen is lifted before the vertex
 * @property {Uint8Array|null} hidden  1 where the surface hides the vertex
 * @property {Bead[]} beads
 *
 * @typedef {Spot & {at: number}} Bead  an iterate in its pixel
 */
/** @import { Ctx, Spot, Stroke, Style } from "../types.js" */

const CASING = 5.2;
const CORE = 2.6;
const HOLLOW = { casing: 6.4, core: 4.2, hole: 1.7 };

/**
 * Beads are the iterates themselves, drawn only where they are 8 px from the last: far apart means fast.
 * @param {Bead[]} candidates
 */
export function spaceBeads(candidates) {
  /** @type {Bead[]} */
  const beads = [];
  /** @type {Bead|null} */
  let previous = null;
  candidates.forEach((bead, i) => {
    const far = !previous || Math.hypot(bead.x - previous.x, bead.y - previous.y) >= 8;
    previous = far ? bead : previous;
    const next = candidates[i + 1];
    const crowded = next && Math.hypot(bead.x - next.x, bead.y - next.y) < 5;
    if (far && i > 0 && !crowded && !bead.hidden) beads.push(bead);
  });
  return beads;
}

/**
 * Number of vertices at or before `time` (binary search).
 * @param {ArrayLike<number>} at @param {number} time
 */
export function countUntil(at, time) {
  let low = 0,
    high = at.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at[middle] <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Adds the vertices up to `time` to the context's current path; the last stretch ends between two vertices.
 * @param {Ctx} ctx @param {Stroke} trail @param {number} time
 * @param {number} from  the vertex to start with
 * @param {0|1|null} hidden  only stretches that are seen (0) or hidden (1); null for all
 */
function pen(ctx, trail, from, time, hidden) {
  const { px, py, at, move } = trail;
  const n = countUntil(at, time);
  const wanted = (/** @type {number} */ i) => hidden === null || trail.hidden?.[i] === hidden;
  let down = false;
  /** @param {number} i @param {number} x @param {number} y */
  const segment = (i, x, y) => {
    if (!wanted(i)) {
      down = false;
      return;
    }
    if (!down) ctx.moveTo(px[i - 1], py[i - 1]);
    ctx.lineTo(x, y);
    down = true;
  };
  for (let i = Math.max(1, from); i < n; i++) move[i] ? (down = false) : segment(i, px[i], py[i]);
  if (n > 0 && n < at.length && !move[n]) {
    const part = (time - at[n - 1]) / (at[n] - at[n - 1] || 1);
    segment(n, px[n - 1] + (px[n] - px[n - 1]) * part, py[n - 1] + (py[n] - py[n - 1]) * part);
  }
}

/**
 * @param {Ctx} ctx @param {Stroke} trail @param {number} from @param {number} time @param {0|1|null} hidden
 * @param {number} width @param {string} color @param {number[]} dash
 */
function stroke(ctx, trail, from, time, hidden, width, color, dash = []) {
  ctx.beginPath();
  pen(ctx, trail, from, time, hidden);
  ctx.setLineDash(dash);
  ctx.lineWidth = width;
  ctx.strokeStyle = color;
  ctx.stroke();
  ctx.setLineDash([]);
}

/** The core begins this many vertices before a new stretch, over the round end of the new casing. */
const OVERLAP = 4;

/**
 * The way so far: core on casing, dashed where the surface hides it; of a hollow racer with a hole in the core.
 * @param {Ctx} ctx @param {Stroke} trail @param {number} time @param {Pick<Style, "color"|"variant">} style
 * @param {string} casing
 * @param {number} from  vertices already drawn
 */
export function drawTrail(ctx, trail, time, { color, variant }, casing, from = 0) {
  ctx.lineJoin = ctx.lineCap = "round";
  if (trail.hidden) {
    ctx.globalAlpha = 0.42;
    stroke(ctx, trail, from, time, 1, 1.8, color, [2, 4]);
    ctx.globalAlpha = 1;
  }
  const seen = trail.hidden ? 0 : null;
  const hollow = variant === "hollow";
  stroke(ctx, trail, from, time, seen, hollow ? HOLLOW.casing : CASING, casing);
  stroke(ctx, trail, from - OVERLAP, time, seen, hollow ? HOLLOW.core : CORE, color);
  if (hollow) stroke(ctx, trail, from - 2 * OVERLAP, time, seen, HOLLOW.hole, casing);
}

/** The way still to come, faintly. @param {Ctx} ctx @param {Stroke} trail @param {string} color */
export function drawFuture(ctx, trail, color) {
  ctx.globalAlpha = 0.5;
  ctx.lineCap = "round";
  stroke(ctx, trail, 0, Infinity, trail.hidden ? 0 : null, 1.1, color, [1, 4]);
  ctx.globalAlpha = 1;
}

/**
 * The path of a neighbouring position of a slider, fainter still.
 * @param {Ctx} ctx @param {Stroke} trail @param {string} color
 */
export function drawGhost(ctx, trail, color) {
  ctx.globalAlpha = 0.4;
  ctx.lineJoin = ctx.lineCap = "round";
  stroke(ctx, trail, 0, Infinity, trail.hidden ? 0 : null, 1.3, color);
  ctx.globalAlpha = 1;
}
