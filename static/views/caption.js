/** The head of a chart: what it shows, which is a menu, the formula, which line is which, and the scale. */
/** @import { Quantity, Scene } from "../types.js" */
import { partOf } from "../dom.js";
import { escapeHtml, lessHtml } from "../model/format.js";
import { sensitivityHtml } from "./sensitivity_chart.js";

/** @param {string} dash */
const sample = (dash) =>
  `<svg width="1.25rem" height="0.625rem" viewBox="0 0 20 10" aria-hidden="true"><path d="M0 5h20" stroke="currentColor" stroke-width="2" ${dash}/></svg>`;
const X_AND_Y = `${sample("")}<i>x</i> ${sample('stroke-dasharray="5 3"')}<i>y</i>`;
const PLACES = ["First", "Second", "Third"];

/**
 * @param {number} place
 * @returns {string} the chart's elements; the menu itself lies unseen over its title
 */
export function chartHtml(place) {
  return `<figure data-place="${place}"><figcaption>
      <span class="stage-choice"><b></b><select data-action="quantity" aria-label="${PLACES[place]} curve"></select></span>
      <span class="stage-formula"></span><span class="stage-chart-key"></span>
      <button type="button" data-action="scale" aria-label="Logarithmic axis">log</button>
    </figcaption><div class="stage-curve"><div class="stage-chart" role="img"></div><div class="stage-guides"></div>${sensitivityHtml()}
      <button type="button" data-action="below" aria-pressed="false" hidden>below</button></div></figure>`;
}

export class Caption {
  /** Of the quantity on show. */
  quantity = "";
  logarithmic = true;
  /** What is written, so that nothing is written twice. */
  written = "";
  names = "";

  /**
   * @param {HTMLElement} figure
   * @param {(quantity: string, scale: string|null) => void} choose  null: the usual scale
   */
  constructor(figure, choose) {
    this.title = partOf(figure, "b");
    this.menu = partOf(figure, "select", HTMLSelectElement);
    this.formula = partOf(figure, ".stage-formula");
    this.key = partOf(figure, ".stage-chart-key");
    this.scale = partOf(figure, '[data-action="scale"]', HTMLButtonElement);
    this.figure = figure;
    this.menu.addEventListener("change", () => choose(this.menu.value, null));
    this.scale.addEventListener("click", () => choose(this.quantity, this.logarithmic ? "linear" : "log"));
  }

  /**
   * @param {Scene} scene @param {string} name of the quantity
   * @param {import("../model/axis.js").Axis} axis as it is drawn
   */
  show({ quantities, offered, offset }, name, axis) {
    const written = JSON.stringify([name, axis.log, axis.signed, offered, offset]);
    if (this.written === written) return; // writing the same again would cost a layout
    this.written = written;
    const { title, formula, meaning, columns, scales, less_offset: less } = quantities[name];
    this.quantity = name;
    this.logarithmic = axis.log;
    this.title.textContent = title;
    this.formula.innerHTML = `<span>${less ? formula + lessHtml(offset) : formula}</span>`;
    this.key.innerHTML = columns.length > 1 ? X_AND_Y : "";
    this.menu.title = meaning;
    this.fillMenu(quantities, offered.includes(name) ? offered : [...offered, name]);
    this.menu.value = name;
    this.scale.setAttribute("aria-pressed", String(axis.log));
    this.scale.disabled = axis.signed || scales.length < 2;
    this.scale.title = axis.log ? "Logarithmic axis" : "Linear axis";
    if (this.scale.disabled && !axis.log) this.scale.title = "Linear: there may be negative values";
    Object.assign(this.figure.dataset, { quantity: name, scale: axis.log ? "log" : "linear" });
  }

  /**
   * Only where it has changed: a menu that is filled again closes.
   * @param {Record<string, Quantity>} quantities @param {string[]} names
   */
  fillMenu(quantities, names) {
    if (this.names === String(names)) return;
    this.names = String(names);
    /** @param {string} name */
    const option = (name) =>
      `<option value="${escapeHtml(name)}">${escapeHtml(quantities[name].title)}</option>`;
    const groups = new Set(names.map((name) => quantities[name].group));
    /** @param {string} group */
    const ofGroup = (group) => names.filter((name) => quantities[name].group === group);
    this.menu.innerHTML = [...groups]
      .map((g) => `<optgroup label="${escapeHtml(g)}">${ofGroup(g).map(option).join("")}</optgroup>`)
      .join("");
  }
}
