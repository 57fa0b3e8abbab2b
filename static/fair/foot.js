/** What stands below the rows: how many starts are solved, what tuning effort buys, and what is unflattering. */
/** @import { FairRacer } from "../types.js" */
/** @import { Row } from "../model/fair.js" */
/** @import { FairView } from "./view.js" */
import { markerSvg } from "../draw/marks.js";
import { expectedBest, profile } from "../model/fair.js";
import { exactHtml, formatHtml } from "../model/format.js";
import { partOf } from "../dom.js";
import { drawEffort, drawProfile } from "./curves.js";
import { paperOf } from "./paper.js";

const NAMED = 6; // racers beside a curve
const MOST_TRIES = 200;
const TRIES = Array.from({ length: MOST_TRIES }, (_, i) => i + 1);
const LAST = "this budget and this much tuning. Change one of the three and race again.";

/** @param {FairView} view @param {[string, string][]} said @returns {string} */
export function footHtml(view, said) {
  const { shown, message } = view;
  if (!shown?.isWhole) return "";
  const { protocol, objectives } = message;
  const starts = objectives.length * (protocol.tested[1] - protocol.tested[0] + 1);
  const within = objectives.length > 1 ? "the tolerance" : exactHtml(objectives[0].engine.tolerance);
  const where = objectives.length > 1 ? "these objectives" : "this objective";
  const words = [...said, ["", `The order holds for ${where}, ${LAST}`]].map(
    ([head, text]) => `<p>${head ? `<b>${head}</b> ` : ""}${text}</p>`,
  );
  const solved = figureHtml(
    "solved",
    "Solved",
    `to within ${within} of the minimum, share of the ${starts} starts, against gradients`,
    profilesOf(view).map(({ racer, values }) => [racer, `${Math.round(100 * values[values.length - 1])} %`]),
    view,
  );
  return `${solved}${objectives.length > 1 ? "" : effortHtml(view)}<div class="fair-words">${words.join("")}</div>`;
}

/** @param {FairView} view */
function effortHtml(view) {
  const { tries } = view.message.protocol;
  const about = `expected loss of the best of n step sizes drawn at random (a geometric mean; one that diverges counts as the start); n = ${tries}:`;
  const now = effortsOf(view)
    .map((row) => ({ racer: row.racer, loss: expectedBest(row, tries) }))
    .sort((a, b) => a.loss - b.loss)
    .map(({ racer, loss }) => /** @type {[FairRacer, string]} */ ([racer, formatHtml(loss, 2)]));
  return figureHtml("effort", "Tuning effort", about, now, view);
}

/** @param {string} name @param {string} title @param {string} about @param {[FairRacer, string][]} numbers @param {FairView} view */
function figureHtml(name, title, about, numbers, view) {
  const { casing } = view.look.theme;
  const shown = numbers.slice(0, NAMED);
  const entries = shown.map(
    ([racer, number]) =>
      `<li>${markerSvg(racer.style, casing, 4.6, 16)}${racer.short} <span>${number}</span></li>`,
  );
  const rest = numbers.length - shown.length;
  const more =
    rest > 0
      ? [`<li class="is-rest">${rest} more: ${numbers[NAMED][1]} to ${numbers[numbers.length - 1][1]}</li>`]
      : [];
  return `<figure data-figure="${name}"><figcaption><b>${title}</b> ${about}</figcaption>
    <div><canvas aria-hidden="true"></canvas><ol>${[...entries, ...more].join("")}</ol></div></figure>`;
}

/** @param {FairView} view @returns {{racer: FairRacer, values: Float64Array}[]} the best first */
function profilesOf({ shown, message }) {
  const { table } = shown ?? { table: [] };
  return message.racers
    .map((racer, i) => ({ racer, values: profile(table.map((rows) => rows[i])) }))
    .sort((a, b) => b.values[b.values.length - 1] - a.values[a.values.length - 1]);
}

/** @param {FairView} view @returns {Row[]} */
const effortsOf = ({ shown }) => shown?.rows ?? [];

/** @param {FairView} view */
export function drawFoot(view) {
  const { root, look, message, shown } = view;
  if (!shown?.isWhole || !root.querySelector(".fair-foot canvas")) return;
  const canvas = (/** @type {string} */ name) =>
    paperOf(partOf(root, `[data-figure="${name}"] canvas`, HTMLCanvasElement));
  const lines = profilesOf(view).map(({ racer, values }) => ({ style: racer.style, values }));
  drawProfile(canvas("solved"), lines.reverse(), look);
  if (message.objectives.length > 1) return;
  const efforts = [...effortsOf(view)].reverse().map((row) => ({
    style: row.racer.style,
    values: TRIES.map((n) => expectedBest(row, n)),
  }));
  drawEffort(canvas("effort"), TRIES, efforts, message.protocol.tries, look);
}
