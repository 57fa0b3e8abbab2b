/** What maps of starts say: shares, which minimum has which colour, and words. */
/** @import { StartsFound } from "../engine/map_kinds.js" */
import { BOUNCES, GONE } from "../engine/maps.js";
import { exactText, formatPoint } from "./format.js";

const COLOURS = 4; // that are told apart; all further minima share one

/** How many starts end so or so, counted once for a map. @type {WeakMap<ArrayLike<number>, Map<number, number>>} */
const counted = new WeakMap();

/** @param {StartsFound} found */
function countsOf({ end: ends }) {
  const counts = counted.get(ends) ?? new Map();
  if (!counts.size) for (const end of ends) counts.set(end, (counts.get(end) ?? 0) + 1);
  counted.set(ends, counts);
  return counts;
}

/** @param {StartsFound} found @param {number} end @returns {number} the share of the starts that end so */
export const shareOf = (found, end) => (countsOf(found).get(end) ?? 0) / found.end.length;

/**
 * Of each minimum its colour: of few each has its own, of many the largest in all maps have.
 * @param {StartsFound[]} maps  of the same minima @returns {number[]}
 */
export function coloursOf(maps) {
  const { minima } = maps[0];
  const places = [...minima.keys()];
  if (minima.length <= COLOURS) return places;
  const size = places.map((i) => maps.reduce((sum, found) => sum + shareOf(found, i), 0));
  const order = places.toSorted((a, b) => size[b] - size[a]);
  return places.map((i) => Math.min(COLOURS, order.indexOf(i)));
}

/** A share in percent: "35", "0.9", "0". @param {number} share */
export function percentText(share) {
  const percent = 100 * share;
  return percent > 0 && percent < 1
    ? String(Math.max(0.1, Number(percent.toFixed(1))))
    : String(Math.round(percent));
}

/**
 * @typedef {object} EndRow  of the table
 * @property {string} name @property {number} colour  -1: bounces, -2: diverges
 * @property {string[]} shares  in percent, a map each
 * @property {string} limit  2/L, "" where there is none
 * @property {boolean[]} isOver  whether a map's step size is over it
 * @property {boolean} isSeen  whether the maps show the minimum: no start ends where none begins near
 */

/**
 * The table of some maps of the same minima, beside each the step size where 2/L is its edge, else NaN.
 * @param {StartsFound[]} maps @param {number[]} stepSizes @returns {EndRow[]}
 */
export function endRows(maps, stepSizes) {
  const [{ minima, limits, frame }] = maps;
  const [[x0, x1], [y0, y1]] = frame;
  const colours = coloursOf(maps);
  const shares = (/** @type {number} */ end) => maps.map((found) => percentText(shareOf(found, end)));
  const rows = minima.map((point, i) => ({
    name: formatPoint(point),
    colour: colours[i],
    shares: shares(i),
    limit: Number.isNaN(limits[i])
      ? ""
      : limits[i] < 1e-3 || limits[i] >= 1e3
        ? exactText(Number(limits[i].toPrecision(3)))
        : limits[i].toPrecision(3),
    isOver: stepSizes.map((size) => size > limits[i]),
    isSeen: x0 <= point[0] && point[0] <= x1 && y0 <= point[1] && point[1] <= y1,
  }));
  const rest = [
    { name: "bounces", colour: BOUNCES },
    { name: "diverges", colour: GONE },
  ];
  const named = minima.length > COLOURS ? rows.filter(({ colour }) => colour < COLOURS) : rows;
  if (named.length < rows.length) named.push(others(rows, maps, colours));
  return [
    ...named,
    ...rest.map((row) => ({ ...row, shares: shares(row.colour), limit: "", isOver: [], isSeen: false })),
  ];
}

/** All further minima in one row. @param {EndRow[]} rows @param {StartsFound[]} maps @param {number[]} colours @returns {EndRow} */
function others(rows, maps, colours) {
  const rest = [...colours.keys()].filter((i) => colours[i] === COLOURS);
  const share = (/** @type {StartsFound} */ found) => rest.reduce((sum, i) => sum + shareOf(found, i), 0);
  const shares = maps.map((found) => percentText(share(found)));
  return {
    name: `${rest.length} others`,
    colour: COLOURS,
    shares,
    limit: "",
    isOver: rows[0].isOver.map(() => false),
    isSeen: false,
  };
}

/** One map in words. @param {EndRow[]} rows @param {number} place  of the map among those of the rows @param {string} title */
export const endsSentence = (rows, place, title) =>
  `Of the starts of ${title}, ${rows
    .filter(({ shares }) => shares[place] !== "0")
    .map(
      ({ name, colour, shares }) =>
        `${shares[place]} % ${colour < 0 ? name.replace(/s$/, "") : `end in ${name}`}`,
    )
    .join(", ")}.`;

/**
 * What the table shows of a step size over the edge of a minimum; "" where there is none such.
 * @param {EndRow[]} rows @param {number[]} stepSizes @param {string[]} titles
 */
export function finding(rows, stepSizes, titles) {
  const place = stepSizes.findIndex((size) => !Number.isNaN(size));
  if (place < 0) return "";
  const steep = rows.filter(({ isOver, isSeen }) => isSeen && isOver[place]);
  if (!steep.length) return "";
  const ends = steep.map(({ name, shares }) => `${shares[place]} % end in ${name}`).join(", ");
  return `Where 2/L is under the step size, ${exactText(stepSizes[place])}, a valley cannot hold ${titles[place].toLowerCase()}: of its starts ${ends}.`;
}
