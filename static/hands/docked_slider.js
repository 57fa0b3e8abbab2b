/** One row of the dock: a slider, its value, and its name, which is a menu of all sliders. */
import { partOf } from "../dom.js";
import { showPosition } from "./page_slider.js";

const PLACES = ["First", "Second"];
const REMOTE = ["PageUp", "PageDown"]; // a presenter's remote control sends these: they are not the slider's

/** @param {number} row @returns {string} */
export const dockedHtml = (row) => `<div class="stage-docked">
    <span class="stage-choice"><b></b><select data-action="docked" aria-label="${PLACES[row]} slider"></select></span>
    <output></output><input type="range" min="0" step="1"></div>`;

export class DockedSlider {
  /** The setting that it moves. */
  name = "";
  /** Where it stood when it was taken; null: it is not held. @type {number|null} */
  begun = null;
  isKeyed = false; // moved by a key that is still down

  /**
   * @param {HTMLElement} host @param {import("./preview.js").Preview} preview
   * @param {{hold: () => void, release: (slider: string, value: number) => void}} on
   * @param {(name: string) => void} choose  called with the slider that the visitor wants here
   */
  constructor(host, preview, on, choose) {
    this.host = host;
    this.preview = preview;
    this.on = on;
    this.title = partOf(host, "b");
    this.menu = partOf(host, "select", HTMLSelectElement);
    this.value = partOf(host, "output");
    this.range = partOf(host, "input", HTMLInputElement);
    this.menu.addEventListener("change", () => choose(this.menu.value));
    this.listen();
  }

  listen() {
    const { range } = this;
    range.addEventListener("input", () => this.move());
    range.addEventListener("change", () => this.isKeyed || this.letGo());
    range.addEventListener("keydown", (event) => {
      if (REMOTE.includes(event.key)) event.preventDefault();
      else this.isKeyed = true; // a key that is held repeats: letting go commits it
    });
    for (const type of ["keyup", "blur"])
      range.addEventListener(type, () => ((this.isKeyed = false), this.letGo()));
  }

  move() {
    const positions = this.preview.positionsOf(this.name);
    const value = positions[Number(this.range.value)];
    if (value === undefined) return;
    if (this.begun === null) this.on.hold();
    this.begun ??= Number(this.preview.valueOf(this.name));
    this.preview.move(this.name, value);
    showPosition(this.name, positions, Number(this.range.value), this.preview.say(this.name, value));
  }

  letGo() {
    const { name, begun, preview } = this;
    if (begun === null) return;
    this.begun = null;
    const value = preview.positionsOf(name)[Number(this.range.value)];
    if (preview.putDown(name, begun, value)) this.on.release(name, value);
  }

  /** @param {string} options of the menu, as HTML */
  offer(options) {
    this.menu.innerHTML = options;
  }

  /** @param {string} name  of the setting @param {boolean} latest  whether no other was used since */
  draw(name, latest) {
    const { preview, range } = this;
    const positions = preview.positionsOf(name);
    const value = Number(preview.valueOf(name));
    this.name = name;
    this.host.hidden = !positions.length;
    this.host.toggleAttribute("data-latest", latest);
    this.write(this.title, preview.labelOf(name));
    this.write(this.value, preview.say(name, value));
    this.menu.value = name;
    range.max = String(positions.length - 1);
    range.setAttribute("aria-label", preview.labelOf(name));
    range.setAttribute("aria-valuetext", preview.say(name, value));
    if (this.begun === null) range.value = String(positions.indexOf(value));
    range.style.setProperty("--done", `${(100 * Number(range.value)) / (positions.length - 1 || 1)}%`);
  }

  /** Writing the same text again would cost a layout. @param {HTMLElement} element @param {string} text */
  write(element, text) {
    if (element.textContent !== text) element.textContent = text;
  }
}
