/** Numbers as a reader wants them: 3 significant figures, a true minus, powers of ten with a real superscript. */

/** @param {string} text */
const minus = (text) => text.replace("-", "−");

/** @param {number} n @param {string} noun @returns {string} '1 iteration', '50 iterations' */
export const counted = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;

/**
 * @param {number} value @param {number} digits
 * @returns {[string, number]} mantissa and exponent of `value` in scientific notation
 */
function scientific(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e");
  return [mantissa, Number(exponent)];
}

/**
 * @param {number} value
 * @param {number} digits significant figures
 * @returns {string} plain text, e.g. "0.00318", "2.0×10^−6"
 */
export function formatText(value, digits = 3) {
  const [mantissa, exponent] = parts(value, digits);
  return exponent === null ? mantissa : `${mantissa}×10^${minus(String(exponent))}`;
}

/**
 * The same as HTML, with the exponent raised. Only digits and signs come out, so it is safe to insert.
 * @param {number} value @param {number} [digits]
 */
export function formatHtml(value, digits = 3) {
  const [mantissa, exponent] = parts(value, digits);
  return exponent === null ? mantissa : `${mantissa}×10<sup>${minus(String(exponent))}</sup>`;
}

/**
 * @param {number|undefined} value @param {number} [digits]
 * @returns {[string, number|null]} mantissa and, where the value is too large or small to write out, its exponent
 */
export function parts(value, digits = 3) {
  if (value === undefined || Number.isNaN(value)) return ["–", null];
  if (!Number.isFinite(value)) return [value > 0 ? "∞" : "−∞", null];
  if (value === 0) return ["0", null];
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e4)
    return [minus(size >= 1000 ? value.toFixed(0) : value.toPrecision(digits)), null];
  const [mantissa, exponent] = scientific(value, Math.max(2, digits - 1));
  return [minus(mantissa), exponent];
}

/**
 * The parts of a number with just so many significant digits, so that one can go on working with them.
 * @param {number} value @param {number} digits @returns {[string, number|null]}
 */
export function writtenParts(value, digits) {
  if (!value || !Number.isFinite(value)) return parts(value);
  const [mantissa, exponent] = scientific(value, digits);
  const plain = exponent >= -3 && exponent < digits;
  return plain ? [minus(value.toPrecision(digits)), null] : [minus(mantissa), exponent];
}

/**
 * The parts of a number that someone has chosen: all of its digits, "0.9999", "1×10^−8".
 * @param {number} value @returns {[string, number|null]}
 */
export function exactParts(value) {
  const [mantissa, exponent] = value.toExponential().split("e");
  const plain = value === 0 || (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6);
  return plain ? [minus(String(value)), null] : [minus(mantissa), Number(exponent)];
}

/** A number that someone has chosen, as plain text: "0.0001", "1e−8". @param {number} value */
export function exactText(value) {
  const [digits, exponent] = exactParts(value);
  return exponent === null ? digits : `${digits}e${minus(String(exponent))}`;
}

/** A number that someone has chosen, as HTML. @param {number} value */
export function exactHtml(value) {
  const [digits, exponent] = exactParts(value);
  if (exponent === null) return digits;
  return `${digits === "1" ? "" : `${digits}×`}10<sup>${minus(String(exponent))}</sup>`;
}

/** "2.0×10^−6" with the exponent raised, as a canvas writes it. @param {string} text */
export function raised(text) {
  /** @type {Record<string, string|number>} */
  const signs = { "−": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, i) => [i, sign])) };
  return text.replace(/\^([−\d]+)/g, (_, /** @type {string} */ exponent) =>
    [...exponent].map((sign) => signs[sign]).join(""),
  );
}

/** A number that someone has chosen, as a canvas writes it: "0.0001", "10⁻⁸". @param {number} value */
export const exactRaised = (value) => raised(plainPower(exactHtml(value)));

/** @param {string} html */
const plainPower = (html) => html.replace("<sup>", "^").replace("</sup>", "");

/**
 * What was subtracted from a number, as HTML, to follow its name: " − 100000", or nothing.
 * @param {number} offset
 */
export function lessHtml(offset) {
  return offset ? ` ${offset > 0 ? "−" : "+"} ${exactHtml(Math.abs(offset))}` : "";
}

/** The same as plain text. @param {number} offset */
export const lessText = (offset) => plainPower(lessHtml(offset));

/** A coordinate pair for a legend: "(−0.166, 0.441)". @param {number[]} point @param {number} [digits] */
export function formatPoint(point, digits = 3) {
  return `(${point.map((v) => minus(String(Number(v.toPrecision(digits))))).join(", ")})`;
}

/**
 * @param {number[]} a @param {number[]} b
 * @returns {number} the significant digits, 3 or more, in which two points are told apart
 */
export function tellingDigits(a, b) {
  /** @param {number} digits */
  const apart = (digits) => formatPoint(a, digits) !== formatPoint(b, digits);
  return [3, 4, 5, 6, 8, 10, 12].find(apart) ?? 3;
}

/**
 * A tick or a slider's round number: "−0.5", "10000", "2e−6".
 * @param {number} value @param {number} [digits]
 */
export function formatRound(value, digits = 6) {
  const size = Math.abs(value);
  const plain = size === 0 || (size >= 1e-3 && size < 1e5);
  const round = Number(value.toPrecision(digits));
  return (plain ? String(round) : round.toExponential().replace("e+", "e")).replaceAll("-", "−");
}

/**
 * @param {number} low @param {number} high
 * @returns {number} the significant digits by which ticks from low to high differ, 6 or more
 */
export function tickDigits(low, high) {
  const size = Math.max(Math.abs(low), Math.abs(high)) / (high - low);
  return Math.min(15, Math.max(6, 3 + Math.ceil(Math.log10(size))));
}

/**
 * Round numbers inside [low, high], about `count` steps, 1, 2 or 5 times a power of ten apart.
 * @param {number} low @param {number} high @param {number} count
 * @returns {number[]}
 */
export function roundTicks(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find((m) => m * power >= rough * 0.8) ?? 10) * power;
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-3); i * step <= high + 1e-3 * step; i++)
    ticks.push(Number((i * step).toPrecision(12)));
  return ticks;
}

/** Text for a place in HTML, or in a quoted attribute. @param {string} text */
export function escapeHtml(text) {
  /** @type {Record<string, string>} */
  const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (sign) => signs[sign]);
}
