// @ts-nocheck
/** A slider that plays by itself: its positions to and fro, from its fan, until it is stopped. */
import { keyAfter, widgetOf } from "../bridge/streamlit_page.js";

const POSITIONS_A_SECOND = 6;
const KEY = "play_"; // the play buttons are the page's own, with the key play_<slider>

export class SliderPlayer {
  /**
   * @param {import("./live.js").Live} live
   * @param {(slider: string, value: number) => void} choose  called with the value it was stopped at
   */
  constructor(live, choose) {
    this.live = live;
    this.choose = choose;
    this.slider = null;
    live.onHold = () => this.stop(); // a hand on a slider takes over
    const stops = new AbortController();
    // Before the page's own handlers: Python has nothing to do yet.
    window.addEventListener("click", (event) => this.click(event), { capture: true, signal: stops.signal });
    this.dispose = () => stops.abort();
  }

  click(event) {
    const slider = keyAfter(event, KEY);
    if (slider === null) return;
    event.stopPropagation();
    const toggled = this.slider === slider;
    this.stop();
    if (!toggled) this.start(slider);
  }

  start(slider) {
    const { race } = this.live.stage;
    if (!race?.sliders[slider]) return;
    Object.assign(this, { slider, place: race.sliders[slider].place, direction: 1, last: null });
    this.live.approach(slider);
    this.live.held = [slider, this.place];
    this.mark(true);
    this.live.stage.invalidate();
  }

  /** The slider takes the position that it has played to. */
  stop() {
    if (!this.slider) return;
    const { slider } = this;
    const fan = this.live.fanOf(slider),
      place = Math.round(this.place);
    this.mark(false);
    this.slider = null;
    this.live.release();
    if (!fan || fan.none) this.live.settle();
    else if (place !== this.live.stage.race.sliders[slider].place) this.choose(slider, fan.positions[place]);
  }

  /**
   * @param {number} now milliseconds, as requestAnimationFrame gives them
   * @returns {boolean} whether it plays
   */
  tick(now) {
    if (!this.slider) return false;
    const fan = this.live.fanOf(this.slider);
    if (!fan) this.live.ask(this.slider); // other settings have come meanwhile
    if (!fan || fan.none) return !fan;
    this.step(now, fan.positions.length - 1);
    return true;
  }

  step(now, end) {
    const before = Math.round(this.place);
    this.place += ((now - (this.last ?? now)) / 1000) * POSITIONS_A_SECOND * this.direction;
    this.last = now;
    if (this.place >= end || this.place <= 0) this.direction = this.place <= 0 ? 1 : -1;
    this.place = Math.max(0, Math.min(end, this.place));
    if (Math.round(this.place) !== before || !this.live.shown)
      this.live.move(this.slider, Math.round(this.place));
  }

  mark(playing) {
    document
      .querySelector(`${widgetOf(KEY + this.slider)} button`)
      ?.setAttribute("aria-pressed", String(playing));
  }
}
