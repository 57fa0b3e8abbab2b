/**
 * Arrow -> typed arrays. Python sends two tables of numbers for the whole race and says what lies where; a run is
 * a set of views into them, nothing is copied.
 * Each run has the columns of the quantities that the charts show, those that its rule has. A column of steps has one
 * entry fewer: entry k leads from iterate k to k + 1.
 */
/** @import { ArrowTable, Layout, Numbers, Packet, Point, Race, Run, RunFacts } from "../types.js" */

/**
 * The race that a message of Python's holds: its facts, with its runs and the objective's bounds as views use them.
 * @param {Packet} packet
 * @returns {Race}
 */
export function unpackRace({ tables, layout, n_iter: nIter, bounds, ...facts }) {
  const [[x0, x1], [y0, y1]] = bounds;
  return { ...facts, nIter, bounds: { x0, x1, y0, y1 }, runs: unpackRuns(tables, layout, facts.runs) };
}

/**
 * @param {{float32: ArrowTable, float64: ArrowTable}} tables  by dtype, each with one column `values`
 * @param {Layout} layout  dtype -> column -> how many numbers each run has of it;
 *   -n: one, which stands for n
 * @param {RunFacts[]} facts  one record a run
 * @returns {Run[]}
 */
export function unpackRuns(tables, layout, facts) {
  /** @type {Record<string, any>[]} */
  const runs = facts.map((fact) => ({ ...fact }));
  for (const [kind, columns] of Object.entries(layout)) {
    const values = tables[/** @type {"float32"|"float64"} */ (kind)].getChild("values").toArray();
    let at = 0;
    for (const [column, counts] of Object.entries(columns)) {
      counts.forEach((count, i) => {
        if (count > 0) runs[i][column] = values.subarray(at, (at += count));
        if (count < 0) runs[i][column] = repeated(values, at++, -count);
      });
    }
  }
  for (const run of runs) {
    for (const column of ["x", "y", "f"]) run[column] ??= new Float64Array(0); // no iterate is finite
    run.best = runningMinimum(run.f);
    run.distance ??= new Float64Array(run.f.length).fill(NaN); // no minimum, no distance
  }
  return /** @type {Run[]} */ (runs);
}

/**
 * @param {Numbers} values @param {number} at @param {number} count
 * @returns {Numbers} the value at a place, so many times
 */
function repeated(values, at, count) {
  const Kind = values instanceof Float32Array ? Float32Array : Float64Array;
  return new Kind(count).fill(values[at]);
}

/** @param {Numbers} values @returns {Float64Array} the smallest value up to each place */
function runningMinimum(values) {
  const best = new Float64Array(values.length);
  let least = Infinity;
  for (let i = 0; i < values.length; i++) best[i] = least = Math.min(least, values[i]);
  return best;
}

/**
 * Where a run stands at a time between two iterates.
 * @param {Run} run @param {number} time in iterates
 * @returns {Point} x, y on the straight line between the iterates
 */
export function positionAt(run, time) {
  const last = run.length - 1;
  const i = Math.min(last, Math.floor(time));
  const j = Math.min(last, i + 1);
  const part = Math.min(last, time) - i;
  return [run.x[i] + (run.x[j] - run.x[i]) * part, run.y[i] + (run.y[j] - run.y[i]) * part];
}
