/** A chart is read where it is pointed at, or held by a finger: a line at the iterate, and each racer's value there. */
/** @import { Run, Scene } from "../types.js" */
import { escapeHtml, formatHtml } from "../model/format.js";
import { readingsAt } from "../model/charts.js";
import { unit } from "../model/scale.js";
import { markerSvg } from "../draw/marks.js";

/**
 * @param {import("./chart.js").Chart} chart @param {import("./tooltip.js").Tooltip} tooltip
 * @param {() => void} redraw
 */
export function readOn(chart, tooltip, redraw) {
  const { host } = chart;
  /** @param {number|null} iterate */
  const put = (iterate) => {
    if (chart.read === iterate) return;
    chart.read = iterate;
    redraw();
  };
  /** @param {PointerEvent} event */
  const show = ({ clientX }) => {
    const box = host.getBoundingClientRect();
    const { nIter } = chart.scene;
    const iterate = Math.max(0, Math.min(nIter, Math.round(chart.timeAt((clientX - box.left) / unit()))));
    put(iterate);
    tooltip.over(host, readingHtml(chart, iterate), chart.xAt(iterate) * unit(), 0);
  };
  const hide = () => (put(null), tooltip.hide());
  for (const type of /** @type {const} */ (["pointermove", "pointerdown"])) host.addEventListener(type, show);
  for (const type of ["pointerleave", "pointercancel"]) host.addEventListener(type, hide);
  host.addEventListener("pointerup", ({ pointerType }) => pointerType !== "mouse" && hide());
}

/** @param {import("./chart.js").Chart} chart @param {number} iterate */
function readingHtml({ scene, curves }, iterate) {
  const rows = readingsAt(scene.runs, curves, iterate).map(
    ({ run, values }) =>
      `${nameHtml(run, scene)}<span>${values.map((value) => formatHtml(value, 4)).join(", ")}</span>`,
  );
  return `<b>iterate ${iterate}</b><div>${rows.join("")}</div>`;
}

/** @param {Run} run @param {Scene} scene */
const nameHtml = (run, { theme }) =>
  `<span style="color:${run.style.ink[theme.name]}">${markerSvg(run.style, theme.casing, 4, 14)} ${escapeHtml(run.title)}</span>`;
