/** The figures of a step, at their final size before anything is drawn: what the question shows, the verdict does too. */
/** @import { LessonScene } from "../types.js" */
/** @typedef {Pick<LessonScene, "step"|"planes"|"charts">} Figures */
import { escapeHtml } from "../model/format.js";

const FIRST = 2; // figures above the transport

/** @param {HTMLElement} parent what Streamlit gives the element @returns {HTMLElement} the stage's root */
export function buildRoot(parent) {
  const root = document.createElement("section");
  root.className = "stage lesson-stage";
  root.dataset.testid = "lesson-stage";
  root.setAttribute("aria-label", "The picture of this lesson");
  root.innerHTML = `<div class="lesson-figures" data-row="first"></div><div class="stage-transport"></div>
    <div class="lesson-figures" data-row="rest"></div>
    <p class="lesson-broken" role="status"></p>`;
  parent.querySelector('[role="status"]')?.remove();
  parent.appendChild(root);
  return root;
}

/** What figures there are, in a word: others are built where it changes. @param {Figures} scene */
export const shapeOf = ({ step, planes, charts }) =>
  [step, ...planes.map(({ name }) => name), ...charts.map(({ kind }) => kind)].join();

/** @param {Figures} scene @returns {[string, string]} HTML of the figures above and below the transport */
export function figuresOf({ planes, charts }) {
  const all = [...planes.map(planeHtml), ...charts.map(chartHtml)];
  return [all.slice(0, FIRST).join(""), all.slice(FIRST).join("")];
}

/** @param {LessonScene["planes"][number]} plane */
const planeHtml = ({ name, title }) =>
  `<figure data-plane="${name}"><figcaption><b>${escapeHtml(title)}</b><span class="lesson-keys"></span></figcaption>
    <div class="lesson-plane"></div><p class="lesson-hidden" hidden>the run comes here when you commit</p></figure>`;

/** @param {LessonScene["charts"][number]} chart */
const chartHtml = ({ kind, title }) =>
  `<figure data-chart="${kind}"><figcaption><b>${escapeHtml(title)}</b><span class="lesson-keys"></span></figcaption>
    <div class="lesson-chart" role="img"></div><p class="lesson-hidden" hidden>hidden until you commit</p></figure>`;
