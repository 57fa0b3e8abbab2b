/** The stage's elements, at their final size before anything is drawn. */
import { partOf } from "../dom.js";
import { chartHtml } from "./caption.js";
import { dataChartHtml } from "./data_chart.js";

/** @param {HTMLElement} parent what Streamlit gives the component @returns {HTMLElement} the stage's root */
export function buildSkeleton(parent) {
  const root = document.createElement("section");
  root.className = "stage";
  root.dataset.testid = "stage";
  root.setAttribute("aria-label", "The race");
  root.innerHTML = `<div class="stage-grid">
      <div class="stage-panel" data-view="contour" role="img" aria-label="Contour plot of the objective with the paths"></div>
      <div class="stage-panel" data-view="surface" role="img" aria-label="Surface of the objective with the paths"></div>
      <div class="stage-message" data-role="message" role="status"><p></p>
        <button type="button" data-action="message-domain">Whole domain</button></div>
      <div class="stage-scoreboard"></div>
      <div class="stage-transport"></div>
      <div class="stage-dock" role="group" aria-label="Sliders at hand"></div>
    </div>
    <div class="stage-charts">${dataChartHtml()}${[0, 1, 2].map(chartHtml).join("")}</div>
    <div class="stage-folds"><details class="stage-update" data-role="update"></details>
      <details class="stage-moments" data-role="moments"></details></div>`;
  for (const view of ["contour", "surface"])
    partOf(root, `[data-view="${view}"]`).innerHTML = `<p class="stage-coming">Drawing the ${view} …</p>`;
  partOf(root, '[data-view="surface"]').insertAdjacentHTML("afterend", options());
  parent.querySelector(".stage-wait")?.remove();
  parent.appendChild(root);
  return root;
}

function options() {
  return `<div class="stage-options">
    <div class="stage-moment" data-role="moment" role="group" aria-label="Moment" hidden></div>
    <output class="stage-caption" data-role="caption"></output>
    <button type="button" data-action="ghosts" aria-pressed="false" title="Draw the paths of the neighbouring slider positions, faintly">Ghosts</button>
    <button type="button" data-action="mechanism" aria-pressed="false" title="Draw what makes each step: the gradient, and what multiplies it">Mechanism</button>
    <button type="button" data-action="present" aria-pressed="false" title="Projector view: larger, without the sidebar (key P)">Projector</button>
    <button type="button" data-action="fit" aria-pressed="false" title="On: the picture follows the paths, run after run. Off: the whole domain, which stands still; an arrow says where a path leaves">Fit</button></div>
    <p class="stage-waiting" data-role="waiting" role="status"></p>`;
}
