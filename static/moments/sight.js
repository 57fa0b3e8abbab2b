/** What is seen, taken from the parts of the stage, and put back there: SEEN, each part with its place. */
/** @import { Packet } from "../types.js" */
/** @import { Context, Name, Seen, Texts } from "../model/seen.js" */
import { NAMES, seenFrom, textsOf } from "../model/seen.js";
import { MAPS } from "../hands/maps.js";
import { FOLDS, unfold, unfolded } from "../bridge/streamlit_page.js";

/**
 * @typedef {object} Parts  of the stage
 * @property {import("../model/clock.js").Clock} clock
 * @property {import("../views/transport.js").Transport} transport
 * @property {import("../views/mechanism.js").Mechanism} mechanism
 * @property {import("../views/options.js").Options} options
 * @property {import("../views/update_panel.js").UpdatePanel} update
 * @property {import("../views/surface_view.js").SurfaceView} surface
 * @property {import("../views/contour_view.js").ContourView} contour
 * @property {import("../views/chart.js").Chart[]} charts
 * @property {import("../views/scoreboard.js").Scoreboard} scoreboard
 * @property {import("../hands/maps.js").Maps} maps
 * @property {import("../hands/preview.js").Preview} preview
 * @property {() => Packet} packet  the race as it came last; undefined before the first
 */

/**
 * @template T
 * @typedef {{get: () => T, set: (value: T) => unknown}} Place  where a part of what is seen is
 */

export class Sight {
  /** What is to be unfolded as soon as the page has it. @type {string[]|null} */
  folds = null;

  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    this.places = placesOf(parts, this);
  }

  /** The settings on show, as a link has them, with what was moved and Python does not know of yet. @returns {Texts} */
  settings() {
    const moved = [...this.parts.preview.changes].map(([name, value]) => [name, String(value)]);
    return { ...this.parts.packet().settings, ...Object.fromEntries(moved) };
  }

  /** @returns {Texts} what is seen, less what is as usual */
  texts() {
    const taken = NAMES.map((name) => [name, this.places[name].get()]);
    return textsOf(/** @type {Seen} */ (Object.fromEntries(taken)));
  }

  /** @returns {Context} */
  context() {
    const { clock, preview } = this.parts;
    const optimizers = (preview.race?.runs ?? []).map(({ name }) => name);
    return {
      nIter: clock.nIter,
      optimizers,
      sliders: preview.sliders(),
      slider: preview.slider,
      folds: FOLDS,
      maps: MAPS,
    };
  }

  /** A race with another terrain is to be drawn: it is looked at from there at once. @param {Texts} texts */
  prepare(texts) {
    this.parts.surface.asked = seenFrom(texts, this.context()).seen.camera;
  }

  /**
   * Puts back what is seen, the usual where nothing is said.
   * @param {Texts} texts @param {boolean} still  whether what plays shows its end instead
   * @returns {string[]} a sentence for each text that is no good
   */
  show(texts, still) {
    const { seen, notices } = seenFrom(texts, this.context());
    const shown = still && seen.playing ? { ...seen, playing: false, iterate: this.parts.clock.nIter } : seen;
    for (const name of NAMES) put(this.places, shown, name);
    return notices;
  }

  /** What comes late, with the rest of the page, is unfolded now. */
  settle() {
    const { folds } = this;
    if (folds && FOLDS.every((key) => unfold(key, folds.includes(key)))) this.folds = null;
  }
}

/**
 * @template {Name} K
 * @param {{[N in Name]: Place<Seen[N]>}} places @param {Seen} seen @param {K} name
 */
const put = (places, seen, name) => places[name].set(seen[name]);

/** @param {Parts} parts @param {Sight} sight @returns {{[N in Name]: Place<Seen[N]>}} */
function placesOf(parts, sight) {
  const {
    clock,
    transport,
    mechanism,
    options,
    update,
    surface,
    contour,
    charts,
    scoreboard,
    preview,
    maps,
  } = parts;
  return {
    speed: { get: () => clock.speed, set: (speed) => transport.pace(speed, clock.loop) },
    loop: { get: () => clock.loop, set: (loop) => transport.pace(clock.speed, loop) },
    mechanism: { get: () => mechanism.on, set: (on) => mechanism.show(on) },
    ghosts: {
      get: () => (preview.ghosts ? preview.slider : ""),
      set(slider) {
        if (slider) preview.slider = slider;
        options.showGhosts(Boolean(slider));
      },
    },
    update: { get: () => update.shown, set: (optimizer) => update.show(optimizer) },
    open: {
      get: unfolded,
      set(folds) {
        sight.folds = folds;
        sight.settle();
      },
    },
    camera: { get: () => surface.pose(), set: (pose) => surface.look(pose) },
    zoomed: { get: () => contour.zoomed(), set: (part) => contour.zoomTo(part) },
    map: { get: () => maps.name, set: (name) => maps.show(name) },
    owner: { get: () => maps.chosen, set: (owner) => maps.show(maps.name, owner) },
    map_zoomed: { get: () => maps.settings.zoomed(), set: (part) => maps.settings.zoomTo(part) },
    ground: { get: () => maps.ground, set: (owner) => maps.showGround(owner) },
    below: {
      get: () => charts.flatMap(({ below }, i) => (below.all ? [i + 1] : [])),
      set(places) {
        charts.forEach((chart, i) => {
          if (chart.below.all !== places.includes(i + 1)) chart.showBelow(!chart.below.all);
        });
      },
    },
    sort: { get: () => scoreboard.sort ?? "", set: (sort) => scoreboard.sortBy(sortNamed(sort)) },
    iterate: {
      get: () => clock.iterate,
      set(iterate) {
        if (iterate === null) return;
        clock.pause();
        clock.seek(iterate);
      },
    },
    playing: { get: () => clock.playing, set: (playing) => playing && clock.play() },
  };
}

/** @param {string} name */
const sortNamed = (name) => /** @type {import("../views/scoreboard.js").Sort|null} */ (name || null);
