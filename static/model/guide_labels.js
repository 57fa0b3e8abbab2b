/** The names of a chart's guides, in the margin to the right of the curves. */
/** @import { Guide } from "../types.js" */
import { exactHtml, formatHtml } from "./format.js";
import { endOf, levelAt } from "./charts.js";

const ROW = 15; // px, the least distance of two names
const DIGITS = 4; // of a level that nobody has chosen

/** @param {number} value */
const numberHtml = (value) => {
  const exact = exactHtml(value);
  return exact.replace(/<.*?>/g, "").length > DIGITS + 3 ? formatHtml(value, DIGITS) : exact;
};

/** @param {Guide} guide @returns {string} its name, as HTML */
export const nameOf = ({ label, level }) => label ?? numberHtml(level);

/**
 * What a guide is, with its number: of a line that falls, the one at its end too.
 * @param {Guide} guide @param {number} nIter @returns {string} a sentence, as HTML
 */
export function sentenceOf(guide, nIter) {
  const end = endOf(guide, nIter);
  const moves = Boolean(guide.power || guide.factors);
  const last = moves ? `, at iterate ${end} ${formatHtml(levelAt(guide, end))}` : "";
  return guide.meaning.replace("{}", numberHtml(guide.level) + last);
}

/**
 * Rows for names, each as near to its line as the others let it be: none over another, none outside.
 * @param {number[]} lines  where the lines end, in px @param {number} top @param {number} bottom
 * @returns {number[]} the middle of each name; NaN for those that find no room, the last of them first
 */
export function rowsOf(lines, top, bottom) {
  const room = Math.floor((bottom - top) / ROW) + 1;
  const order = lines.flatMap((y, i) => (i < room ? [{ y, i }] : [])).sort((a, b) => a.y - b.y || a.i - b.i);
  const rows = lines.map(() => NaN);
  let next = top;
  for (const { y, i } of order) {
    rows[i] = Math.max(next, Math.min(bottom, y));
    next = rows[i] + ROW;
  }
  let last = bottom;
  for (const { i } of order.reverse()) {
    rows[i] = Math.min(last, rows[i]);
    last = rows[i] - ROW;
  }
  return rows;
}
