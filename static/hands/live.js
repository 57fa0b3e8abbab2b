// @ts-nocheck
/**
 * The picture follows the hand: while a slider is held, the race of its position is shown from the slider's fan.
 * Nothing is sent to the server meanwhile; on release the true run comes and takes the picture over.
 */
import { onFan, wantFan } from "../bridge/fan.js";
import { watchSliders } from "./sliders.js";

const PATIENCE = 2000; // ms: no fan takes that long
const NEIGHBOURS = [-3, -2, -1, 1, 2, 3];

export class Live {
  /**
   * @param {import("../stage.js").Stage} stage
   * @param {object|undefined} stage.race  the true race; its `sliders` tell of each slider {label, fan: the key of a
   *   fan that is good for this race, place: where it stands among its positions}
   * @param {(race: object) => void} stage.present  shows a race
   * @param {() => void} stage.invalidate  asks for a frame
   * @param {() => void} stage.keepWide  called when a slider is let go
   */
  constructor(stage) {
    this.stage = stage;
    this.fans = new Map(); // by slider
    this.asked = null; // the key of the fan that is on its way
    this.close = null; // the slider that the pointer or the focus is at
    this.last = null; // the one it was at last, whose neighbours the ghosts are
    this.ghosts = false;
    this.held = null; // [slider, position] in the hand
    this.shown = null; // [slider, position] on show
    this.next = null; // [slider, position] to show with the next frame: the latest wins
    this.onHold = () => {}; // called when a hand takes a slider
    const stops = [
      onFan((fan) => this.receive(fan)),
      watchSliders(() => Object.keys(this.stage.race?.sliders ?? {}), {
        near: (slider) => this.approach(slider),
        hold: () => this.onHold(),
        move: (slider, position) => this.move(slider, position),
        release: () => this.release(),
      }),
    ];
    this.dispose = () => (clearTimeout(this.patience), stops.forEach((stop) => stop()));
  }

  /** The fan of a slider that is good for the race on show, or undefined: a stale one is never shown. */
  fanOf(slider) {
    const fan = this.fans.get(slider);
    return fan && fan.key === this.stage.race?.sliders[slider]?.fan ? fan : undefined;
  }

  approach(slider) {
    this.close = slider;
    this.last = slider ?? this.last;
    this.ask(slider);
  }

  /** Once, and again while the slider is near: a wish gets lost where Streamlit runs the page for something else. */
  ask(slider) {
    const key = this.stage.race?.sliders[slider]?.fan;
    if (!key || this.fanOf(slider) || this.asked === key) return;
    this.asked = key;
    wantFan({ slider, whole: false });
    clearTimeout(this.patience);
    this.patience = setTimeout(() => {
      if (this.asked !== key || this.fanOf(slider)) return;
      this.asked = null;
      if (this.close === slider) this.ask(slider);
    }, PATIENCE);
  }

  /** Other settings, other fans. */
  renew() {
    this.asked = null;
    this.last ??= Object.keys(this.stage.race.sliders)[0];
    this.ask(this.close ?? (this.ghosts ? this.last : null));
  }

  /** A fan that arrives while its slider is held takes over at once. */
  receive(fan) {
    if (fan.slider === "start") return; // the hand's own
    performance.mark("stage.fan", { detail: { slider: fan.slider, whole: fan.whole } });
    this.fans.set(fan.slider, fan);
    if (this.asked === fan.key) this.asked = null;
    if (this.held?.[0] === fan.slider) this.move(...this.held);
    else if (this.ghosts) this.again();
    this.stage.invalidate();
  }

  move(slider, position) {
    if (Number.isNaN(position)) return;
    this.held = this.next = [slider, position];
    this.extend(slider, position);
    this.stage.invalidate();
  }

  /** A fan that takes long comes in two parts: the second only for a hand that goes that far. */
  extend(slider, position) {
    const fan = this.fanOf(slider);
    if (fan?.whole !== false || position < fan.positions.length - 1 || this.asked === fan.key) return;
    this.asked = fan.key;
    wantFan({ slider, whole: true });
  }

  /** Called before a frame is drawn: shows the position that the hand is at now. */
  follow() {
    if (!this.next) return;
    const [slider, position] = this.next;
    this.next = null;
    const fan = this.fanOf(slider);
    if (!fan || fan.none) return;
    this.shown = [slider, position];
    this.stage.present(fan.raceAt(position, this.stage.race));
  }

  /** The true run of where the slider was let go comes by itself; where it was taken up, it is here already. */
  release() {
    const [slider, position] = this.held ?? [];
    this.held = null;
    this.stage.keepWide();
    if (slider && position === this.stage.race?.sliders[slider]?.place) this.settle();
  }

  /** Shows again what is on show: on another ground, with ghosts or without. */
  again() {
    if (this.held) this.move(...this.held);
    else if (this.stage.race) this.stage.present(this.stage.race);
  }

  /** Shows the true race again. */
  settle() {
    this.shown = this.next = null;
    if (this.stage.race) this.stage.present(this.stage.race);
  }

  /** @returns {boolean} whether a run that arrives now must wait, because a hand is on a slider */
  busy() {
    return this.held !== null && this.shown !== null && this.fanOf(this.held[0]) !== undefined;
  }

  /** Ghosts are the paths of the neighbouring positions, drawn faintly, on or off. */
  haunt(on) {
    this.ghosts = on;
    this.renew();
    this.again();
  }

  /** @returns {import("../bridge/trajectories.js").Run[]} the runs at the neighbouring positions of the last slider */
  neighbours() {
    if (!this.ghosts) return [];
    const [slider, place] = this.shown ?? [this.last, this.stage.race.sliders[this.last]?.place];
    const fan = this.fanOf(slider);
    if (!fan || fan.none) return [];
    const places = NEIGHBOURS.map((by) => place + by * fan.every).filter(
      (p) => p >= 0 && p < fan.positions.length,
    );
    return places.flatMap((p) =>
      fan.raceAt(p, this.stage.race).runs.filter((run) => run.name in fan.columns),
    );
  }

  /** @returns {string|undefined} the position of a slider that is on show in the place of the true one */
  textOf(slider) {
    if (this.shown?.[0] !== slider) return undefined;
    return String(this.fanOf(slider)?.positions[this.shown[1]]);
  }

  /** @returns {string} the position in the hand, in words; or why nothing follows it */
  caption() {
    const slider = this.held?.[0] ?? this.shown?.[0] ?? (this.ghosts ? this.last : null);
    const fan = slider && this.fanOf(slider);
    if (!fan) return "";
    if (fan.none) return fan.none;
    return this.shown ? `${this.stage.race.sliders[slider].label} ${fan.positions[this.shown[1]] ?? ""}` : "";
  }
}
