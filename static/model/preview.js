/** The race as the browser works it out, made of the true race that it stands in for. */
/** @import { EngineRecord, Outcome as EngineOutcome } from "../engine/types.js" */
/** @import { Outcome, Programs, Race, Run } from "../types.js" */
import { runRace } from "../engine/race.js";
import { guidesAt } from "./charts.js";
import { exactText } from "./format.js";

const APART = 0.5; // px: paths nearer to each other than this are one to the eye
const SINGLE = 1e-6; // of a position: Python sends it in single precision
const ROUNDING = 1e-12; // of an objective's unit: a minimum this close to 0 is 0 to a reader

/**
 * The record from which the engine runs a race: its programs and the numbers that Python sent with its run.
 * @param {Programs} programs @param {Race} race  Python's @returns {EngineRecord}
 */
export function recordOf(programs, race) {
  const { factor, parameters, minimum, unit, lipschitz, start, n_iter, noise, settings, listeners } =
    race.engine;
  const { minima, offset, tolerance } = race;
  const optimizers = Object.entries(race.engine.optimizers).map(([name, hyperparameters]) => [
    name,
    {
      ...programs.optimizers[name],
      hyperparameters,
      shared: Object.keys(hyperparameters).filter(
        (field) => field in settings && (listeners[field]?.includes(name) ?? true),
      ),
    },
  ]);
  return {
    start,
    n_iter,
    noise,
    objective: {
      ...programs.objective,
      factor,
      parameters,
      minima,
      minimum,
      unit,
      offset,
      tolerance,
      lipschitz,
    },
    optimizers: Object.fromEntries(optimizers),
    schedule: programs.schedule,
    quantities: quantitiesOf(race),
  };
}

/** What is worked out of each run: what the paths and the scoreboard need, and what the charts show. @param {Race} race */
export function quantitiesOf({ curves }) {
  return ["loss", "distance", ...curves.map(([quantity]) => quantity)];
}

/**
 * The race of a record, as the views draw it; it has no id, as Python has not run it.
 * @param {EngineRecord} record
 * @param {Race} race  the true one
 * @param {Record<string, string>} words  see Programs
 * @param {Iterable<[string, unknown]>} [moved]  the settings that are others than in the true race
 * @returns {Race}
 */
export function previewRace(record, race, words, moved = []) {
  const { runs } = runRace(record);
  const { minima, minimum, offset, tolerance, unit, parameters } = record.objective;
  const loss = minimum === null ? null : minimum - offset;
  const outcomeOf = (/** @type {string} */ name) => described(runs[name].outcome, words);
  return {
    ...race,
    id: null,
    nIter: record.n_iter,
    start: record.start,
    minima,
    offset,
    tolerance,
    moved: sameNumbers(parameters, race.engine.parameters) ? null : record.objective,
    minimum: loss !== null && Math.abs(loss) <= ROUNDING * unit ? 0 : loss,
    guides: [...moved].reduce((guides, [name, value]) => guidesAt(guides, name, Number(value)), race.guides),
    runs: race.runs.map((run) => ({
      ...run,
      ...titledAt(run, record.optimizers[run.name].hyperparameters),
      chaotic: undefined,
      ...runs[run.name],
      outcome: outcomeOf(run.name),
    })),
  };
}

/**
 * What a racer is called with other values: those in its title are the new ones.
 * @param {Pick<Run, "title"|"short"|"values">} run @param {Record<string, number>} hyperparameters
 */
export function titledAt({ title, short, values = {} }, hyperparameters) {
  const named = Object.entries(values).map(([name, written]) => ({
    written,
    now: `${written.split("=")[0]}= ${exactText(hyperparameters[name])}`,
  }));
  const renamed = (/** @type {string} */ text) =>
    named.reduce((words, { written, now }) => words.replace(written, now), text);
  return { title: renamed(title), short: renamed(short) };
}

/** @param {Record<string, number>} one @param {Record<string, number>} other */
const sameNumbers = (one, other) => Object.keys(one).every((name) => one[name] === other[name]);

/** @param {EngineOutcome} outcome @param {Record<string, string>} words @returns {Outcome} */
function described(outcome, words) {
  return { ...outcome, words: words[outcome.reason].replace("{}", String(outcome.iteration)) };
}

/**
 * Where the browser's run parts from Python's: the two differ in the last digit of exp, sin and cos, which a chaotic
 * run makes as large as the picture.
 * @param {Run} mine @param {Run} theirs
 * @param {number} pixel  in units of the plane
 * @returns {number} the first iterate at which they are half a pixel apart; Infinity where they stay together
 */
export function partsAt(mine, theirs, pixel) {
  const length = Math.min(mine.length, theirs.length);
  for (let i = 0; i < length; i++) {
    const apart = Math.hypot(mine.x[i] - theirs.x[i], mine.y[i] - theirs.y[i]);
    const blur = SINGLE * Math.max(Math.abs(theirs.x[i]), Math.abs(theirs.y[i]));
    if (apart > APART * pixel + blur) return i;
  }
  return Infinity;
}
