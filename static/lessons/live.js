/** The runs of a step with another value of one setting, as the browser's own engine makes them while a slider is held. */
/** @import { EngineObjective, EngineOptimizer, EngineRecord } from "../engine/types.js" */
/** @import { DrawnTerrain, LessonChange, LessonChartFacts, LessonEngine, LessonEngineRun, LessonRun } from "../types.js" */
/** @import { Unpacked } from "./lesson_stage.js" */
import { finish, follow } from "../engine/fates.js";
import { runRace } from "../engine/race.js";
import { computedTerrain } from "../model/computed_terrain.js";

const SNAPSHOTS = 40; // of a sweep
const CLOUDS = 100; // of a cloud of hundreds of runs; Python’s own, of twenty, are finer (ui/wire/lesson.py)
const QUIET = { std: 0, seed: 0, batch: 0 };

export class Live {
  /** @type {LessonEngine|null} */
  engine = null;
  place = -1;

  /** @param {LessonEngine|null|undefined} engine  null where the browser cannot make these runs */
  take(engine) {
    this.engine = engine ?? null;
    this.place = -1;
  }

  /** @param {Unpacked} sent @param {number} place  of the slider's positions @returns {Unpacked} */
  sceneOf(sent, place) {
    const change = this.engine?.changes[place];
    this.place = change ? place : -1;
    if (!change) return sent;
    const runs = { ...sent.runs };
    for (const [name, run] of Object.entries(change.runs)) runs[name] = { ...runs[name], ...this.make(run) };
    return {
      ...sent,
      runs,
      n_iter: Math.max(...Object.values(runs).map(({ n_iter: n }) => n)),
      charts: sent.charts.map((chart, i) => {
        const measured = isUntouched(chart, sent, change) ? chart.measured : undefined;
        return { ...chart, ...change.charts[i], measured };
      }),
      planes: sent.planes.map((plane) =>
        plane.name === "subject" ? { ...plane, start: change.start, measured: undefined } : plane,
      ),
    };
  }

  /**
   * Python keeps only the ends of very many runs: the way there is made here.
   * @param {Unpacked} sent @param {number} place  where the slider stands @returns {Unpacked}
   */
  filled(sent, place) {
    const made = Object.entries(this.engine?.changes[place]?.runs ?? {})
      .filter(([name, { kind }]) => kind === "cloud" && sent.runs[name]?.times?.length === 1)
      .map(([name, run]) => [name, { ...sent.runs[name], ...this.make(run) }]);
    return made.length ? { ...sent, runs: { ...sent.runs, ...Object.fromEntries(made) } } : sent;
  }

  /** @param {DrawnTerrain} terrain  Python's @returns {DrawnTerrain} that of the objective with its other parameters */
  terrainUnder(terrain) {
    const ground = this.engine?.changes[this.place]?.ground ?? null;
    return (ground !== null && computedTerrain(terrain, this.objective(ground))) || terrain;
  }

  /** @param {LessonEngineRun} run @returns {Partial<LessonRun>} */
  make(run) {
    const rule = this.rule(run);
    const record = this.record(run, rule);
    const { n_iter, title, short } = run;
    const made = run.kind === "path" ? path(record, rule) : this.lanes(record, rule, run);
    return { n_iter, title, short, ...made };
  }

  /** @param {number} place @returns {EngineObjective} */
  objective(place) {
    const { shapes, objectives } = /** @type {LessonEngine} */ (this.engine);
    const facts = objectives[place];
    return { ...shapes[facts.name], ...facts };
  }

  /** @param {LessonEngineRun} run @returns {EngineOptimizer} */
  rule({ rule, hyperparameters }) {
    const { rules } = /** @type {LessonEngine} */ (this.engine);
    return /** @type {EngineOptimizer} */ ({ ...rules[rule], hyperparameters, shared: [] });
  }

  /** @param {LessonEngineRun} run @param {EngineOptimizer} rule @returns {EngineRecord} */
  record({ objective, start, n_iter }, rule) {
    const { schedule, starts } = /** @type {LessonEngine} */ (this.engine);
    return {
      ...{ objective: this.objective(objective), optimizers: { run: rule }, schedule, noise: QUIET },
      ...{ start: starts[start][0], n_iter, quantities: QUANTITIES },
    };
  }

  /**
   * Many runs side by side: the factors of a sweep, or the points of a cloud.
   * @param {EngineRecord} record @param {EngineOptimizer} rule @param {LessonEngineRun} run @returns {Partial<LessonRun>}
   */
  lanes(record, rule, { start, many: n, n_iter: nIter, kind }) {
    const starts = /** @type {LessonEngine} */ (this.engine).starts[start];
    const begin = new Float64Array(2 * n);
    for (let i = 0; i < n; i++) [begin[i], begin[n + i]] = starts[Math.floor((i * starts.length) / n)];
    const varied = Object.entries(rule.hyperparameters).filter(([, value]) => Array.isArray(value));
    const hyperparameters = Object.fromEntries(
      varied.map(([name, value]) => [name, repeated(/** @type {any} */ (value), n)]),
    );
    const usual = { ...rule.hyperparameters, ...Object.fromEntries(varied.map(([name]) => [name, 1])) };
    const watch = kind === "sweep" ? new Factors(spaced(nIter), n) : new Points(even(nIter), n);
    finish(follow(record, { ...rule, hyperparameters: usual }, { n, start: begin, hyperparameters }, watch));
    return watch.found();
  }
}

/**
 * Whether a chart has a sweep that stays as it is, and with it what was measured on it: the slider tries a prediction.
 * @param {LessonChartFacts} chart @param {Unpacked} sent @param {LessonChange} change
 */
const isUntouched = (chart, sent, change) =>
  chart.runs.some((name) => sent.runs[name].kind === "sweep" && !(name in change.runs));

/** @param {number[]} values @param {number} n @returns {Float64Array} n of them, again and again */
const repeated = (values, n) => Float64Array.from({ length: n }, (_, i) => values[i % values.length]);

const QUANTITIES = ["loss", "distance", "effective_step"];

/** @param {EngineObjective} objective @returns {number} the lowest loss, as a run's losses are counted */
const lowest = ({ minimum, offset }) => (minimum ?? 0) - offset;

/** One run. @param {EngineRecord} record @param {EngineOptimizer} rule @returns {Partial<LessonRun>} */
function path(record, rule) {
  const { x, y, f, length, outcome, effective_step_x: effective } = runRace(record).runs.run;
  const base = lowest(record.objective);
  return {
    ...{ x, y, length, effective, height: f.map((value) => value - base) },
    ...{ outcome: { ...outcome, words: "" }, step_size: rule.hyperparameters.step_size },
  };
}

/** @param {number} nIter @returns {number[]} snapshots, the closer the earlier, as ui/wire/lesson.py has them */
function spaced(nIter) {
  const each = Array.from({ length: SNAPSHOTS }, (_, i) => Math.round(nIter ** (i / (SNAPSHOTS - 1))));
  return [...new Set(each)];
}

/** @param {number} nIter @returns {number[]} snapshots */
function even(nIter) {
  const each = Array.from({ length: CLOUDS + 1 }, (_, i) => Math.round((nIter * i) / CLOUDS));
  return [...new Set(each)];
}

/** By what a step multiplies the loss, the mean of the steps so far. */
class Factors {
  /** The loss at the start. @type {Float64Array|undefined} */
  first;

  /** @param {number[]} times @param {number} n */
  constructor(times, n) {
    this.times = times;
    this.ratios = new Float32Array(times.length * n);
    this.row = 0;
  }

  /** @param {number} k @param {import("../engine/runs.js").Runs} runs */
  look(k, { value }) {
    this.first ??= value.slice();
    if (k !== this.times[this.row]) return;
    const at = this.row++ * value.length;
    for (let i = 0; i < value.length; i++) this.ratios[at + i] = (value[i] / this.first[i]) ** (1 / k);
  }

  found() {
    return { times: this.times, ratios: this.ratios };
  }
}

/** Where all runs are. */
class Points {
  /** @param {number[]} times @param {number} n */
  constructor(times, n) {
    this.times = times;
    this.count = n;
    this.x = new Float32Array(times.length * n);
    this.y = new Float32Array(times.length * n);
    this.row = 0;
  }

  /** @param {number} k @param {import("../engine/runs.js").Runs} runs */
  look(k, { x }) {
    if (k !== this.times[this.row]) return;
    const n = this.count;
    this.x.set(x.subarray(0, n), this.row * n);
    this.y.set(x.subarray(n), this.row++ * n);
  }

  found() {
    const { times, count, x, y } = this;
    return { times, count, x, y, window: 1 };
  }
}
