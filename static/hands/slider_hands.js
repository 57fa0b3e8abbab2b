/** All that moves a slider: a hand on one of the page's own, or on a docked one, and those that play by themselves. */
import { Dock } from "./dock.js";
import { dragSliders } from "./drag_sliders.js";
import { RangeSlider } from "./range_slider.js";
import { SliderPlayer } from "./slider_player.js";

export class SliderHands {
  /**
   * @param {HTMLElement} root the stage @param {import("./preview.js").Preview} preview
   * @param {(set?: {slider: string, value: number}) => void} release  called when one is let go, with its name and
   *   value where Python will not hear of it from the page
   */
  constructor(root, preview, release) {
    /** @param {string} [slider] @param {number} [value] */
    const set = (slider, value) => (slider && value !== undefined ? release({ slider, value }) : release());
    this.player = new SliderPlayer(preview, set);
    this.on = { hold: () => this.player.stop(), release: set };
    this.dock = new Dock(root, preview, this.on);
    this.preview = preview;
    /** Those that are the axis of a chart. @type {NodeListOf<HTMLInputElement>} */
    const axes = root.querySelectorAll('[data-action="axis"]');
    this.axes = [...axes].map((range) => new RangeSlider(range, preview, this.on));
  }

  /** From now on the page's own are watched. @returns {() => void} ends all */
  watch() {
    const stop = dragSliders(this.preview, this.on);
    return () => (stop(), this.player.dispose());
  }

  /** @param {import("../types.js").Scene} scene */
  setScene(scene) {
    this.dock.setScene(scene);
  }

  /** @param {number} now in ms @returns {boolean} whether one plays by itself */
  tick(now) {
    return this.player.tick(now);
  }

  draw() {
    this.dock.draw();
    for (const axis of this.axes) if (axis.range.dataset.slider) axis.show(axis.range.dataset.slider);
  }

  reset() {
    this.player.reset();
    this.dock.reset();
  }
}
