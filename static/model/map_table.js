/** Maps as tables for other programs: RFC 4180, a row a run, with the numbers of optim/maps. */
/** @import { SettingsFound, StartsFound } from "../engine/map_kinds.js" */
/** @import { MapAxis } from "./map_axes.js" */

const FATES = ["loss", "near", "first_near", "first_out", "diverged", "score"];

/** @param {(string|number)[][]} rows */
const csv = (rows) => rows.map((row) => `${row.join(",")}\r\n`).join("");

/**
 * What becomes of each setting: `near` is the iterate since which it is within the tolerance, `first_near` the first at
 * which it was, `first_out` the first out of the plot; empty where it never is, or is no number.
 * @param {SettingsFound} found @param {MapAxis} x @param {MapAxis|null} y @param {number} columns @param {number} nIter
 */
export function settingsTable(found, x, y, columns, nIter) {
  const [across, up] = [x.values(columns), y?.values(found.score.length / columns)];
  const iterate = (/** @type {number} */ k) => (k <= nIter ? k : "");
  const rows = Array.from(found.score, (score, i) => [
    across[i % columns],
    ...(up ? [up[Math.floor(i / columns)]] : []),
    Number.isFinite(found.loss[i]) ? found.loss[i] : "",
    ...[found.near[i], found.firstNear[i], found.firstOut[i]].map(iterate),
    found.diverged[i] ? "true" : "false",
    Number.isNaN(score) ? "" : score,
  ]);
  return csv([[x.name, ...(y ? [y.name] : []), ...FATES], ...rows]);
}

/**
 * Where the run from each start ends: `end` is the number of a minimum, from 0 on, −1 where it bounces, −2 where it is
 * gone; `since` the iterate since which that holds.
 * @param {StartsFound} found
 */
export function startsTable({ end, since, minima, frame: [[x0, x1], [y0, y1]] }) {
  const n = Math.sqrt(end.length);
  const rows = Array.from(end, (number, i) => [
    x0 + (((i % n) + 0.5) / n) * (x1 - x0),
    y0 + ((Math.floor(i / n) + 0.5) / n) * (y1 - y0),
    number,
    ...(minima[number] ?? ["", ""]),
    since[i],
  ]);
  return csv([["start_x", "start_y", "end", "minimum_x", "minimum_y", "since"], ...rows]);
}
