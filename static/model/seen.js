/**
 * What is seen of a race and is no setting: where the clock stands, what is drawn, what is open, from where it is
 * looked at. Each part is a record, which reads and writes it as text: a link holds it by its name, as a setting.
 */
import { poseFrom, poseText } from "./pose.js";
import { SPEEDS, DEFAULT_SPEED } from "./clock.js";

/**
 * @typedef {object} Seen
 * @property {string} speed  of SPEEDS
 * @property {boolean} loop
 * @property {boolean} mechanism
 * @property {string} ghosts  the slider whose neighbouring positions are drawn, "" for none
 * @property {string} update  the optimizer of which one update is open, "" for none
 * @property {string[]} open  what is unfolded on the page
 * @property {import("./pose.js").Pose|null} camera  of the surface, null where it was not turned
 * @property {number[]|null} zoomed  the part of the contour on show, x0, x1, y0, y1; null where it was not zoomed
 * @property {number[]} below  the charts that show all values, from 1
 * @property {string} map  in the surface's place, "" for the surface
 * @property {string} owner  the racer whose map it is, "" for the first
 * @property {number[]|null} map_zoomed  the part of the map of settings on show: step sizes from, to, and from, to of
 *   the second parameter where it has one; null where it was not zoomed
 * @property {string} ground  the racer whose ends the contour stands on, "" for the height
 * @property {string} sort  of the scoreboard, "" for the order of the menu
 * @property {number|null} iterate  null: as a race begins by itself
 * @property {boolean} playing
 *
 * @typedef {object} Context  what a race has to be looked at
 * @property {number} nIter
 * @property {string[]} optimizers
 * @property {string[]} sliders
 * @property {string} slider  the one that was moved last
 * @property {string[]} folds  of the page
 * @property {string[]} maps  that there are
 */

/**
 * @template T
 * @typedef {{value: T, fault?: string}} Reading  the good value nearest to a text, and what is wrong with the text
 */

/**
 * @template T
 * @typedef {object} Part
 * @property {string} label  in a sentence
 * @property {T} usual  what a link leaves out
 * @property {(text: string, context: Context) => Reading<T>} read
 * @property {(value: T) => string} write
 * @property {(value: T) => string} [words]  by default as it is written
 */

const UNKNOWN = "is not known";
const fold = (/** @type {string} */ text) => text.toLowerCase().replace(/[\s_-]/g, "");

/** @param {string} label @returns {Part<boolean>} */
function onOff(label) {
  const [on, off] = [
    ["true", "on", "yes", "1"],
    ["false", "off", "no", "0"],
  ];
  return {
    label,
    usual: false,
    read(text) {
      const value = on.includes(fold(text));
      const known = value || off.includes(fold(text));
      return known ? { value } : { value, fault: "is neither true nor false" };
    },
    write: String,
    words: (value) => (value ? "on" : "off"),
  };
}

/**
 * @param {string} label @param {(context: Context) => string[]} namesIn @param {(context: Context) => string} usualIn
 *   what stands for a name that is not known, and for 'true'
 * @returns {Part<string>}
 */
function oneOf(label, namesIn, usualIn) {
  return {
    label,
    usual: "",
    read(text, context) {
      const value = namesIn(context).find((name) => fold(name) === fold(text));
      if (value !== undefined || fold(text) === "true") return { value: value ?? usualIn(context) };
      return { value: usualIn(context), fault: UNKNOWN };
    },
    write: (value) => value,
    words: (value) => value || "none",
  };
}

/**
 * @template T
 * @param {string} label @param {(word: string, context: Context) => T|undefined} one  what a word stands for
 * @returns {Part<T[]>}
 */
function someOf(label, one) {
  return {
    label,
    usual: [],
    read(text, context) {
      const read = text.split(",").map((word) => one(word.trim(), context));
      const value = [...new Set(read.filter((each) => each !== undefined))];
      return value.length === read.length ? { value } : { value, fault: "has a name that is not known" };
    },
    write: (value) => value.join(","),
    words: (value) => value.join(", ") || "none",
  };
}

/** @type {Part<string>} */
const SPEED = {
  label: "Speed",
  usual: DEFAULT_SPEED,
  /** A number is one of iterates a second. */
  read(text) {
    const names = Object.keys(SPEEDS);
    const name = names.find((each) => fold(each) === fold(text));
    if (name) return { value: name };
    const [rate] = numbersIn(text);
    if (!(rate > 0)) return { value: DEFAULT_SPEED, fault: UNKNOWN };
    const away = (/** @type {string} */ each) => Math.abs(Math.log(parseFloat(each) / rate));
    const rates = names.filter((each) => each.endsWith("/ s"));
    return {
      value: rates.reduce((best, each) => (away(each) < away(best) ? each : best)),
      fault: "is not offered",
    };
  },
  write: (value) => value.replaceAll(" ", ""),
  words: (value) => value,
};

/** @type {Part<number|null>} */
const ITERATE = {
  label: "Iterate",
  usual: null,
  read(text, { nIter }) {
    const [asked] = numbersIn(text);
    if (Number.isNaN(asked)) return { value: null, fault: "is not a number" };
    const value = Math.round(Math.max(0, Math.min(nIter, asked)));
    if (value === asked) return { value };
    return {
      value,
      fault: asked < 0 ? "is before the start" : asked > nIter ? "is past the end" : "is not a whole number",
    };
  },
  write: String,
  words: (value) => (value === null ? "the usual beginning" : String(value)),
};

/** @type {Part<number[]|null>} */
const ZOOMED = {
  label: "Zoomed",
  usual: null,
  read(text) {
    const four = numbersIn(text);
    if (four.length !== 4 || !four.every(Number.isFinite))
      return { value: null, fault: "is not four numbers x0,x1,y0,y1" };
    const [x0, x1, y0, y1] = four;
    if (x0 >= x1 || y0 >= y1) return { value: null, fault: "is empty" };
    return { value: four };
  },
  write: (value) => (value ?? []).map((each) => String(Number(each.toPrecision(6)))).join(),
  words: (value) => (value ? value.join() : "the whole contour"),
};

/** @type {Part<number[]|null>} */
const MAP_ZOOMED = {
  label: "Map zoomed",
  usual: null,
  read(text) {
    const ends = numbersIn(text);
    const [low, high, from = 0, to = 1] = ends;
    if (![2, 4].includes(ends.length) || !ends.every(Number.isFinite))
      return { value: null, fault: "is not two numbers, or four" };
    if (low <= 0 || from < 0 || to > 1) return { value: null, fault: "is on no map" };
    if (low >= high || from >= to) return { value: null, fault: "is empty" };
    return { value: ends };
  },
  write: ZOOMED.write,
  words: (value) => (value ? value.join() : "the whole map"),
};

/** @type {Part<import("./pose.js").Pose|null>} */
const CAMERA = {
  label: "Camera",
  usual: null,
  read: (text) => poseFrom(numbersIn(text)),
  write: (value) => (value ? poseText(value) : ""),
  words: (value) => (value ? poseText(value) : "where all is seen"),
};

/** @param {string} text @returns {number[]} what is separated by commas; NaN for what is no number */
function numbersIn(text) {
  return text.split(",").map((part) => (part.trim() ? Number(part.replace("−", "-")) : NaN));
}

const CHARTS = ["1", "2", "3"];

/** In the order in which they are put back: what plays begins when all else is there. @type {{[K in keyof Seen]: Part<Seen[K]>}} */
export const SEEN = {
  speed: SPEED,
  loop: onOff("Loop"),
  mechanism: onOff("Mechanism"),
  ghosts: oneOf(
    "Ghosts",
    ({ sliders }) => sliders,
    ({ slider }) => slider,
  ),
  update: oneOf(
    "Update",
    ({ optimizers }) => optimizers,
    ({ optimizers }) => optimizers[0],
  ),
  open: someOf("Open", (word, { folds }) => folds.find((each) => each === word)),
  camera: CAMERA,
  zoomed: ZOOMED,
  map: oneOf(
    "Map",
    ({ maps }) => maps,
    ({ maps }) => maps[0],
  ),
  owner: oneOf(
    "Owner",
    ({ optimizers }) => optimizers,
    ({ optimizers }) => optimizers[0],
  ),
  map_zoomed: MAP_ZOOMED,
  ground: oneOf(
    "Ground",
    ({ optimizers }) => optimizers,
    ({ optimizers }) => optimizers[0],
  ),
  below: someOf("Below", (word) => (CHARTS.includes(word) ? Number(word) : undefined)),
  sort: oneOf(
    "Sort",
    () => ["value", "best", "distance"],
    () => "",
  ),
  iterate: ITERATE,
  playing: onOff("Playing"),
};

/** @typedef {keyof Seen} Name */
export const NAMES = /** @type {Name[]} */ (Object.keys(SEEN));

/** As texts, by the names of SEEN: what a link holds, and a moment. @typedef {Record<string, string>} Texts */

/** @param {Seen} seen @returns {Texts} less what is as usual */
export function textsOf(seen) {
  const written = NAMES.map((name) => [name, writtenOf(name, seen[name])]);
  return Object.fromEntries(written.filter(([name, text]) => text !== writtenUsual(name)));
}

/**
 * @param {Texts} texts @param {Context} context
 * @returns {{seen: Readonly<Seen>, notices: string[]}} what they ask for, and a sentence for each text that is no good
 */
export function seenFrom(texts, context) {
  /** @type {string[]} */
  const notices = [];
  const read = NAMES.map((name) => {
    const text = texts[name];
    const part = /** @type {Part<any>} */ (SEEN[name]);
    if (text === undefined || text === writtenUsual(name)) return [name, part.usual];
    const { value, fault } = part.read(text, context);
    const used = (part.words ?? part.write)(value);
    if (fault) notices.push(`${part.label}: ${quoted(text)} ${fault}; using ${used}.`);
    return [name, value];
  });
  return { seen: Object.freeze(Object.fromEntries(read)), notices };
}

/** @param {Name} name @param {unknown} value */
const writtenOf = (name, value) => (value === null ? "" : /** @type {Part<any>} */ (SEEN[name]).write(value));

/** @param {string} name */
const writtenUsual = (name) => writtenOf(/** @type {Name} */ (name), SEEN[/** @type {Name} */ (name)].usual);

/** @param {string} text */
const quoted = (text) => `‘${text.length > 24 ? `${text.slice(0, 24)}…` : text}’`;
