/**
 * Arrow -> typed arrays. Python sends two tables of numbers for the whole race and says what lies where; a run is
 * a set of views into them, nothing is copied.
 *
 * @typedef {object} Run
 * @property {string} name  the optimizer's name, e.g. "rmsprop"
 * @property {string} title @property {string} short
 * @property {{color: string, ink: object, marker: string, radius: number}} style
 * @property {number} length  iterates that are finite; what follows is not drawn
 * @property {Float32Array} x @property {Float32Array} y
 * @property {Float64Array} f  float64: losses of 1e-300 must survive
 * @property {Float64Array} best  smallest f so far
 * @property {Float32Array|Float64Array} distance  to the nearest minimum; float64 where float32 does not hold it
 * @property {{reason: string, iteration: number, left: number, ended: number, words: string}} outcome  see optim.outcome
 * Beside these, the columns of the quantities that the charts show, as effective_step_x, each only in a run that
 * has it. A column of steps has one entry fewer: entry k leads from iterate k to k + 1.
 */

/** The race that a message of Python's holds: its facts, with its runs and the objective's bounds as views use them. */
export function unpackRace({ tables, layout, n_iter: nIter, bounds, ...facts }) {
  const [[x0, x1], [y0, y1]] = bounds;
  return { ...facts, nIter, bounds: { x0, x1, y0, y1 }, runs: unpackRuns(tables, layout, facts.runs) };
}

/**
 * @param {Record<string, object>} tables  by dtype: an apache-arrow Table with one column `values`
 * @param {Record<string, Record<string, number[]>>} layout  dtype -> column -> how many numbers each run has of it;
 *   -n: one, which stands for n
 * @param {object[]} facts  one record a run
 * @returns {Run[]}
 */
export function unpackRuns(tables, layout, facts) {
  const runs = facts.map((fact) => ({ ...fact }));
  for (const [kind, columns] of Object.entries(layout)) {
    const values = tables[kind].getChild("values").toArray();
    let at = 0;
    for (const [column, counts] of Object.entries(columns)) {
      counts.forEach((count, i) => {
        if (count > 0) runs[i][column] = values.subarray(at, (at += count));
        if (count < 0) runs[i][column] = new values.constructor(-count).fill(values[at++]);
      });
    }
  }
  for (const run of runs) {
    for (const column of ["x", "y", "f"]) run[column] ??= new Float64Array(0); // no iterate is finite
    run.best = runningMinimum(run.f);
    run.distance ??= new Float64Array(run.f.length).fill(NaN); // no minimum, no distance
  }
  return runs;
}

/** @returns {Float64Array} the smallest value up to each place */
function runningMinimum(values) {
  const best = new Float64Array(values.length);
  let least = Infinity;
  for (let i = 0; i < values.length; i++) best[i] = least = Math.min(least, values[i]);
  return best;
}

/**
 * Where a run stands at a time between two iterates.
 * @param {Run} run @param {number} time in iterates
 * @returns {[number, number]} x, y on the straight line between the iterates
 */
export function positionAt(run, time) {
  const last = run.length - 1;
  const i = Math.min(last, Math.floor(time));
  const j = Math.min(last, i + 1);
  const part = Math.min(last, time) - i;
  return [run.x[i] + (run.x[j] - run.x[i]) * part, run.y[i] + (run.y[j] - run.y[i]) * part];
}
