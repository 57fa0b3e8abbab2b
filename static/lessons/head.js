/** The head of a figure: whose runs are on it; and whether something is kept back there. */
/** @import { LessonRun, Theme } from "../types.js" */
import { partOf } from "../dom.js";
import { markerSvg } from "../draw/marks.js";
import { escapeHtml } from "../model/format.js";

/** @typedef {Pick<LessonRun, "style"|"title"|"short">} Racer */

const FEW = 2; // racers whose names are written in full

/**
 * @param {HTMLElement} figure @param {Racer[]} racers @param {Theme} theme @param {boolean} hidden
 */
export function showHead(figure, racers, theme, hidden) {
  const keys = partOf(figure, ".lesson-keys");
  const all = unlike(racers);
  const html = all
    .map(({ style, title, short }) => ({
      mark: markerSvg(style, theme.casing),
      name: all.length > FEW ? short : title,
    }))
    .map(({ mark, name }) => `<span>${mark} ${escapeHtml(name)}</span>`)
    .join("");
  if (keys.innerHTML !== html) keys.innerHTML = html;
  partOf(figure, ".lesson-hidden").hidden = !hidden;
}

/** Of those that are called alike, one. @param {Racer[]} runs */
const unlike = (runs) => runs.filter(({ title }, i) => runs.findIndex((run) => run.title === title) === i);
