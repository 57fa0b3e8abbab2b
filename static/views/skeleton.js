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
      <div class="stage-panel stage-map" data-view="settings" hidden></div>
      <div class="stage-panel stage-map" data-view="starts" hidden role="img" aria-label="In which minimum each start ends"></div>
      <div class="stage-message" data-role="message" role="status"><p></p>
        <button type="button" data-action="message-domain">Whole domain</button></div>
      <div class="stage-scoreboard"></div>
      <div class="stage-ends" hidden></div>
      <div class="stage-transport"></div>
      <div class="stage-dock" role="group" aria-label="Sliders at hand"></div>
    </div>
    <p class="stage-finding" hidden></p>
    <div class="stage-charts">${dataChartHtml()}${[0, 1, 2].map(chartHtml).join("")}</div>
    <div class="stage-folds"><details class="stage-update" data-role="update"></details>
      <details class="stage-moments" data-role="moments"></details></div>`;
  for (const view of ["contour", "surface"])
    partOf(root, `[data-view="${view}"]`).innerHTML = `<p class="stage-coming">Drawing the ${view} …</p>`;
  partOf(root, '[data-view="surface"]').insertAdjacentHTML("afterend", options() + shown());
  parent.querySelector(".stage-wait")?.remove();
  parent.appendChild(root);
  return root;
}

/** What the surface's place shows, and whose it is. */
function shown() {
  return `<div class="stage-shown"><div role="group" aria-label="What is shown here">
      <button type="button" data-shows="" aria-pressed="true">Surface</button><button type="button" data-shows="settings" aria-pressed="false" title="How soon each setting of one optimizer is at the minimum">Settings</button><button type="button" data-shows="starts" aria-pressed="false" title="In which minimum the run from each start ends">Where it ends</button></div>
    <label class="stage-owner stage-choice" hidden><b></b><select data-action="map-owner" aria-label="Whose map"></select></label>
    <output class="stage-caption" data-role="caption"></output></div>`;
}

function options() {
  return `<div class="stage-options">
    <label class="stage-owner stage-choice stage-ground" title="What the contour stands on"><b>Height</b><select data-action="ground" aria-label="What the contour stands on"></select></label>
    <div class="stage-moment" data-role="moment" role="group" aria-label="Moment" hidden></div>
    <button type="button" data-action="ghosts" aria-pressed="false" title="Draw the paths of the neighbouring slider positions, faintly">Ghosts</button>
    <button type="button" data-action="mechanism" aria-pressed="false" title="Draw what makes each step: the gradient, and what multiplies it">Mechanism</button>
    <button type="button" data-action="present" aria-pressed="false" title="Projector view: larger, without the sidebar (key P)" aria-label="Projector"><svg width="1.125rem" height="0.875rem" viewBox="0 0 18 14" fill="none" stroke="currentColor" stroke-width="1.4" aria-hidden="true"><path d="M2 1.5h14v8H2zM9 9.5v3M5.5 12.8h7"/></svg></button>
    <button type="button" data-action="fit" aria-pressed="false" title="On: the picture follows the paths, run after run. Off: the whole domain, which stands still; an arrow says where a path leaves">Fit</button></div>
    <p class="stage-waiting" data-role="waiting" role="status"></p>`;
}
