/** A slider that plays by itself: its positions to and fro, from its fan, until it is stopped. */

const POSITIONS_A_SECOND = 6;

export class SliderPlayer {
  /**
   * @param {import("./live.js").Live} live
   * @param {(slider: string, value: number) => void} choose  called with the value it was stopped at
   */
  constructor(live, choose) {
    this.live = live;
    this.choose = choose;
    this.slider = null;
    this.stops = new AbortController();
    // Before the page's own handlers: Python has nothing to do yet.
    window.addEventListener("click", (event) => this.click(event), {
      capture: true,
      signal: this.stops.signal,
    });
    this.dispose = () => this.stops.abort();
  }

  /** The play buttons are the page's own, with the key <slider>_play. */
  click(event) {
    const key = [...(event.target.closest?.('[class*="_play"]')?.classList ?? [])].find((c) =>
      c.endsWith("_play"),
    );
    if (!key) return;
    event.stopPropagation();
    const slider = key.replace("st-key-", "").replace("_play", "");
    if (this.slider === slider) return this.stop();
    this.stop();
    this.start(slider);
  }

  start(slider) {
    this.slider = slider;
    this.direction = 1;
    this.place = this.live.stage.race.places[slider];
    this.last = null;
    this.live.ask(slider);
    this.mark(true);
    this.live.stage.invalidate();
  }

  /** The slider takes the position that it has played to. */
  stop() {
    if (!this.slider) return;
    const { slider } = this,
      fan = this.live.fanOf(slider);
    this.mark(false);
    this.slider = null;
    this.live.held = null;
    if (fan && this.live.shown) this.choose(slider, fan.positions[Math.round(this.place)]);
  }

  /** @param {number} now milliseconds, as requestAnimationFrame gives them @returns {boolean} whether it plays */
  tick(now) {
    const fan = this.slider && this.live.fanOf(this.slider);
    if (!this.slider) return false;
    if (fan?.none) return (this.stop(), false);
    if (!fan) return true; // on its way
    const before = Math.round(this.place);
    this.place += ((now - (this.last ?? now)) / 1000) * POSITIONS_A_SECOND * this.direction;
    this.last = now;
    const end = fan.positions.length - 1;
    if (this.place >= end || this.place <= 0) this.direction = this.place <= 0 ? 1 : -1;
    this.place = Math.max(0, Math.min(end, this.place));
    if (Math.round(this.place) !== before || !this.live.shown)
      this.live.move(this.slider, Math.round(this.place));
    return true;
  }

  mark(playing) {
    const button = document.querySelector(`.st-key-${this.slider}_play button`);
    button?.setAttribute("aria-pressed", String(playing));
  }
}
