/** One row of the dock: a slider, its value, and its name, which is a menu of all sliders. */
import { partOf } from "../dom.js";
import { RangeSlider } from "./range_slider.js";

const PLACES = ["First", "Second"];

/** @param {number} row @returns {string} */
export const dockedHtml = (row) => `<div class="stage-docked">
    <span class="stage-choice"><b></b><select data-action="docked" aria-label="${PLACES[row]} slider"></select></span>
    <output></output><input type="range" min="0" step="1"></div>`;

export class DockedSlider extends RangeSlider {
  /**
   * @param {HTMLElement} host @param {import("./preview.js").Preview} preview
   * @param {{hold: () => void, release: (slider: string, value: number) => void}} on
   * @param {(name: string) => void} choose  called with the slider that the visitor wants here
   */
  constructor(host, preview, on, choose) {
    super(partOf(host, "input", HTMLInputElement), preview, on);
    this.host = host;
    this.title = partOf(host, "b");
    this.menu = partOf(host, "select", HTMLSelectElement);
    this.value = partOf(host, "output");
    this.menu.addEventListener("change", () => choose(this.menu.value));
  }

  /** @param {string} options of the menu, as HTML */
  offer(options) {
    this.menu.innerHTML = options;
  }

  /** @param {string} name  of the setting @param {boolean} latest  whether no other was used since */
  draw(name, latest) {
    const { preview, range } = this;
    const positions = preview.positionsOf(name);
    this.show(name);
    this.host.hidden = !positions.length;
    this.host.toggleAttribute("data-latest", latest);
    this.write(this.title, preview.labelOf(name));
    this.write(this.value, preview.say(name, preview.valueOf(name)));
    this.menu.value = name;
    range.style.setProperty("--done", `${(100 * Number(range.value)) / (positions.length - 1 || 1)}%`);
  }

  /** Writing the same text again would cost a layout. @param {HTMLElement} element @param {string} text */
  write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
}
