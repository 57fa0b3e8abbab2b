/**
 * A formula in numbers: writes into the places of its MathML. A place is as wide as its widest number that is written
 * without a power of ten, so that nothing jumps while they change.
 */
const SAMPLES = 500; // of a long run: enough to know how wide its numbers are
// Widths of the page's mathematical font, KaTeX_Main, in em; what is not named is a digit.
/** @type {Record<string, number>} */
const WIDTHS = { ".": 0.278, "−": 0.778, "∞": 1, "(": 0.389, ")": 0.389 };

/** @typedef {{mantissa: string, exponent: number|null, wrap: boolean, width: number}} Written  a number, in em */

export class NumberLine {
  /**
   * @param {Element} math  a <math> element with places [data-slot=NAME]
   * @param {import("../bridge/update_port.js").Update} update @param {"x"|"y"} axis
   */
  constructor(math, update, axis) {
    /** @type {NodeListOf<MathMLElement & {written?: string}>} */
    const slots = math.querySelectorAll("[data-slot]");
    this.places = [...slots].map((element, i) => {
      const { slot: name = "", guard } = element.dataset;
      /** @param {number} row */
      const at = (row) => wrapped(update.text(name, update.value(name, axis, row)), guard);
      // The result, and what has an exponent, stand at the right end of their places, all others in the middle.
      const share = i === 0 || element.matches("msup > :first-child > *") ? 1 : 0.5;
      return { element, at, share, width: widest(at, update.isConstant(name) ? 1 : update.rows) };
    });
  }

  /** @param {number} row the update */
  draw(row) {
    for (const { element, at, share, width } of this.places) {
      const number = at(row);
      const html = numberHtml(number);
      if (element.written === html) continue; // writing it again would cost a layout
      element.written = html;
      element.innerHTML = html;
      const gap = number.exponent === null ? Math.max(0, width - number.width) : 0;
      element.setAttribute("lspace", `${(share * gap).toFixed(3)}em`);
      if (number.exponent === null) element.setAttribute("width", `${(number.width + gap).toFixed(3)}em`);
      else element.removeAttribute("width");
    }
  }
}

/**
 * A number with a sign, or with a power of ten, gets parentheses where they are needed.
 * @param {[string, number|null]} number @param {string|undefined} guard @returns {Written}
 */
function wrapped([mantissa, exponent], guard) {
  const wrap = Boolean(guard) && (mantissa.startsWith("−") || (guard === "power" && exponent !== null));
  const width = widthOf(wrap ? `(${mantissa})` : mantissa);
  return { mantissa, exponent, wrap, width };
}

/** @param {string} text */
export function widthOf(text) {
  return [...text].reduce((sum, sign) => sum + (WIDTHS[sign] ?? 0.5), 0);
}

/** @param {(row: number) => Written} at @param {number} rows */
function widest(at, rows) {
  const stride = Math.ceil(rows / SAMPLES);
  let width = 0;
  for (let row = 0; row < rows; row += stride) {
    const number = at(row);
    if (number.exponent === null) width = Math.max(width, number.width);
  }
  return width;
}

/** @param {Written} number */
function numberHtml({ mantissa, exponent, wrap }) {
  const power =
    exponent === null
      ? ""
      : `<mo>×</mo><msup><mn>10</mn><mn>${String(exponent).replace("-", "−")}</mn></msup>`;
  const number = `<mn>${mantissa}</mn>${power}`;
  return wrap ? `<mo stretchy="false">(</mo>${number}<mo stretchy="false">)</mo>` : number;
}
