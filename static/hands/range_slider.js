/** The browser's own slider, which does what the page's slider of its name does: held, it moves the race at once. */
import { showPosition } from "./page_slider.js";

const REMOTE = ["PageUp", "PageDown"]; // a presenter's remote control sends these: they are not the slider's

export class RangeSlider {
  /** The setting that it moves. */
  name = "";
  /** Where it stood when it was taken; null: it is not held. @type {number|null} */
  begun = null;
  isKeyed = false; // moved by a key that is still down

  /**
   * @param {HTMLInputElement} range @param {import("./preview.js").Preview} preview
   * @param {{hold: () => void, release: (slider: string, value: number) => void}} on
   */
  constructor(range, preview, on) {
    this.range = range;
    this.preview = preview;
    this.on = on;
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

  /** It stands for a setting, and shows what that is now. @param {string} name */
  show(name) {
    const { preview, range } = this;
    const positions = preview.positionsOf(name);
    const value = Number(preview.valueOf(name));
    this.name = name;
    range.max = String(positions.length - 1);
    range.setAttribute("aria-label", preview.labelOf(name));
    range.setAttribute("aria-valuetext", preview.say(name, value));
    if (this.begun === null) range.value = String(positions.indexOf(value));
  }
}
