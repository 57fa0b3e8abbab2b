/**
 * Formulas in numbers: writes into the places of their MathML. The numbers of x and y stand one below the other, their
 * decimal points too, and so do all results; a place is as wide as its widest number without a power of ten, so that
 * nothing jumps while they change.
 */
/** @import { Update } from "../bridge/update_port.js" */
const SAMPLES = 500; // of a long run: enough to know how wide its numbers are
/** @type {("x"|"y")[]} */
const AXES = ["x", "y"];
// Widths of the page's mathematical font, KaTeX_Main, in em; what is not named is a digit.
/** @type {Record<string, number>} */
const WIDTHS = { ".": 0.278, "−": 0.778, "∞": 1, "(": 0.389, ")": 0.389 };
const TIMES_TEN = 2.25; // em, of "×10" with the room around the sign
const RAISED = 0.72; // of the size, an exponent

/**
 * @typedef {object} Written  a number; its widths in em
 * @property {string} mantissa @property {number|null} exponent @property {boolean} wrap  whether in parentheses
 * @property {number} left  of what is before the decimal point @property {number} right  of the rest
 *
 * @typedef {{left: number, right: number}} Room
 *
 * @typedef {object} Place
 * @property {MathMLElement & {written?: string}} element
 * @property {(row: number) => Written} at
 * @property {number} group  the places that are aligned with it
 * @property {boolean} atTheEnd  whether something stands right behind it
 */

export class NumberTable {
  /**
   * @param {Record<"x"|"y", Element>[]} lines  the <math> elements of each sub-step, with places [data-slot=NAME]
   * @param {Update} update
   */
  constructor(lines, update) {
    /** @type {Place[]} */
    this.places = lines.flatMap((line, i) => AXES.flatMap((axis) => placesOf(line[axis], axis, i, update)));
    /** By group. @type {Map<number, Room>} */
    this.rooms = new Map();
    for (const { at, group } of this.places) this.widen(group, plainRoom(at, update.rows));
  }

  /** @param {number} group @param {Room} room */
  widen(group, { left, right }) {
    const before = this.rooms.get(group) ?? { left: 0, right: 0 };
    this.rooms.set(group, { left: Math.max(before.left, left), right: Math.max(before.right, right) });
  }

  /** @param {number} row the update */
  draw(row) {
    const numbers = this.places.map(({ at }) => at(row));
    const kept = this.rooms;
    this.rooms = new Map(kept);
    this.places.forEach(({ group }, i) => this.widen(group, numbers[i])); // powers of ten need more, now
    this.places.forEach((place, i) => this.write(place, numbers[i]));
    this.rooms = kept;
  }

  /** @param {Place} place @param {Written} number */
  write({ element, group, atTheEnd }, number) {
    const { left, right } = /** @type {Room} */ (this.rooms.get(group));
    const gap = left - number.left + (atTheEnd ? right - number.right : 0);
    const html = numberHtml(number);
    const state = `${html} ${gap.toFixed(3)} ${(left + right).toFixed(3)}`;
    if (element.written === state) return; // writing it again would cost a layout
    element.written = state;
    element.innerHTML = html;
    element.setAttribute("lspace", `${gap.toFixed(3)}em`);
    element.setAttribute("width", `${(left + right).toFixed(3)}em`);
  }
}

/**
 * @param {Element} math @param {"x"|"y"} axis @param {number} line  the place of the sub-step @param {Update} update
 * @returns {Place[]} the results are all of group 0
 */
function placesOf(math, axis, line, update) {
  /** @type {NodeListOf<MathMLElement>} */
  const slots = math.querySelectorAll("[data-slot]");
  return [...slots].map((element, i) => {
    const { slot: name = "", guard } = element.dataset;
    const at = (/** @type {number} */ row) => wrapped(update.text(name, axis, row), guard);
    return { element, at, group: i && 1000 * line + i, atTheEnd: element.matches("msup > :first-child > *") };
  });
}

/**
 * A number with a sign, or with a power of ten, gets parentheses where they are needed.
 * @param {[string, number|null]} number @param {string|undefined} guard @returns {Written}
 */
function wrapped([mantissa, exponent], guard) {
  const wrap = Boolean(guard) && (mantissa.startsWith("−") || (guard === "power" && exponent !== null));
  const [whole, ...rest] = mantissa.split(/(?=\.)/);
  const power = exponent === null ? 0 : TIMES_TEN + RAISED * widthOf(sign(exponent));
  return {
    mantissa,
    exponent,
    wrap,
    left: widthOf(wrap ? `(${whole}` : whole),
    right: widthOf(rest.join("") + (wrap ? ")" : "")) + power,
  };
}

/** @param {string} text */
export function widthOf(text) {
  return [...text].reduce((sum, letter) => sum + (WIDTHS[letter] ?? 0.5), 0);
}

/** @param {number} exponent */
const sign = (exponent) => String(exponent).replace("-", "−");

/** @param {(row: number) => Written} at @param {number} rows @returns {Room} of all that has no power of ten */
function plainRoom(at, rows) {
  const stride = Math.ceil(rows / SAMPLES);
  const room = { left: 0, right: 0 };
  for (let row = 0; row < rows; row += stride) {
    const { exponent, left, right } = at(row);
    if (exponent !== null) continue;
    room.left = Math.max(room.left, left);
    room.right = Math.max(room.right, right);
  }
  return room;
}

/** @param {Written} number */
function numberHtml({ mantissa, exponent, wrap }) {
  const power = exponent === null ? "" : `<mo>×</mo><msup><mn>10</mn><mn>${sign(exponent)}</mn></msup>`;
  const number = `<mn>${mantissa}</mn>${power}`;
  return wrap ? `<mo stretchy="false">(</mo>${number}<mo stretchy="false">)</mo>` : number;
}
