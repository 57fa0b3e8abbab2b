/**
 * From a run to the vertices that a frame can show: thinned to what pixels can tell apart, and cut at the border.
 *
 * @typedef {{x0: number, x1: number, y0: number, y1: number}} Frame  data coordinates
 *
 * @typedef {object} Path  vertices in data coordinates
 * @property {number[]} x @property {number[]} y
 * @property {number[]} at  the time (in iterates) of each vertex
 * @property {boolean[]} move  true where the pen is lifted before the vertex
 * @property {Exit[]} exits  where the run leaves the frame
 * @property {boolean} ends  whether it is out of the frame at its last iterate
 *
 * @typedef {{x: Numbers, y: Numbers, length: number, outcome: {left: number}}} Drawn  what is needed of a run
 *
 * @typedef {object} Exit
 * @property {number} at  the time @property {number} iterate  the first one outside
 * @property {number} x @property {number} y  on the border @property {number} dx @property {number} dy  the direction
 */
/** @import { Numbers, Run } from "../types.js" */

const BUCKETS = 500;

/** @param {Frame} frame @param {number} x @param {number} y */
const holds = ({ x0, x1, y0, y1 }, x, y) => x >= x0 && x <= x1 && y >= y0 && y <= y1; // NaN is nowhere

/**
 * As optim.outcome.leaves in Python: the same cases test both (tests/leaves.json).
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>, length: number}} run @param {Frame} frame
 * @returns {number} the first iterate from which the run stays outside of the frame for good; its length if it ends inside
 */
export function leaves({ x, y, length }, frame) {
  let first = length;
  while (first > 0 && !holds(frame, x[first - 1], y[first - 1])) first--;
  return first;
}

/**
 * A run is drawn up to where it leaves for good, the plot and what is shown of it: beyond, rounding alone would
 * decide how it crosses the frame. As figures.paths.last_drawn in Python.
 * @param {Drawn} run @param {Frame} frame @param {Frame} bounds of the objective
 * @returns {number} the last iterate to draw
 */
export function lastDrawn(run, frame, bounds) {
  const within = holds(bounds, frame.x0, frame.y0) && holds(bounds, frame.x1, frame.y1);
  return Math.min(within ? run.outcome.left : leaves(run, hull(frame, bounds)), run.length - 1);
}

/** @param {Frame} a @param {Frame} b */
function hull(a, b) {
  return {
    x0: Math.min(a.x0, b.x0),
    x1: Math.max(a.x1, b.x1),
    y0: Math.min(a.y0, b.y0),
    y1: Math.max(a.y1, b.y1),
  };
}

/**
 * Indices of the iterates worth drawing. A close neighbour says nothing new; of what is still too much,
 * each bucket of iterates keeps its extremes, so that a dense zigzag keeps its outline.
 * @param {Pick<Run, "x"|"y">} run @param {number} end  the last iterate to draw
 * @param {number} nearX @param {number} nearY  distances below what a pixel shows
 * @returns {number[]}
 */
export function thin(run, end, nearX, nearY) {
  const kept = [0];
  for (let i = 1, last = 0; i <= end; i++) {
    if (Math.abs(run.x[i] - run.x[last]) < nearX && Math.abs(run.y[i] - run.y[last]) < nearY) continue;
    kept.push((last = i));
  }
  if (kept.at(-1) !== end) kept.push(end);
  return kept.length <= 4 * BUCKETS ? kept : extremes(run, kept);
}

/**
 * First, last, and the smallest and largest x and y of each bucket, in order of time.
 * @param {Pick<Run, "x"|"y">} run @param {number[]} kept @returns {number[]}
 */
function extremes(run, kept) {
  const size = kept.length / BUCKETS;
  /** @type {Set<number>} */
  const chosen = new Set();
  for (let b = 0; b < BUCKETS; b++) {
    const bucket = kept.slice(Math.floor(b * size), Math.floor((b + 1) * size));
    for (const values of [run.x, run.y]) {
      chosen.add(bucket.reduce((m, i) => (values[i] < values[m] ? i : m), bucket[0]));
      chosen.add(bucket.reduce((m, i) => (values[i] > values[m] ? i : m), bucket[0]));
    }
  }
  return [...chosen.add(kept[0]).add(kept[kept.length - 1])].sort((a, b) => a - b);
}

/**
 * The part of segment a -> b inside the frame (Liang and Barsky, 1984).
 * @param {number} ax @param {number} ay @param {number} bx @param {number} by @param {Frame} frame
 * @returns {[number, number]|null} the parameters of its two ends, 0 at a and 1 at b
 */
export function clipSegment(ax, ay, bx, by, frame) {
  let t0 = 0,
    t1 = 1;
  const dx = bx - ax,
    dy = by - ay;
  for (const [p, q] of [
    [-dx, ax - frame.x0],
    [dx, frame.x1 - ax],
    [-dy, ay - frame.y0],
    [dy, frame.y1 - ay],
  ]) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) {
      t0 = Math.max(t0, q / p);
    } else {
      t1 = Math.min(t1, q / p);
    }
  }
  return t0 <= t1 ? [t0, t1] : null;
}

/**
 * @param {Drawn} run
 * @param {Frame} frame  the part of the plane that is shown @param {Frame} bounds of the objective
 * @param {number} pixels  the frame's width on the screen
 * @returns {Path}
 */
export function tracePath(run, frame, bounds, pixels) {
  const near = 0.4 / pixels;
  const end = lastDrawn(run, frame, bounds);
  /** @type {Path} */
  const path = { x: [], y: [], at: [], move: [], exits: [], ends: !holds(frame, run.x[end], run.y[end]) };
  if (end < 0) return path; // no iterate is finite
  const kept = thin(run, end, (frame.x1 - frame.x0) * near, (frame.y1 - frame.y0) * near);
  /** @type {(x: number, y: number, at: number, move: boolean) => void} */
  const add = (x, y, at, move) => {
    path.x.push(x);
    path.y.push(y);
    path.at.push(at);
    path.move.push(move);
  };
  for (let n = 1; n < kept.length; n++) addSegment(run, kept[n - 1], kept[n], frame, path, add);
  return path;
}

/**
 * @param {Drawn} run @param {number} i @param {number} j @param {Frame} frame @param {Path} path
 * @param {(x: number, y: number, at: number, move: boolean) => void} add
 */
function addSegment(run, i, j, frame, path, add) {
  const ax = run.x[i],
    ay = run.y[i],
    dx = run.x[j] - ax,
    dy = run.y[j] - ay;
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return;
  const cut = clipSegment(ax, ay, run.x[j], run.y[j], frame);
  if (!cut) return;
  const [from, to] = cut;
  /** @param {number} t */
  const time = (t) => i + (j - i) * t;
  const joined = path.at.length > 0 && path.at.at(-1) === time(from) && from === 0;
  if (!joined) add(ax + dx * from, ay + dy * from, time(from), true);
  add(ax + dx * to, ay + dy * to, time(to), false);
  if (holds(frame, run.x[j], run.y[j])) return;
  const iterate = firstOutside(run, i, j, frame);
  path.exits.push({ at: time(to), iterate, x: ax + dx * to, y: ay + dy * to, dx, dy });
}

/**
 * Between two drawn iterates, of which the later one is outside, lie others, nearer to the first than a pixel.
 * @param {Drawn} run @param {number} i @param {number} j @param {Frame} frame
 */
function firstOutside({ x, y }, i, j, frame) {
  while (j - 1 > i && !holds(frame, x[j - 1], y[j - 1])) j--;
  return j;
}

/**
 * Iterates between two beads: every step is shown as long as steps can be told apart.
 * @param {number} nIter
 */
export function beadStride(nIter) {
  if (nIter <= 80) return 1;
  return nIter <= 800 ? 10 : 50;
}

/**
 * The last place where a run left the frame before `time`, if it is outside then.
 * @param {Path} path @param {number} time
 */
export function exitBefore(path, time) {
  return path.exits.findLast((exit) => exit.at <= time) ?? null;
}
