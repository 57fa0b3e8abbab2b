/** The table of a fair race: a racer a row, numbers as text, and between them what canvases draw. */
/** @import { FairMessage, FairRacer } from "../types.js" */
/** @import { Row, Standing } from "../model/fair.js" */
/** @import { Look } from "./paper.js" */
/** @import { Scale } from "./strips.js" */
import { markerSvg } from "../draw/marks.js";
import { exactHtml, formatHtml } from "../model/format.js";
import { paperOf } from "./paper.js";
import { drawDots, drawGround, drawRange, drawTicks, lossScale, rankScale, sizeScale } from "./strips.js";

/** @typedef {{dots: Scale, sizes: Scale}} Scales */

/** @param {FairMessage} message @param {Row[]} rows @param {Standing[]|null} several @returns {Scales} */
export function scalesOf({ objectives, racers, protocol }, rows, several) {
  const losses = rows.flatMap(({ entry, shared }) => [...entry.losses, shared]);
  return {
    dots: several ? rankScale(racers.length) : lossScale(losses, objectives[0].engine.tolerance),
    sizes: sizeScale(protocol.step_sizes, protocol.shared),
  };
}

/** @param {FairMessage} message @param {Standing[]|null} several */
export function headHtml({ objectives, protocol: { shared, tested } }, several) {
  const dot = several ? "one objective" : "one start";
  const starts = objectives.length * (tested[1] - tested[0] + 1);
  const key = `<span class="fair-key"><i></i>${dot}</span><span class="fair-key"><i class="key-median"></i>median${several ? "" : ", quartiles"}</span><span class="fair-key"><i class="key-hollow"></i>median with ${exactHtml(shared)} for all</span>`;
  const heads = [
    `<th scope="col"><span class="fair-unseen">racer</span></th><th scope="col" class="is-strip">${key}</th>`,
    `<th scope="col" class="is-median">median<br>${several ? "rank" : "final loss"}</th>`,
    `<th scope="col" class="is-quartiles">${several ? "from best to worst" : "quartiles"}</th>`,
    '<th scope="col" class="is-size">its step<br>size</th>',
    '<th scope="col" class="is-range">those with at most<br>ten times the loss</th>',
    '<th scope="col" class="is-decades">dec-<br>ades</th>',
    `<th scope="col" class="is-failed">failed<br>of ${starts}</th>`,
  ];
  return `<tr>${heads.join("")}</tr>`;
}

/** @param {FairMessage} message @param {Row[]} rows @param {Standing[]|null} several @param {Look} look */
export function rowsHtml({ racers }, rows, several, look) {
  const run = several ?? rows;
  const waiting = racers.filter((racer) => !run.some((row) => row.racer.name === racer.name));
  const known = several ? several.map((row) => rankCells(row)) : rows.map((row) => lossCells(row));
  return [
    ...run.map((row, i) => rowHtml(row.racer, known[i], look)),
    ...waiting.map((racer) => rowHtml(racer, ["…", "", "", "", ""], look, ' class="is-waiting"')),
  ].join("");
}

/** @param {Row} row @returns {string[]} median, quartiles, step size, decades, failures */
function lossCells({ median, quartiles, entry, decades, failed }) {
  const number = (/** @type {number} */ value, digits = 2) =>
    value === Infinity ? "diverges" : formatHtml(value, digits);
  return [
    number(median),
    quartiles.map((value) => number(value, 1)).join(" – "),
    exactHtml(entry.stepSize),
    decades < 0.05 ? "0" : decades.toFixed(1),
    failedHtml(failed),
  ];
}

/** @param {Standing} standing @returns {string[]} */
function rankCells({ median, ranks, failed }) {
  return [String(median), `${Math.min(...ranks)} – ${Math.max(...ranks)}`, "", "", failedHtml(failed)];
}

/** @param {number} count */
const failedHtml = (count) => (count ? `<b class="is-bad">${count}</b>` : "0");

/** @param {FairRacer} racer @param {string[]} cells @param {Look} look @param {string} [attributes] */
function rowHtml(
  { name, title, style },
  [median, quartiles, size, decades, failed],
  { theme },
  attributes = "",
) {
  const mark = markerSvg(style, theme.casing, 5.4, 20);
  return `<tr data-racer="${name}"${attributes}><th scope="row">${mark}${title}</th>
    <td class="is-strip"><canvas aria-hidden="true"></canvas></td><td class="is-median">${median}</td>
    <td class="is-quartiles">${quartiles}</td><td class="is-size">${size}</td>
    <td class="is-range"><canvas aria-hidden="true"></canvas></td><td class="is-decades">${decades}</td>
    <td class="is-failed">${failed}</td></tr>`;
}

/**
 * @param {HTMLElement} root @param {FairMessage} message @param {Row[]} rows @param {Standing[]|null} several
 * @param {Scales} scales @param {Look} look
 */
export function drawRows(root, message, rows, several, scales, look) {
  let down = 0;
  for (const line of root.querySelectorAll("tbody tr")) {
    const name = line.getAttribute("data-racer");
    const standing = several?.find(({ racer }) => racer.name === name);
    const row = rows.find(({ racer }) => racer.name === name);
    const [strip, range] = [...line.querySelectorAll("canvas")].map(paperOf);
    drawGround(strip, scales.dots, look, down);
    drawGround(range, scales.sizes, look, down);
    down += strip.height;
    if (standing) {
      const { ranks, median, shared, racer } = standing;
      drawDots(
        strip,
        scales.dots,
        { values: ranks, middle: median, quartiles: null, shared, style: racer.style },
        look,
      );
    } else if (row && message.objectives.length === 1) drawRow(strip, range, row, scales, look);
  }
  const [below, sizes] = [...root.querySelectorAll("tfoot canvas")].map((canvas) =>
    paperOf(/** @type {HTMLCanvasElement} */ (canvas)),
  );
  drawTicks(below, scales.dots, look);
  drawTicks(sizes, scales.sizes, look);
}

/** @param {import("./paper.js").Paper} strip @param {import("./paper.js").Paper} range @param {Row} row @param {Scales} scales @param {Look} look */
function drawRow(strip, range, { entry, median, quartiles, shared, racer, good }, scales, look) {
  const { style } = racer;
  drawDots(strip, scales.dots, { values: entry.losses, middle: median, quartiles, shared, style }, look);
  drawRange(range, scales.sizes, good, entry.stepSize, look);
}
