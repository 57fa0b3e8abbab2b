// @ts-nocheck
/**
 * The fan of a slider: its runs at every position, sent ahead by Python, thinned. A run of a fan is made as long as
 * the true one by interpolation, so that all views draw it as they draw any run.
 */
import { guidesAt } from "../model/charts.js";
import { guarded } from "../problem.js";

/** Positions and signed values are interpolated in a straight line, magnitudes on a log scale. */
const linear = (a, b, t) => a + (b - a) * t;
const logarithmic = (a, b, t) => (a > 0 && b > 0 ? a * (b / a) ** t : linear(a, b, t));
const SCALES = { x: linear, y: linear };

const KEPT = 60; // long runs: enough for a position and its neighbours, of every optimizer

export class Fan {
  /** @param {object} data {facts, tables}: tables has an Arrow table for each optimizer whose runs differ */
  constructor({ facts, tables = {} }) {
    Object.assign(this, { positions: [], every: 1 }, facts); // none: why Python makes no fan, if it does not
    this.columns = Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [name, columnsOf(table)]),
    );
    this.dense = new Map(); // runs already made long
  }

  /**
   * The race at a position.
   * @param {number} index place in this.positions
   * @param {{runs: import("./trajectories.js").Run[], nIter: number, start: number[], minima: number[][]}} race the true one
   * @returns the race as it would be there; it has no id, as Python has not run it
   */
  raceAt(index, race) {
    const nIter = this.slider === "n_iter" ? (this.positions[index] ?? this.positions.at(-1)) : race.nIter;
    const column = this.slider === "n_iter" ? 0 : this.columnOf(index);
    const start = this.starts[Math.min(column, this.starts.length - 1)];
    const runs = race.runs.map((run) =>
      run.name in this.columns ? this.runAt(run, column, nIter, race.minima) : run,
    );
    const guides = guidesAt(race.guides, this.slider, this.positions[index]);
    return { ...race, id: null, runs, nIter, start, guides };
  }

  /** Of a fan that holds only every 2nd or 3rd position: where the runs of the nearest are. */
  columnOf(index) {
    return Math.min(Math.round(index / this.every), Math.floor((this.positions.length - 1) / this.every));
  }

  runAt(run, column, nIter, minima) {
    const reason = this.outcomes[run.name].reasons[column],
      iteration = this.outcomes[run.name].iterations[column],
      left = this.outcomes[run.name].left[column];
    const length = Math.min(this.outcomes[run.name].lengths[column], nIter + 1);
    const dense = this.lengthen(run.name, column, minima);
    const end = (name) => (this.steps.includes(name) ? Math.min(length, nIter) : length);
    const known = iteration <= nIter; // a shorter run has not come that far
    return {
      ...run,
      length,
      ...Object.fromEntries(Object.entries(dense).map(([name, all]) => [name, all.subarray(0, end(name))])),
      outcome: known
        ? { reason, iteration, left, words: this.words[reason].replace("{}", iteration) }
        : { reason: "", iteration: Infinity, left, words: "" },
    };
  }

  /** All columns of one run, one entry an iterate. */
  lengthen(name, column, minima) {
    const key = `${name} ${column}`;
    if (!this.dense.has(key)) {
      const { at, ...columns } = this.columns[name];
      const rows = (values) => values.subarray(column * this.samples, (column + 1) * this.samples);
      const dense = Object.fromEntries(
        Object.entries(columns).map(([c, values]) => [
          c,
          interpolate(rows(at), rows(values), SCALES[c] ?? logarithmic),
        ]),
      );
      dense.distance = dense.x.map((x, i) =>
        Math.min(...minima.map(([mx, my]) => Math.hypot(x - mx, dense.y[i] - my))),
      );
      if (!minima.length) dense.distance.fill(NaN);
      let least = Infinity;
      dense.best = dense.f.map((f) => (least = Math.min(least, f)));
      if (this.dense.size >= KEPT) this.dense.delete(this.dense.keys().next().value);
      this.dense.set(key, dense);
    }
    return this.dense.get(key);
  }
}

function columnsOf(table) {
  return Object.fromEntries(table.schema.fields.map(({ name }) => [name, table.getChild(name).toArray()]));
}

/** @returns {Float64Array} the values at 0, 1, 2 ... between the samples `at` */
export function interpolate(at, values, between) {
  const last = at.length - 1;
  const dense = new Float64Array(at[last] + 1);
  for (let n = 0; n < last; n++) {
    const span = at[n + 1] - at[n];
    for (let k = 0; k < span; k++)
      dense[at[n] + k] = k === 0 ? values[n] : between(values[n], values[n + 1], k / span);
  }
  dense[at[last]] = values[last];
  return dense;
}

/** The element's own entry and the stage meet here, as hill and stage do in hill_port.js. */
const listeners = new Set();
let ask = null;

/** @param {(fan: Fan) => void} listener called with every fan that arrives */
export function onFan(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Asks Python for a fan.
 * @param {{slider: string, whole: boolean, point?: string}} wish  whole: not only its first, quick part; point: x,y of a
 *   start in the hand, whose slider is called start
 */
export function wantFan(wish) {
  ask?.(wish);
}

/** Streamlit calls it at every change of the element's data; without a fan there is nothing new. */
export default guarded(({ data, setTriggerValue }) => {
  ask = (wish) => setTriggerValue("want", wish);
  if (!data?.facts) return;
  const { facts, ...tables } = data;
  const arrived = new Fan({ facts, tables });
  for (const listener of listeners) listener(arrived);
});
