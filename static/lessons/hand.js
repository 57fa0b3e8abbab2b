/** The slider that the picture follows while it is held: the thumb of a prediction, or 'Change one thing'. */
/** @import { DrawnTerrain, LessonHand } from "../types.js" */
/** @import { Unpacked } from "./lesson_stage.js" */
import { Live } from "./live.js";

export class Hand {
  /** @type {LessonHand|null} */
  slider = null;
  /** Where it stands, if that is not what Python's picture shows. @type {number|null} */
  value = null;
  held = false;
  live = new Live();

  /** @param {() => void} onMove  called when the picture is to be another */
  constructor(onMove) {
    this.onMove = onMove;
  }

  /** What Python's newest picture can be moved by. @param {LessonHand|null} slider */
  take(slider) {
    const isSame = this.slider?.widget === slider?.widget;
    this.slider = slider;
    this.live.take(slider?.engine);
    if (this.held && isSame) this.onMove();
    else this.value = null;
  }

  names = () => (this.slider ? [this.slider.widget] : []);

  hold = () => (this.held = true);

  /** @param {string} _name @param {number} place */
  move = (_name, place) => {
    const value = this.slider?.positions[place];
    if (value === undefined || value === this.value) return;
    this.value = value;
    this.onMove();
  };

  /** @param {string} _name @param {number} place */
  textAt = (_name, place) => String(this.slider?.positions[place] ?? "");

  /** Back where it was, nothing is sent, and nothing comes. */
  release = () => {
    this.held = false;
    if (this.value !== this.slider?.now) return;
    this.value = null;
    this.onMove();
  };

  /** @param {Unpacked} sent  Python's picture @returns {Unpacked} with what the browser adds to it */
  filled(sent) {
    const { slider } = this;
    return slider ? this.live.filled(sent, slider.positions.indexOf(Number(slider.now))) : sent;
  }

  /** @param {Unpacked} sent  Python's picture @returns {Unpacked} the one to show */
  sceneOf(sent) {
    const { slider, value } = this;
    return slider && value !== null ? MOVES[slider.moves](sent, value, this) : sent;
  }

  /** @param {DrawnTerrain} terrain  Python's @param {string} plane @returns {DrawnTerrain} as it is while a slider is held */
  terrainUnder(terrain, plane) {
    return this.value === null || plane !== "subject" ? terrain : this.live.terrainUnder(terrain);
  }
}

/** @param {number} value  of a position; its digits are as few as it has */
const said = (value) => value.toLocaleString("en", { maximumSignificantDigits: 6 });

/** What a slider moves. @type {Record<LessonHand["moves"], (sent: Unpacked, value: number, hand: Hand) => Unpacked>} */
const MOVES = {
  prediction: (sent, value) => ({
    ...sent,
    charts: sent.charts.map((chart) =>
      chart.on ? { ...chart, prediction: { value, words: `you: ${said(value)}` } } : chart,
    ),
  }),
  change: (sent, value, { slider, live }) => live.sceneOf(sent, slider?.positions.indexOf(value) ?? -1),
};
