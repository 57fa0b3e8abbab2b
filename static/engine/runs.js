/** Runs of one rule on one objective, side by side: the loop of optim/trajectory.py. */

import { kinkSlopes } from "./kinks.js";
import { FIXED, Machine, resultKinds, UNIFORM, VARIED } from "./machine.js";

/**
 * @typedef {import("./types.js").EngineObjective} EngineObjective
 * @typedef {import("./types.js").EngineOptimizer} EngineOptimizer
 * @typedef {import("./machine.js").Kind} Kind
 */

/** The results of a rule's update before its state. */
export const STEP = 0;
export const EFFECTIVE_STEP = 1;
const STATE = 2;

/** n runs: their starts may differ, and some of their hyperparameters. Coordinates are kept as all x, then all y. */
export class Runs {
  /**
   * @param {EngineObjective} objective @param {EngineOptimizer} optimizer @param {number} [n]
   * @param {Record<string, Kind>} [kinds]  of hyperparameters: VARIED if they differ between the runs, UNIFORM if they
   *   change from update to update; FIXED where nothing is said
   */
  constructor(objective, optimizer, n = 1, kinds = {}) {
    this.n = n;
    this.factor = objective.factor;
    this.objective = new Machine(objective.program, n, fixed(Object.keys(objective.parameters)));
    for (const [name, value] of Object.entries(objective.parameters)) this.objective.set(name, value);
    this.objective.prepare();
    this.mend = objective.kinks ? kinkSlopes(objective) : null;

    const hyperparameters = { ...fixed(Object.keys(optimizer.hyperparameters)), ...kinds };
    this.states = stateKinds(optimizer, hyperparameters);
    const carried = Object.fromEntries(optimizer.state.map((name, i) => [name, STATE + i]));
    this.init = new Machine(optimizer.init, 2 * n, hyperparameters);
    this.rule = new Machine(optimizer.update, 2 * n, { ...hyperparameters, ...this.states }, carried);
    for (const [name, value] of Object.entries(optimizer.hyperparameters))
      this.setHyperparameter(name, value);

    /** (2 n): where the runs are; and the gradient there, which may be disturbed before the update uses it. */
    this.x = this.rule.inputs.x;
    this.gradient = this.rule.inputs.gradient;
    this.value = new Float64Array(n);
    /** The cells of all fields of the state one after the other. */
    this.state = this.rule.cells.subarray(0, 2 * n * optimizer.state.length);
  }

  /** @param {string} name @param {number | Float64Array} value  one for all runs, or one for each and coordinate: (2 n) */
  setHyperparameter(name, value) {
    this.init.set(name, value);
    this.rule.set(name, value);
  }

  /** Puts all runs at their starts. @param {ArrayLike<number>} start  (2 n): all x, then all y */
  begin(start) {
    const { init, rule, x } = this;
    x.set(start);
    init.inputs.x.set(start);
    init.prepare();
    init.run();
    rule.prepare();
    init.results.forEach((initial, i) => rule.view(i).set(initial));
  }

  /** f and its gradient at where the runs are. */
  look() {
    const { n, factor, objective, x, gradient, value, mend } = this;
    const { x: objectiveX, y: objectiveY } = objective.inputs;
    for (let i = 0; i < n; i++) {
      objectiveX[i] = x[i];
      objectiveY[i] = x[n + i];
    }
    objective.run();
    const [f, dx, dy] = objective.results;
    for (let i = 0; i < n; i++) {
      if (mend) mend(x[i], x[n + i], dx, dy, i);
      value[i] = factor * f[i];
      gradient[i] = factor * dx[i];
      gradient[n + i] = factor * dy[i];
    }
  }

  /** Whether x, f and the state are finite, of all runs. */
  isFinite() {
    return allFinite(this.value) && allFinite(this.x) && allFinite(this.state);
  }

  /** One update along `gradient`. */
  update() {
    const { rule, x } = this;
    rule.run();
    const step = rule.results[STEP];
    for (let i = 0; i < x.length; i++) x[i] -= step[i];
  }
}

/** @param {ArrayLike<number>} values */
function allFinite(values) {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** @param {string[]} names @returns {Record<string, Kind>} */
function fixed(names) {
  return Object.fromEntries(names.map((name) => [name, FIXED]));
}

/**
 * Which fields of the state are the same in all lanes, as the count of updates is.
 * @param {EngineOptimizer} optimizer @param {Record<string, Kind>} hyperparameters @returns {Record<string, Kind>}
 */
function stateKinds({ state, init, update }, hyperparameters) {
  const atStart = resultKinds(init, hyperparameters);
  /** @type {Record<string, Kind>} */
  let kinds = Object.fromEntries(state.map((name, i) => [name, widest(atStart[i], UNIFORM)]));
  for (;;) {
    const after = resultKinds(update, { ...hyperparameters, ...kinds }).slice(STATE);
    if (state.every((name, i) => after[i] <= kinds[name])) return kinds;
    kinds = Object.fromEntries(state.map((name, i) => [name, widest(after[i], kinds[name])]));
  }
}

/** @param {Kind} a @param {Kind} b @returns {Kind} */
function widest(a, b) {
  return a === VARIED || b === VARIED ? VARIED : UNIFORM;
}
