/** The names of a chart's guides, outside of its curves: each says what its line is when it is pointed at. */
/** @import { Guide, Scene } from "../types.js" */
import { escapeHtml } from "../model/format.js";
import { explain } from "./term.js";
import { markerSvg } from "../draw/marks.js";
import { unit } from "../model/scale.js";
import { nameOf, rowsOf, sentenceOf } from "../model/guide_labels.js";

const HALF = 9; // px, half of a name's height

export class GuideLabels {
  /** Of the widest name, in units; 0 while there is none. */
  width = 0;
  /** The scale at which that was measured. */
  scale = 1;
  /** What is written. */
  names = "";

  /** @param {HTMLElement} host beside the chart */
  constructor(host) {
    this.host = host;
  }

  /** @param {Guide[]} guides @param {Scene} scene */
  show(guides, scene) {
    const names = guides.map((guide) => `<button type="button">${nameHtml(guide, scene)}</button>`).join("");
    if (this.names !== names) {
      this.host.innerHTML = this.names = names;
      this.width = 0; // to be measured
    }
    this.buttons.forEach((button, i) => {
      const tip = sentenceOf(guides[i], scene.nIter);
      explain(button, tip);
    });
  }

  get buttons() {
    return /** @type {HTMLButtonElement[]} */ ([...this.host.children]);
  }

  /** @returns {number} the width that they take, in units; measured where they are seen */
  measure() {
    if (this.width === 0 || this.scale !== unit()) {
      this.scale = unit();
      this.width = Math.max(0, ...this.buttons.map(({ offsetWidth }) => offsetWidth)) / this.scale;
    }
    return this.width;
  }

  /**
   * @param {number[]} lines  where each line ends, NaN for one that is not to be seen
   * @param {{left: number, top: number, bottom: number}} box  of the names
   * @returns {{line: number, row: number}[]} the names that have a place
   */
  place(lines, { left, top, bottom }) {
    const seen = lines.flatMap((y, i) => (Number.isNaN(y) ? [] : [{ y, button: this.buttons[i] }]));
    const rows = rowsOf(
      seen.map(({ y }) => y),
      top,
      bottom,
    );
    for (const button of this.buttons) button.hidden = true;
    return seen.flatMap(({ y, button }, i) => {
      if (Number.isNaN(rows[i])) return [];
      button.hidden = false;
      button.style.transform = `translate(${left * unit()}px, ${(rows[i] - HALF) * unit()}px)`;
      return [{ line: y, row: rows[i] }];
    });
  }
}

/** A line about one racer has its mark beside its name. @param {Guide} guide @param {Scene} scene */
function nameHtml(guide, { runs, theme }) {
  const run = runs.find(({ name }) => name === guide.run);
  const name = guide.label === undefined ? nameOf(guide) : escapeHtml(guide.label);
  return run ? `${name}${markerSvg(run.style, theme.casing, 4, 14)}` : name;
}
