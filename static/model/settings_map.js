/** What a map of settings says: its best setting, its shares, its tones, and words for one run of it. */
/** @import { EngineRecord, Fates } from "../engine/types.js" */
/** @import { SettingsFound } from "../engine/map_kinds.js" */
/** @import { MapAxis } from "./map_axes.js" */
import { lowestInside } from "../engine/fates.js";
import { counted, exactText, formatText } from "./format.js";

const THERE = 0.52; // of the ramp: up to where it is for what is there
const FAR = 0.56; // and from where for what is not
const SHARES = [1, 0.5, 0.2]; // of the iterations: the lines that carry numbers

/** @param {number} score  see scores in engine/maps.js @returns {number} the place in the ramp from good to bad; NaN where it diverges */
export const toneOf = (score) =>
  score <= 1 ? THERE * Math.sqrt(score) : FAR + (1 - FAR) * Math.min(1, score - 1);

/** The lines that carry numbers: the scores, and what is written on them. @param {number} nIter @returns {[number, string][]} */
export const numberedLines = (nIter) =>
  SHARES.filter((share) => Number.isInteger(share * nIter)).map((share) => [
    share,
    share === 1 ? `in ${counted(nIter, "step")}` : String(share * nIter),
  ]);

/** The cell of the lowest score of those that stay in the plot; -1 where none does. @param {SettingsFound} found @param {number} nIter */
export const bestCell = (found, nIter) => lowestInside(found.score, found, nIter);

/** @param {SettingsFound} found @param {number} nIter @returns {number} the share of the settings that converge */
export const shareThere = ({ near, diverged }, nIter) =>
  near.reduce((sum, since, i) => sum + Number(since <= nIter && !diverged[i]), 0) / near.length;

/** The setting in a cell. @param {number} cell @param {MapAxis} x @param {MapAxis|null} y @param {number} columns */
export function settingOf(cell, x, y, columns) {
  const values = { [x.name]: x.valueAt(((cell % columns) + 0.5) / columns) };
  const rows = columns; // a map is square
  if (y) values[y.name] = y.valueAt((Math.floor(cell / columns) + 0.5) / rows);
  return values;
}

/** A setting in text: "α 0.02   ρ 0.97". @param {Record<string, number>} values @param {(MapAxis|null)[]} axes */
export const settingText = (values, axes) =>
  axes
    .flatMap((axis) => (axis ? `${axis.symbol} ${exactText(Number(values[axis.name].toPrecision(3)))}` : []))
    .join("  ");

/** What becomes of a run, in a few words. @param {Fates} found @param {EngineRecord} record @param {number} [i] */
export function fateWords(found, { n_iter: nIter, objective }, i = 0) {
  const { near, firstNear, firstOut, diverged, loss } = found;
  if (diverged[i]) return firstOut[i] <= nIter ? `diverges: out at ${firstOut[i]}` : "diverges";
  if (near[i] <= nIter)
    return `there from iterate ${near[i]}${firstOut[i] <= nIter ? ", by way of outside" : ""}`;
  const within = `within ${exactText(Number(objective.tolerance.toPrecision(2)))}`;
  if (firstNear[i] <= nIter) return `${within} at ${firstNear[i]}, out again`;
  return `${formatText(loss[i], 2)} above the minimum after ${nIter}`;
}

/**
 * The map in a sentence.
 * @param {SettingsFound} found @param {EngineRecord} record @param {string} title  of the racer
 * @param {MapAxis} x @param {MapAxis|null} y @param {number} columns
 */
export function mapSentence(found, record, title, x, y, columns) {
  const share = 100 * shareThere(found, record.n_iter);
  const percent = share > 0 && share < 1 ? "under 1" : String(Math.round(share));
  const best = bestCell(found, record.n_iter);
  const first = `${title} converges within ${counted(record.n_iter, "iteration")} for ${percent} % of the settings`;
  if (best < 0) return `${first}; none stays in the plot.`;
  const setting = settingText(settingOf(best, x, y, columns), [x, y]);
  return `${first}; best at ${setting}: ${fateWords(found, record, best)}.`;
}
