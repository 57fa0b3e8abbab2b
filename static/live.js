/**
 * The picture follows the hand: while a slider is held, the race of its position is shown from the slider's fan.
 * Nothing is sent to the server meanwhile; on release the true run comes and takes the picture over.
 */
import { onFan, wantFan } from "./fan.js";
import { watchSliders } from "./sliders.js";

export const SLIDERS = ["step_size", "rho", "n_iter", "seed"];

export class Live {
  /**
   * @param {object} stage
   * @param {object} stage.race  the true race, with its fan keys and the place of each slider among its positions
   * @param {(race: object) => void} stage.present  shows a race
   * @param {() => void} stage.invalidate  asks for a frame
   * @param {() => void} stage.keepWide  called when a slider is let go
   */
  constructor(stage) {
    this.stage = stage;
    this.fans = new Map(); // by slider
    this.asked = null;
    this.close = null; // the slider that the pointer or the focus is at
    this.held = null;
    this.shown = null; // [slider, position] on show
    this.next = null; // [slider, position] to show with the next frame: the latest wins
    const stops = [
      onFan((fan) => this.receive(fan)),
      watchSliders(SLIDERS, {
        near: (slider) => this.ask((this.close = slider)),
        move: (slider, position) => this.move(slider, position),
        release: () => this.release(),
      }),
    ];
    this.dispose = () => stops.forEach((stop) => stop());
  }

  /** The fan of a slider that is good for the race on show, or undefined: a stale one is never shown. */
  fanOf(slider) {
    const fan = this.fans.get(slider);
    return fan?.key === this.stage.race?.fanKeys[slider] ? fan : undefined;
  }

  ask(slider) {
    const key = this.stage.race?.fanKeys[slider];
    if (!key || this.fanOf(slider) || this.asked === key) return;
    this.asked = key;
    wantFan({ slider, whole: false });
  }

  /** Other settings, other fans. */
  renew() {
    this.asked = null;
    this.ask(this.close);
  }

  /** A fan that arrives while its slider is held takes over at once. */
  receive(fan) {
    performance.mark("stage.fan", { detail: { slider: fan.slider, whole: fan.whole } });
    this.fans.set(fan.slider, fan);
    this.asked = null;
    if (!fan.whole) wantFan({ slider: fan.slider, whole: true });
    if (this.held?.[0] === fan.slider) this.move(...this.held);
  }

  move(slider, position) {
    if (Number.isNaN(position)) return;
    this.held = this.next = [slider, position];
    this.stage.invalidate();
  }

  /** Called before a frame is drawn: shows the position that the hand is at now. */
  follow() {
    if (!this.next) return;
    const [slider, position] = this.next;
    this.next = null;
    const fan = this.fanOf(slider);
    if (!fan) return;
    this.shown = [slider, position];
    this.stage.present(fan.raceAt(position, this.stage.race));
  }

  /** The true run of where the slider was let go comes by itself; where it was taken up, it is here already. */
  release() {
    const [slider, position] = this.held ?? [];
    this.held = null;
    this.stage.keepWide();
    if (slider && position === this.stage.race.places[slider]) this.settle();
  }

  /** Shows the held position again, on another ground. */
  again() {
    if (this.held) this.move(...this.held);
  }

  /** @returns {boolean} whether a run that arrives now must wait, because a hand is on a slider */
  busy() {
    return this.held !== null && this.shown !== null;
  }

  /** Shows the true race again. */
  settle() {
    this.shown = this.next = null;
    this.stage.present(this.stage.race);
  }
}
