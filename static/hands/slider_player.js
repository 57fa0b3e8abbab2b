/** A slider that plays by itself: its positions to and fro, until it is stopped. */
import { keyAfter, widgetOf } from "../bridge/streamlit_page.js";
import { showPosition } from "./page_slider.js";

const POSITIONS_A_SECOND = 6;
const KEY = "play_"; // the play buttons are the page's own, with the key play_<slider>

export class SliderPlayer {
  /**
   * @param {import("./preview.js").Preview} preview
   * @param {(slider: string, value: number) => void} choose  called with the value it was stopped at
   */
  constructor(preview, choose) {
    this.preview = preview;
    this.choose = choose;
    /** The one that plays. @type {string|null} */
    this.slider = null;
    this.place = 0; // among its positions, also between two of them
    this.direction = 1;
    /** When the last step was. @type {number|null} */
    this.last = null;
    const stops = new AbortController();
    // Before the page's own handlers: Python has nothing to do yet.
    window.addEventListener("click", (event) => this.click(event), { capture: true, signal: stops.signal });
    this.dispose = () => stops.abort();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const slider = keyAfter(event, KEY);
    if (slider === null) return;
    event.stopPropagation();
    const toggled = this.slider === slider;
    this.stop();
    if (!toggled) this.start(slider);
  }

  /** @param {string} slider */
  start(slider) {
    const positions = this.preview.positionsOf(slider);
    if (!positions.length) return;
    this.begun = Number(this.preview.valueOf(slider));
    this.slider = slider;
    this.place = Math.max(0, positions.indexOf(this.begun));
    this.direction = 1;
    this.last = null;
    this.mark(true);
    this.move(slider, positions, this.place);
  }

  /** The picture shows a position, and so does the slider. @param {string} slider @param {number[]} positions @param {number} place */
  move(slider, positions, place) {
    this.preview.move(slider, positions[place]);
    showPosition(slider, positions, place, this.preview.say(slider, positions[place]));
  }

  /** The slider takes the position that it has played to. */
  stop() {
    if (!this.slider) return;
    const { slider } = this;
    const value = this.preview.positionsOf(slider)[Math.round(this.place)];
    this.mark(false);
    this.slider = null;
    if (this.preview.putDown(slider, this.begun, value)) this.choose(slider, value);
  }

  /** It goes back to where it began, and nothing comes of it. */
  reset() {
    if (!this.slider) return;
    const positions = this.preview.positionsOf(this.slider);
    this.place = Math.max(0, positions.indexOf(Number(this.begun)));
    this.move(this.slider, positions, this.place);
    this.stop();
  }

  /**
   * @param {number} now milliseconds, as requestAnimationFrame gives them
   * @returns {boolean} whether it plays
   */
  tick(now) {
    if (!this.slider) return false;
    const positions = this.preview.positionsOf(this.slider);
    if (positions.length) this.step(this.slider, now, positions);
    return true;
  }

  /** @param {string} slider @param {number} now @param {number[]} positions */
  step(slider, now, positions) {
    const end = positions.length - 1;
    const before = Math.round(this.place);
    this.place += ((now - (this.last ?? now)) / 1000) * POSITIONS_A_SECOND * this.direction;
    this.last = now;
    if (this.place >= end || this.place <= 0) this.direction = this.place <= 0 ? 1 : -1;
    this.place = Math.max(0, Math.min(end, this.place));
    if (Math.round(this.place) !== before) this.move(slider, positions, Math.round(this.place));
  }

  /** @param {boolean} playing */
  mark(playing) {
    document
      .querySelector(`${widgetOf(KEY + this.slider)} button`)
      ?.setAttribute("aria-pressed", String(playing));
  }
}
