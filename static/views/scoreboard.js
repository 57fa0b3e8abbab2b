/** The scoreboard is the legend: colour and marker, where each optimizer stands at the clock, and how its run ends. */
/** @import { Run, Scene, Theme } from "../types.js" */
import {
  escapeHtml,
  exactHtml,
  formatHtml,
  formatPoint,
  formatRound,
  lessHtml,
  tellingDigits,
} from "../model/format.js";
import { partOf } from "../dom.js";
import { markerSvg } from "../draw/marks.js";
import { beadStride } from "../model/path.js";
import { sentence, termOf } from "../model/terms.js";
import { explain } from "./term.js";

const BAD = new Set(["diverged", "undefined"]);
const ROOMY = 3; // optimizers; where there are more, the list is closer set and may scroll

export class Scoreboard {
  nearness = "";
  /** @type {Record<string, string>} */
  terms = {};
  /** @type {number|null} */
  minimum = null;
  tolerance = 0;
  /** @type {({run: Run} & Fields)[]} */
  rows = [];
  /** The iterate on show. @type {number|null} */
  shown = null;
  /** What the list is sorted by, best first; null: the order of the menu. @type {Sort|null} */
  sort = null;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.host = host;
    host.innerHTML = `
      <div class="stage-score-head" role="group" aria-label="Order of the list">${[...SORTS].map(sortHtml).join("")}</div>
      <div class="stage-score-rows" role="list" aria-label="Where each optimizer stands"></div>
      <div class="stage-key"></div>`;
    this.loss = partOf(host, '[data-sort="value"] span');
    /** @type {NodeListOf<HTMLElement>} */
    this.heads = host.querySelectorAll("[data-sort]");
    for (const head of this.heads) head.addEventListener("click", () => this.toggleSort(head.dataset.sort));
    this.list = partOf(host, ".stage-score-rows");
    this.key = partOf(host, ".stage-key");
  }

  /** @param {Scene} scene */
  setScene(scene) {
    const { runs, theme, nIter, minimum, tolerance, offset } = scene;
    this.nearness = scene.nearness;
    this.terms = scene.terms;
    this.minimum = minimum;
    this.tolerance = tolerance;
    const crowded = runs.length > ROOMY;
    this.host.toggleAttribute("data-crowded", crowded);
    this.list.tabIndex = crowded ? 0 : -1; // the keyboard scrolls it
    write(
      this.list,
      runs.map((run) => rowHtml(run, theme, longestStatuses(run, minimum, tolerance))).join(""),
    );
    this.rows = runs.map((run) => ({
      run,
      ...fieldsOf(partOf(this.list, `[data-optimizer="${run.name}"]`)),
    }));
    write(this.loss, offset ? `<i>f</i>${lessHtml(offset)}` : "loss <i>f</i>(<i>x<sub>k</sub></i>)");
    write(this.key, keyHtml(scene, beadStride(nIter)));
    this.explainHeads(scene);
    this.shown = null;
  }

  /** @param {Scene} scene */
  explainHeads({ runs: [{ f, distance }], terms, minimum, nearness }) {
    const numbers = {
      value: { start: f[0], minimum },
      best: { start: f[0] },
      distance: { start: distance[0] },
    };
    for (const head of this.heads) {
      const name = /** @type {Sort} */ (head.dataset.sort);
      explain(head, sentence(terms, name === "value" ? "loss" : name, numbers[name]));
    }
    const nearest = this.key.querySelector("button");
    if (nearest) explain(nearest, escapeHtml(nearness));
  }

  /** @param {number} iterate */
  draw(iterate) {
    if (this.shown === iterate) return;
    this.shown = iterate;
    for (const { run, value, best, distance, status } of this.rows) {
      const k = Math.min(iterate, run.length - 1);
      write(value, formatHtml(valueAt(run, run.f, iterate)));
      write(best, formatHtml(run.best[k]));
      write(distance, formatHtml(valueAt(run, run.distance, iterate)));
      const { text, tone } = statusAt(run, iterate, this.minimum, this.tolerance);
      const { term, numbers } = termOf(run, iterate, this.minimum);
      write(status, escapeHtml(text));
      const near = text.startsWith("within") ? `${escapeHtml(this.nearness)} ` : "";
      explain(status, near + sentence(this.terms, term, numbers));
      if (status.dataset.tone !== tone) status.dataset.tone = tone;
    }
    this.arrange(iterate);
  }

  /** A second click on a head leads back to the order of the menu. @param {string|undefined} name */
  toggleSort(name) {
    const sort = /** @type {Sort} */ (name);
    this.sortBy(this.sort === sort ? null : sort);
  }

  /** As on the first visit. */
  reset() {
    this.sortBy(null);
  }

  /** @param {Sort|null} sort */
  sortBy(sort) {
    this.sort = sort;
    for (const head of this.heads) head.setAttribute("aria-pressed", String(head.dataset.sort === sort));
    this.list.scrollTop = 0;
    if (this.shown !== null) this.arrange(this.shown);
  }

  /** Puts the rows in their order, if they are in another one. @param {number} iterate */
  arrange(iterate) {
    const runs = this.rows.map(({ run }) => run);
    const names = (this.sort ? sorted(runs, this.sort, iterate) : runs).map(({ name }) => name);
    /** @type {NodeListOf<HTMLElement>} */
    const items = this.list.querySelectorAll("[data-optimizer]");
    if (names.every((name, place) => items[place].dataset.optimizer === name)) return;
    const byName = new Map([...items].map((item) => [item.dataset.optimizer, item]));
    this.list.append(...names.map((name) => /** @type {HTMLElement} */ (byName.get(name))));
  }
}

/** @typedef {"value"|"best"|"distance"} Sort */

/** What the list can be sorted by: the words of its head, and a run's number. */
const SORTS = new Map(
  /** @type {[Sort, {words: string, at: (run: SortRun, iterate: number) => number}][]} */ ([
    ["value", { words: "loss", at: (run, iterate) => valueAt(run, run.f, iterate) }],
    ["best", { words: "best so far", at: (run, iterate) => run.best[Math.min(iterate, run.length - 1)] }],
    ["distance", { words: "distance", at: (run, iterate) => valueAt(run, run.distance, iterate) }],
  ]),
);

/** @typedef {Pick<Run, "f"|"best"|"distance"|"length"|"outcome">} SortRun */

/**
 * The runs, lowest number first; what is not a number comes last, equals stay as they are.
 * @template {SortRun} T
 * @param {T[]} runs @param {Sort} sort @param {number} iterate
 * @returns {T[]}
 */
export function sorted(runs, sort, iterate) {
  const at = SORTS.get(sort)?.at ?? (() => 0);
  const keys = new Map(runs.map((run) => [run, at(run, iterate)]));
  const key = (/** @type {T} */ run) => (Number.isNaN(keys.get(run)) ? Infinity : Number(keys.get(run)));
  return [...runs].sort((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
}

/** @param {[Sort, {words: string}]} sort */
function sortHtml([name, { words }]) {
  return `<button type="button" data-sort="${name}" aria-pressed="false" aria-label="Sort by ${words}"><span>${words}</span></button>`;
}

/**
 * A run's number at an iterate; what comes after its last one has overflowed, or is not defined.
 * @param {Pick<Run, "length"|"outcome">} run @param {ArrayLike<number>} values @param {number} iterate
 */
export function valueAt(run, values, iterate) {
  if (iterate < run.length) return values[iterate];
  return run.outcome.reason === "undefined" ? NaN : Infinity;
}

/**
 * Writing the same text again would cost a layout.
 * @param {HTMLElement & {written?: string}} element @param {string} html
 */
function write(element, html) {
  if (element.written === html) return;
  element.written = html;
  element.innerHTML = html;
}

/** @typedef {Record<"value"|"best"|"distance"|"status", HTMLElement>} Fields  of a row */

/** @param {HTMLElement} row @returns {Fields} */
function fieldsOf(row) {
  const field = (/** @type {string} */ name) => partOf(row, `[data-field="${name}"]`);
  return {
    value: field("value"),
    best: field("best"),
    distance: field("distance"),
    status: field("status"),
  };
}

/** @typedef {Pick<Run, "f"|"distance"|"length"|"outcome"|"chaotic">} StatusRun */

/**
 * What can be said at the clock: the outcome from its iterate on, before that how far the run has come.
 * @param {StatusRun} run @param {number} iterate
 * @param {number|null} minimum @param {number} tolerance
 */
export function statusAt(run, iterate, minimum, tolerance) {
  const status = progressAt(run, iterate, minimum, tolerance);
  return iterate >= (run.chaotic ?? Infinity)
    ? { ...status, text: `${status.text}; chaotic: the last digit decides` }
    : status;
}

/** @param {StatusRun} run @param {number} iterate @param {number|null} minimum @param {number} tolerance */
function progressAt(run, iterate, minimum, tolerance) {
  const { reason, iteration, left, words } = run.outcome;
  if (iterate >= iteration)
    return { text: words, tone: BAD.has(reason) ? "bad" : reason === "converged" ? "good" : "" };
  if (iterate >= left) return { text: `left the plot at iterate ${left}`, tone: "" };
  const k = Math.min(iterate, run.length - 1);
  if (minimum !== null && run.f[k] - minimum <= tolerance)
    return { text: `within ${formatRound(tolerance)} of the minimum now`, tone: "" };
  const share = Math.floor((1 - run.distance[k] / run.distance[0]) * 100);
  return { text: share > 0 ? `moving, ${share}% of the way` : "moving", tone: "" };
}

/**
 * The longest of all that a run's status will say, plain and in bold: its row has room for both from the start.
 * @param {StatusRun} run @param {number|null} minimum @param {number} tolerance
 */
export function longestStatuses(run, minimum, tolerance) {
  const last = run.length - 1;
  const near = minimum === null ? -1 : run.f.findIndex((value) => value - minimum <= tolerance);
  const changes = [0, run.outcome.left, near, run.chaotic ?? 0, last, Math.max(last, run.outcome.iteration)];
  const statuses = changes
    .filter((iterate) => iterate >= 0 && Number.isFinite(iterate))
    .map((iterate) => statusAt(run, iterate, minimum, tolerance));
  const longest = (/** @type {boolean} */ bold) =>
    statuses
      .filter(({ tone }) => Boolean(tone) === bold)
      .reduce((best, { text }) => (text.length > best.length ? text : best), "");
  return { plain: longest(false), bold: longest(true) };
}

/** @param {Run} run @param {Theme} theme @param {{plain: string, bold: string}} longest  of its statuses */
function rowHtml(run, theme, longest) {
  return `<div class="stage-score" role="listitem" data-optimizer="${run.name}">
    <div class="stage-score-name">${markerSvg(run.style, theme.casing)}<span>${escapeHtml(run.title)}</span></div>
    <div class="stage-score-status" data-plain="${escapeHtml(longest.plain)}" data-bold="${escapeHtml(longest.bold)}"><button type="button" class="stage-term" data-field="status"></button></div>
    <div class="stage-score-numbers">
      <span data-field="value" data-label="loss" aria-label="loss"></span><span data-field="best" data-label="best so far" aria-label="best loss so far"></span><span data-field="distance" data-label="distance" aria-label="distance to the minimum"></span>
    </div></div>`;
}

/** @param {Scene} scene @param {number} stride */
function keyHtml({ theme, start, minima, minimum, offset, estimated }, stride) {
  const { casing, mark } = theme;
  const digits = minima.length ? tellingDigits(start, minima[0]) : 3;
  const nearest = minima
    .map((point) => `<bdi>${formatPoint(point, digits)}</bdi>`)
    .slice(0, 1)
    .join("");
  const more = minima.length > 1 ? ` and ${minima.length - 1} more` : "";
  const startSign = `<svg width="1rem" height="1rem" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="5" fill="${mark}" stroke="${casing}" stroke-width="2.2"/><circle cx="8" cy="8" r="1.6" fill="${casing}"/></svg>`;
  const plus = `<path d="M2.5 8h11M8 2.5v11"`;
  const minimumSign = `<svg width="1rem" height="1rem" viewBox="0 0 16 16" stroke-linecap="round" aria-hidden="true">${plus} stroke="${casing}" stroke-width="4.4"/>${plus} stroke="${mark}" stroke-width="1.8"/></svg>`;
  const bead = `<svg width="1.625rem" height="1rem" viewBox="0 0 26 16" aria-hidden="true"><path d="M1 8h24" stroke="${casing}" stroke-width="5"/><path d="M1 8h24" stroke="${mark}" stroke-width="2.4"/><circle cx="13" cy="8" r="3.2" fill="${mark}" stroke="${casing}" stroke-width="1.4"/></svg>`;
  const dots = `<svg width="1.625rem" height="1rem" viewBox="0 0 26 16" aria-hidden="true"><path d="M1 8h25" stroke="currentColor" stroke-width="1.6" stroke-dasharray="1.5 3.5" stroke-linecap="round"/></svg>`;
  return `<span>${startSign}start ${formatPoint(start, digits)}</span>
    ${minimum === null ? `<span>${minimumSign}no minimum</span>` : `<span>${minimumSign}<button type="button" class="stage-term">minimum ${estimated ? "about " : ""}${lowestHtml(minimum, offset)} at ${nearest}${more}</button></span>`}
    <span>${bead}${stride === 1 ? "every step" : `every ${stride}th step`}</span><span>${dots}still to come</span>${offset ? `<span>levels of <bdi><i>f</i>${lessHtml(offset)}</bdi></span>` : ""}`;
}

/**
 * The minimum of f itself: what was subtracted, and the rest.
 * @param {number} minimum @param {number} offset
 */
function lowestHtml(minimum, offset) {
  if (!offset) return formatHtml(minimum);
  return `${exactHtml(offset)}${minimum ? ` + ${formatHtml(minimum)}` : ""}`;
}
