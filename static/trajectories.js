/**
 * Arrow -> typed arrays. Python sends one table for the whole race, the runs one below the other; a run is a
 * set of views into its columns, nothing is copied.
 *
 * @typedef {object} Run
 * @property {string} name  the optimizer's name, e.g. "rmsprop"
 * @property {string} title @property {string} short
 * @property {{color: string, ink: object, marker: string, radius: number}} style
 * @property {number} length  iterates that are finite; what follows is not drawn
 * @property {Float32Array} x @property {Float32Array} y
 * @property {Float64Array} f  float64: losses of 1e-300 must survive
 * @property {Float64Array} best  smallest f so far
 * @property {Float64Array} distance  to the nearest minimum
 * @property {Float32Array[]} step  effective step by coordinate; entry k leads from iterate k to k + 1
 * @property {Float32Array[]|null} accumulator  s by coordinate, null for a rule without one
 * @property {{reason: string, iteration: number, words: string}} outcome
 */

/**
 * @param {object} table  apache-arrow Table with columns x, y, f, distance, step_x, step_y, s_x, s_y
 * @param {object[]} facts  one record a run, in the order of the table's rows
 * @param {number} rows  rows a run: n_iter + 1
 * @returns {Run[]}
 */
export function unpackRuns(table, facts, rows) {
  const columns = Object.fromEntries(
    table.schema.fields.map(({ name }) => [name, table.getChild(name).toArray()]),
  );
  return facts.map((fact, i) => {
    const part = (name, end = fact.length) => columns[name].subarray(i * rows, i * rows + end);
    const steps = Math.min(fact.length, rows - 1); // no step leads on from the last iterate
    const f = part("f");
    return {
      ...fact,
      x: part("x"),
      y: part("y"),
      f,
      best: runningMinimum(f),
      distance: part("distance"),
      step: [part("step_x", steps), part("step_y", steps)],
      accumulator: fact.accumulator ? [part("s_x"), part("s_y")] : null,
    };
  });
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
