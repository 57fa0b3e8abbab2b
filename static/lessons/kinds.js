/**
 * What each kind of chart draws of a run, as ui/lessons/charts.py names them: points along its axis, an entry each,
 * and the time, in iterates, from which a point is there.
 *
 * @typedef {{xs: Float64Array, ys: Float64Array, times: Float64Array}} Series
 * @typedef {(run: LessonRun, chart: LessonChartFacts) => Series} Kind
 */
/** @import { LessonChartFacts, LessonRun, Numbers } from "../types.js" */

const NONE = new Float64Array(0);

/** @type {Record<string, Kind>} */
export const KINDS = {
  loss: ({ height = NONE }, { x: [least] }) =>
    series(0, height.length - 1, (k) => [Math.max(k, least), height[k]]),

  effective: ({ x = NONE, effective = NONE }, { since }) => {
    const first = since === undefined ? 1 : Math.max(1, firstBelow(x, since));
    return series(first, effective.length, (k) => [k - first + 1, effective[k - 1]]);
  },

  distance: ({ x = NONE }, { minimum = 0 }) => series(1, x.length - 1, (k) => [k, Math.abs(x[k] - minimum)]),

  steps: ({ x = NONE }) => series(1, x.length - 1, (k) => [k, Math.abs(x[k] - x[k - 1])]),
};

/**
 * @param {number} first @param {number} last  iterates
 * @param {(k: number) => [number, number]} of  along and up
 * @returns {Series}
 */
function series(first, last, of) {
  const n = Math.max(0, last - first + 1);
  const [xs, ys, times] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    [xs[i], ys[i]] = of(first + i);
    times[i] = first + i;
  }
  return { xs, ys, times };
}

/** @param {Numbers} values @param {number} limit @returns {number} the place of the first below it, or behind the last */
function firstBelow(values, limit) {
  const place = values.findIndex((value) => value < limit);
  return place < 0 ? values.length : place;
}

/**
 * By what the mean step so far multiplies the loss, by step size: between two snapshots the later one comes in.
 * @param {LessonRun} run  a sweep @param {number} time @returns {Pick<Series, "xs"|"ys">}
 */
export function sweptAt({ sizes = [], times = [], ratios = NONE }, time) {
  const k = Math.max(
    0,
    times.findLastIndex((at) => at <= time),
  );
  const next = Math.min(times.length - 1, k + 1);
  const part = next > k ? Math.max(0, Math.min(1, (time - times[k]) / (times[next] - times[k]))) : 0;
  const n = sizes.length;
  const ys = Float64Array.from(sizes, (_, i) => {
    const [now, then] = [ratios[k * n + i], ratios[next * n + i]];
    return part === 0 || now === then ? now : now + (then - now) * part;
  });
  return { xs: Float64Array.from(sizes), ys };
}

/**
 * The same of one run, a point.
 * @param {LessonRun} run @param {number} time @returns {[number, number]} its step size, and the factor; NaN for none
 */
export function steppedAt({ step_size: size = NaN, height = NONE }, time) {
  const k = Math.max(1, Math.min(height.length - 1, Math.floor(time)));
  return [size, (height[k] / height[0]) ** (1 / k)];
}

/**
 * The points of a cloud that are seen at a time: those of its last snapshots.
 * @param {LessonRun} run @param {number} time @returns {[number, number]} the places of the first, and behind the last
 */
export function cloudAt({ times = [], count = 0, window: seen = 1 }, time) {
  const last = times.length === 1 ? 1 : times.findLastIndex((at) => at <= time) + 1;
  return [Math.max(0, last - seen) * count, last * count];
}
