/**
 * From a run to the vertices that a frame can show: thinned to what pixels can tell apart, and cut at the border.
 *
 * @typedef {{x0: number, x1: number, y0: number, y1: number}} Frame  data coordinates
 *
 * @typedef {object} Path  vertices in data coordinates
 * @property {number[]} x @property {number[]} y
 * @property {number[]} at  the time (in iterates) of each vertex
 * @property {boolean[]} move  true where the pen is lifted before the vertex
 * @property {{at: number, x: number, y: number, dx: number, dy: number}[]} exits  where the run leaves the frame
 */

const BUCKETS = 500;

/**
 * Indices of the iterates worth drawing. A close neighbour says nothing new; of what is still too much,
 * each bucket of iterates keeps its extremes, so that a dense zigzag keeps its outline.
 * @param {import("./trajectories.js").Run} run
 * @param {number} nearX @param {number} nearY  distances below what a pixel shows
 * @returns {number[]}
 */
export function thin(run, nearX, nearY) {
  const kept = [0],
    end = lastDrawn(run);
  for (let i = 1, last = 0; i <= end; i++) {
    if (Math.abs(run.x[i] - run.x[last]) < nearX && Math.abs(run.y[i] - run.y[last]) < nearY) continue;
    kept.push((last = i));
  }
  if (kept.at(-1) !== end) kept.push(end);
  return kept.length <= 4 * BUCKETS ? kept : extremes(run, kept);
}

/** A run that has left the plot for good is drawn up to there: how it crosses the plot on its way out says nothing. */
function lastDrawn({ outcome: { reason, iteration }, length }) {
  return ["diverged", "left_bounds"].includes(reason) ? Math.min(iteration, length - 1) : length - 1;
}

/** First, last, and the smallest and largest x and y of each bucket, in order of time. */
function extremes(run, kept) {
  const size = kept.length / BUCKETS;
  const chosen = new Set();
  for (let b = 0; b < BUCKETS; b++) {
    const bucket = kept.slice(Math.floor(b * size), Math.floor((b + 1) * size));
    for (const values of [run.x, run.y]) {
      chosen.add(bucket.reduce((m, i) => (values[i] < values[m] ? i : m), bucket[0]));
      chosen.add(bucket.reduce((m, i) => (values[i] > values[m] ? i : m), bucket[0]));
    }
  }
  return [...chosen.add(kept[0]).add(kept.at(-1))].sort((a, b) => a - b);
}

/**
 * The part of segment a -> b inside the frame (Liang and Barsky, 1984).
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
 * @param {import("./trajectories.js").Run} run
 * @param {Frame} frame
 * @param {number} pixels  the frame's width on the screen
 * @returns {Path}
 */
export function tracePath(run, frame, pixels) {
  const near = 0.4 / pixels;
  const kept = thin(run, (frame.x1 - frame.x0) * near, (frame.y1 - frame.y0) * near);
  const path = { x: [], y: [], at: [], move: [], exits: [] };
  const add = (x, y, at, move) => {
    (path.x.push(x), path.y.push(y), path.at.push(at), path.move.push(move));
  };
  for (let n = 1; n < kept.length; n++) addSegment(run, kept[n - 1], kept[n], frame, path, add);
  return path;
}

function addSegment(run, i, j, frame, path, add) {
  const ax = run.x[i],
    ay = run.y[i],
    dx = run.x[j] - ax,
    dy = run.y[j] - ay;
  if (!Number.isFinite(dx) || !Number.isFinite(dy)) return;
  const cut = clipSegment(ax, ay, run.x[j], run.y[j], frame);
  if (!cut) return;
  const [from, to] = cut;
  const time = (t) => i + (j - i) * t;
  const joined = path.at.length > 0 && path.at.at(-1) === time(from) && from === 0;
  if (!joined) add(ax + dx * from, ay + dy * from, time(from), true);
  add(ax + dx * to, ay + dy * to, time(to), false);
  if (to < 1) path.exits.push({ at: time(to), x: ax + dx * to, y: ay + dy * to, dx, dy });
}

/** Iterates between two beads: every step is shown as long as steps can be told apart. */
export function beadStride(nIter) {
  if (nIter <= 80) return 1;
  return nIter <= 800 ? 10 : 50;
}

/** The last place where a run left the frame before `time`, if it is outside then. */
export function exitBefore(path, time) {
  return path.exits.findLast((exit) => exit.at <= time) ?? null;
}
