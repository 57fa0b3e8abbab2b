/** What a fair race comes to: of each racer a row of numbers, of several objectives ranks; optim/maps/fair.py. */
/** @import { Entry } from "../engine/fair.js" */
/** @import { FairRacer } from "../bridge/wire.js" */
import { lowest, median, mediansOf } from "../engine/fair.js";

export const LOWEST = 1e-16; // a smaller loss counts as this one: the same fact as LOWEST in optim/maps/fair.py
const DIGITS = 9; // of an expected loss, as there
const GOOD = 10; // times the best median: a step size that ends within it counts as good

/**
 * One racer on one objective.
 * @typedef {object} Row
 * @property {FairRacer} racer @property {Entry} entry
 * @property {number} median  of the test runs @property {[number, number]} quartiles
 * @property {number} failed  test runs that diverged @property {number} failedInTuning  at the chosen step size
 * @property {number} tuned  the median of the runs that it was chosen by
 * @property {[number, number]} good  the range of step sizes around it that end within GOOD times that
 * @property {number} goodSizes  how many were tried there @property {number} decades  how wide it is
 * @property {number} shared  the median at the step size that all share @property {number} sharedFailed
 * @property {number[]} medians  of each step size that was tried
 */

/** @param {FairRacer} racer @param {Entry} entry @param {number[]} sizes @returns {Row} */
export function rowOf(racer, entry, sizes) {
  const medians = mediansOf(entry.tuning, entry.tuning.length / sizes.length);
  const chosen = lowest(medians);
  const [low, high] = goodRange(medians, chosen);
  const width = entry.tuning.length / sizes.length;
  return {
    racer,
    entry,
    medians,
    median: median(entry.losses),
    quartiles: [quantile(entry.losses, 0.25), quantile(entry.losses, 0.75)],
    failed: failures(entry.losses),
    failedInTuning: failures(entry.tuning.subarray(chosen * width, (chosen + 1) * width)),
    tuned: medians[chosen],
    good: [sizes[low], sizes[high]],
    goodSizes: high - low + 1,
    decades: Math.log10(sizes[high] / sizes[low]),
    shared: median(entry.shared),
    sharedFailed: failures(entry.shared),
  };
}

/** @param {number[]} medians @param {number} chosen @returns {[number, number]} places */
function goodRange(medians, chosen) {
  const isGood = (/** @type {number} */ i) =>
    Number.isFinite(medians[i]) && medians[i] <= GOOD * medians[chosen];
  let [low, high] = [chosen, chosen];
  while (low > 0 && isGood(low - 1)) low--;
  while (high < medians.length - 1 && isGood(high + 1)) high++;
  return [low, high];
}

/** The nearest value, as one of two may be infinite. @param {ArrayLike<number>} values @param {number} share */
function quantile(values, share) {
  const sorted = Float64Array.from(values).sort();
  const place = share * (sorted.length - 1);
  const down = Math.floor(place);
  return sorted[place - down > 0.5 || (place - down === 0.5 && down % 2) ? down + 1 : down];
}

/** @param {ArrayLike<number>} losses */
const failures = (losses) => Array.from(losses).filter((loss) => loss === Infinity).length;

/**
 * The expected loss, as a geometric mean, of who tries n step sizes at random and keeps the best. What ends above the
 * start, or diverges, counts as the start, which can be kept, and a loss under LOWEST as LOWEST.
 * @param {Pick<Row, "medians"|"entry">} row @param {number} n
 */
export function expectedBest({ medians, entry }, n) {
  const ceiling = Math.max(entry.start, LOWEST);
  const powers = Float64Array.from(medians, (loss) =>
    Math.log10(Math.min(Math.max(loss, LOWEST), ceiling)),
  ).sort();
  const left = (/** @type {number} */ i) => (1 - i / powers.length) ** n; // the chance that all draws are no better
  const expected = powers.reduce((sum, power, i) => sum + power * (left(i) - left(i + 1)), 0);
  return 10 ** Number(expected.toFixed(DIGITS)); // what is as good is equal
}

/** The share of the test runs that were near the minimum by gradient k, for k from 0 on. @param {Row[]} rows  of one racer */
export function profile(rows) {
  const budget = Math.max(...rows.map(({ entry }) => entry.budget));
  const solved = rows.flatMap(({ entry }) => [...entry.solved]);
  const counts = new Float64Array(budget + 1);
  for (const k of solved) if (k <= budget) counts[k]++;
  let sum = 0;
  return counts.map((count) => (sum += count) / solved.length);
}

/** From the lowest value on; equal ones share the mean of their ranks. @param {number[]} values */
export function ranks(values) {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const same = values.filter((other) => other === value).length;
    return below + (same + 1) / 2;
  });
}

/**
 * One racer on several objectives.
 * @typedef {{racer: FairRacer, rows: Row[], ranks: number[], median: number, shared: number, failed: number}} Standing
 */

/** @param {Row[][]} table  of each objective the rows of all racers @returns {Standing[]} in the order of the racers */
export function standings(table) {
  const own = table.map((rows) => ranks(rows.map((row) => row.median)));
  const shared = table.map((rows) => ranks(rows.map((row) => row.shared)));
  return table[0].map(({ racer }, i) => {
    const rows = table.map((of) => of[i]);
    const places = own.map((of) => of[i]);
    return {
      racer,
      rows,
      ranks: places,
      median: median(places),
      shared: median(shared.map((of) => of[i])),
      failed: rows.reduce((sum, { failed }) => sum + failed, 0),
    };
  });
}
