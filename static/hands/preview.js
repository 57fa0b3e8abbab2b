/**
 * The picture follows the pointer: while anything is moved, the browser runs the race itself, at full length and
 * precision, and nothing is sent. On release Python's run comes, and stays.
 *
 * What was moved holds here until Python's run has it, or has something else in its place: so the next drag begins
 * from what is on the screen, whether the server is slow, busy or gone.
 */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { EngineNumbers, Point, Programs, Race, Run } from "../types.js" */
import { rowsDealt } from "../engine/race.js";
import { withSetting } from "../engine/settings.js";
import { partsAt, previewRace, quantitiesOf, recordOf } from "../model/preview.js";

/** @typedef {number | Point} Value  a point for the start, a number for all other settings */

const NEIGHBOURS = [-3, -2, -1, 1, 2, 3];
const MOST_UPDATES = 60_000; // of all the ghosts together: more would not be there with the next frame

export class Preview {
  /**
   * @param {object} on
   * @param {(race: Race) => void} on.present  shows a race
   * @param {() => void} on.invalidate  asks for a frame
   */
  constructor({ present, invalidate }) {
    this.present = present;
    this.invalidate = invalidate;
    /** Python's, once it is here. @type {Race|undefined} */
    this.race = undefined;
    /** The programs of that race, and all that it is run from; undefined while they are not here. */
    this.programs = /** @type {Programs|undefined} */ (undefined);
    this.record = /** @type {EngineRecord|undefined} */ (undefined);
    /** The quantities that Python has sent. @type {Set<string>} */
    this.sent = new Set();
    /** Name of a setting -> the value that it was moved to. @type {Map<string, Value>} */
    this.changes = new Map();
    /** The settings that are being moved, and the one that was moved last. @type {string[]} */
    this.held = [];
    this.last = "";
    this.slider = "step_size"; // the slider that was moved last, whose neighbours the ghosts are
    this.ghosts = false;
    this.stale = false; // whether the next frame must show another race
  }

  /** Takes Python's run, and what it takes to run it here. @param {Race} race @param {Programs} [programs] */
  arrive(race, programs) {
    const before = this.race?.engine;
    this.race = race;
    this.sent = new Set(race.curves.map(([quantity]) => quantity));
    this.programs = programs?.key === race.programs ? programs : undefined;
    this.record = this.programs && recordOf(this.programs, race);
    for (const [name, value] of this.changes) {
      if (!this.held.includes(name) && isAnswered(race.engine, name, value, before))
        this.changes.delete(name);
    }
    this.again();
  }

  /** The server has answered all that it was sent: its answer counts. */
  yield() {
    const open = [...this.changes.keys()].filter((name) => !this.held.includes(name));
    for (const name of open) this.changes.delete(name);
    if (open.length) this.again();
  }

  /** Marks the runs of Python's race that part from the browser's own. @param {number} pixel  in units of the plane */
  findChaos(pixel) {
    const { race, record, programs } = this;
    if (!race || !record || !programs || race.runs.some((run) => run.chaotic !== undefined)) return;
    const { runs } = previewRace(record, race, programs.words);
    race.runs.forEach((run, i) => (run.chaotic = partsAt(runs[i], run, pixel)));
    if (race.runs.some(({ chaotic }) => Number.isFinite(chaotic))) this.again();
  }

  /** A setting is moved: shown with the next frame, the latest value wins. @param {string} name @param {Value} value */
  move(name, value) {
    this.moveAll({ [name]: value });
  }

  /** Several at once, the last of them is named. @param {Record<string, Value>} values */
  moveAll(values) {
    if (!this.record) return;
    this.held = Object.keys(values);
    for (const [name, value] of Object.entries(values)) this.changes.set(name, value);
    this.last = this.held[this.held.length - 1];
    if (this.sliders().includes(this.last)) this.slider = this.last;
    this.stale = true;
    this.invalidate();
  }

  /** It is let go: it stays as it is until Python's run is here, or is where it was. */
  release() {
    const { race, held } = this;
    this.held = [];
    for (const name of held)
      if (race && String(this.changes.get(name)) === String(valueIn(race.engine, name))) this.cancel(name);
  }

  /**
   * A slider is let go at a value, after it was taken at another one, or at the same.
   * @param {string} name @param {number|undefined} begun @param {number|undefined} value  undefined: it has no positions now
   * @returns {value is number} whether Python is to hear of it: it was told of where it was taken, but may have
   *   answered another wish meanwhile
   */
  putDown(name, begun, value) {
    if (value === undefined) this.cancel(name);
    else this.release();
    return value !== undefined && (value !== begun || this.changes.has(name));
  }

  /** It is let go, and nothing is to come of it. @param {string} name */
  cancel(name) {
    this.held = [];
    this.changes.delete(name);
    this.again();
  }

  /** Called before a frame is drawn: shows what was moved since the last. */
  follow() {
    if (!this.stale) return;
    this.stale = false;
    this.again();
  }

  /** Shows again what is on show: with other terrain or curves, with ghosts or without. */
  again() {
    if (this.race) this.present(this.changes.size || this.lacksCurve() ? this.preview(this.race) : this.race);
  }

  /** Whether a chart shows what Python has not sent: the visitor has just chosen it. */
  lacksCurve() {
    return this.race?.curves.some(([quantity]) => !this.sent.has(quantity)) ?? false;
  }

  /** @param {Race} race  Python's @returns {Race} the one that the browser makes of it, if it can */
  preview(race) {
    const moved = this.moved();
    return moved && this.programs ? previewRace(moved, race, this.programs.words, this.changes) : race;
  }

  /** The record with all that was moved, and with what the charts show now. */
  moved(changes = this.changes) {
    if (!this.record || !this.race) return undefined;
    const record = { ...this.record, quantities: quantitiesOf(this.race) };
    return [...changes].reduce((moved, [name, value]) => withSetting(moved, name, value), record);
  }

  /** What a picture shows beside the race. */
  beside() {
    return { ghosts: this.neighbours(), data: this.data() };
  }

  /** @returns {import("../types.js").Scene["data"]} the data of the race on show, where they are those of a line */
  data() {
    const record = this.moved();
    const rows = record?.objective.data;
    return rows && "features" in rows ? { rows, dealt: rowsDealt(record) } : null;
  }

  /** @returns {[string, number]|null} the setting whose move is on show, and its slider's position */
  get shown() {
    const value = this.changes.get(this.last);
    if (value === undefined || !this.record) return null;
    return [this.last, this.positionsOf(this.last).indexOf(Number(value))];
  }

  /** @param {string} name @returns {Value|undefined} what a setting is now */
  valueOf(name) {
    return this.changes.get(name) ?? (this.race && valueIn(this.race.engine, name));
  }

  /** @returns {string[]} the names of the settings that have a slider; not those to which no racer listens now */
  sliders() {
    const listeners = this.race?.engine.listeners;
    return Object.keys(this.programs?.sliders ?? {}).filter((name) => listeners?.[name]?.length !== 0);
  }

  /** @param {string} slider @returns {number[]} its positions; none while its programs are not here */
  positionsOf(slider) {
    return this.programs?.sliders[slider]?.positions ?? [];
  }

  /** @param {string} slider @returns {string} what it is called */
  labelOf(slider) {
    return this.programs?.sliders[slider]?.label ?? "";
  }

  /** Ghosts are the paths of the neighbouring positions, drawn faintly, on or off. @param {boolean} on */
  showGhosts(on) {
    this.ghosts = on;
    this.again();
  }

  /** @returns {import("../types.js").Ghost[]} the runs at the neighbouring positions of the slider moved last */
  neighbours() {
    const record = this.ghosts ? this.moved() : undefined;
    if (!record) return [];
    const positions = this.positionsOf(this.slider);
    const place = positions.indexOf(Number(this.valueOf(this.slider)));
    const label = this.labelOf(this.slider);
    const affordable = MOST_UPDATES / (record.n_iter * this.followers(this.slider).length);
    return NEIGHBOURS.filter((by) => place >= 0 && place + by in positions)
      .sort((a, b) => Math.abs(a) - Math.abs(b))
      .slice(0, Math.floor(affordable))
      .map((by) => positions[place + by])
      .flatMap((value) => this.runsAt(value).map((run) => ({ ...run, ghost: { label, value } })));
  }

  /** @param {number} value  of the slider moved last @returns {Run[]} of those that it moves */
  runsAt(value) {
    const record = this.moved(new Map([...this.changes, [this.slider, value]]));
    if (!record || !this.race || !this.programs) return [];
    const names = this.followers(this.slider);
    const optimizers = Object.fromEntries(names.map((name) => [name, record.optimizers[name]]));
    const runs = this.race.runs.filter(({ name }) => names.includes(name));
    return previewRace({ ...record, optimizers }, { ...this.race, runs }, this.programs.words).runs;
  }

  /** @param {string} slider @returns {string[]} the racers that it moves */
  followers(slider) {
    const { optimizers = {}, listeners } = this.race?.engine ?? {};
    const [owner] = slider.split(".");
    return owner in optimizers ? [owner] : (listeners?.[slider] ?? Object.keys(optimizers));
  }

  /** @param {string} slider @returns {string|undefined} its value on show, in the place of the true one */
  textOf(slider) {
    return this.changes.has(slider) ? this.say(slider, this.changes.get(slider)) : undefined;
  }

  /** @param {string} slider @param {Value|undefined} value @returns {string} a value of it as people read it */
  say(slider, value) {
    return this.programs?.sliders[slider]?.words?.[String(value)] ?? String(value);
  }

  /** @param {Record<string, {label: string, text: string}>} sliders @returns {string} their values on show, in one line */
  words(sliders) {
    return Object.entries(sliders)
      .map(([name, { label, text }]) => `${label} ${this.textOf(name) ?? text}`)
      .join(" · ");
  }

  /** @returns {string} what was moved last, as long as Python's run is not here; else whose neighbours the ghosts are */
  caption() {
    const label = this.labelOf(this.last);
    if (label && this.changes.has(this.last)) return `${label} ${this.textOf(this.last)}`;
    return this.ghosts && this.programs ? `Ghosts: ${this.labelOf(this.slider)}` : "";
  }
}

/**
 * Whether Python's run has a value that was moved here, or another one than it had before.
 * @param {EngineNumbers} now @param {string} name @param {Value} value @param {EngineNumbers} [before]
 */
function isAnswered(now, name, value, before) {
  const answer = String(valueIn(now, name));
  return answer === String(value) || (before !== undefined && answer !== String(valueIn(before, name)));
}

/** @param {EngineNumbers} numbers @param {string} name @returns {Value|undefined} what a setting is in Python's run */
function valueIn({ settings, optimizers, parameters }, name) {
  const [owner, field] = name.split(".");
  return field ? (optimizers[owner]?.[field] ?? parameters[field]) : settings[name];
}
