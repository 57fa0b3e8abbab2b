/** Which level lines are drawn: round values of f, about even in the colours; as figures/levels.py, to the bit. */

const N_LEVELS = 13;
const TUTORIAL_BANDS = 51;
const TUTORIAL_STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
const STEPS = [1, 2, 2.5, 5];
const SQUARE_STEPS = [1, 2, 5];
const UNIT_STEPS = [5, 2, 1];
const EVEN = 1.5;
const SLACK = 0.15;
const EDGE = 0.01;
const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/**
 * @typedef {object} Scale  how values become colours: f, counted from the lowest, -> c; see figures/scales.py
 * @property {(value: number, lowest: number) => number} forward
 * @property {(c: number, lowest: number) => number} inverse
 * @property {boolean} isEven  whether c is f itself
 */

/** Those of the objectives whose own parameters can be moved. @type {Record<string, Scale>} */
export const SCALES = {
  sqrt: {
    forward: (value, lowest) => Math.sqrt(Math.max(value - lowest, 0)),
    inverse: (c, lowest) => c * c + lowest,
    isEven: false,
  },
  linear: { forward: (value) => value, inverse: (c) => c, isEven: true },
};

/**
 * @param {number} low @param {number} high  two values of c @param {Scale} scale @param {number} lowest value of f
 * @returns {number[]} round values of f strictly between them
 */
export function roundLevels(low, high, scale, lowest) {
  const c = (/** @type {number} */ value) => scale.forward(value, lowest);
  const edge = EDGE * (high - low);
  const inside = (/** @type {number} */ value) => c(value) > low + edge && c(value) < high - edge;
  const [from, to] = [scale.inverse(low, lowest), scale.inverse(high, lowest)];
  const levels = multiples(from, to, roundStep((to - from) / N_LEVELS, STEPS)).filter(inside);
  const gaps = levels.slice(1).map((level, i) => c(level) - c(levels[i]));
  if (scale.isEven || (gaps.length && Math.max(...gaps) <= EVEN * Math.min(...gaps))) return levels;
  return nearEvenSteps(low, high, scale, lowest).filter(inside);
}

/**
 * Of each even step of a root c, whose square is round, the roundest f within the slack.
 * @param {number} low @param {number} high @param {Scale} scale @param {number} lowest
 */
function nearEvenSteps(low, high, scale, lowest) {
  const step = Math.sqrt(roundStep(((high - low) / N_LEVELS) ** 2, SQUARE_STEPS));
  const levels = [];
  for (let i = Math.ceil(low / step); i <= Math.floor(high / step); i++) {
    const around = [i * step - SLACK * step, i * step + SLACK * step];
    if (i) levels.push(roundest(scale.inverse(around[0], lowest), scale.inverse(around[1], lowest)));
  }
  return levels;
}

/** @param {number} low @param {number} high @returns {number} the number between them with the fewest digits */
export function roundest(low, high) {
  if (low <= 0 && high >= 0) return 0;
  const middle = (low + high) / 2;
  const exponent = Math.floor(Math.log10(Math.max(-low, high))) + 1;
  for (let power = exponent; power > exponent - 17; power--) {
    for (const step of UNIT_STEPS.map((m) => Number(`${m}e${power}`))) {
      const nearest = Math.floor(middle / step + 0.5);
      const values = [nearest, nearest - 1, nearest + 1].map((i) => short(i * step));
      const found = values.find((value) => low <= value && value <= high);
      if (found !== undefined) return found;
    }
  }
  return middle;
}

/** @param {number} low @param {number} high @returns {number[]} those of the tutorial's own contour: even in f */
export function tutorialLevels(low, high) {
  const least = (high - low) / TUTORIAL_BANDS;
  const power = Math.floor(Math.log10(least));
  const steps = TUTORIAL_STEPS.map((m) => Number(`${m}e${power}`));
  const step = steps.find((candidate) => candidate >= least * (1 - 1e-9)) ?? 1;
  return multiples(low, high, step).filter((level) => level > low && level < high);
}

/**
 * @param {number[]} levels  of a colour, ascending
 * @returns {(colour: number) => number} a colour stretched piece by piece, so that the levels are even
 */
export function evening(levels) {
  const last = levels.length - 1;
  if (last < 1) return (colour) => colour;
  const step = (levels[last] - levels[0]) / last;
  const knots = [2 * levels[0] - levels[1], ...levels, 2 * levels[last] - levels[last - 1]];
  return (colour) => {
    let piece = 0;
    while (piece <= last && levels[piece] < colour) piece++;
    const slope = step / (knots[piece + 1] - knots[piece]);
    return levels[0] + (piece - 1) * step + (colour - knots[piece]) * slope;
  };
}

/** @param {number[]} levels @returns {string[]} their texts, with digits that differ */
export function levelTexts(levels) {
  const gaps = levels.slice(1).map((level, i) => level - levels[i]);
  const gap = gaps.length ? Math.min(...gaps) : 1;
  const size = Math.max(Math.abs(levels[0]), Math.abs(levels[levels.length - 1]), gap);
  const digits = Math.max(3, 2 + Math.ceil(Math.log10(size / gap)));
  return levels.map((level) => numberText(level, Math.min(digits, 12)));
}

/** @param {number} value @param {number} digits @returns {string} as `number` in figures/levels.py: "−0.25", "2×10⁻⁶" */
function numberText(value, digits) {
  if (value === 0) return "0";
  const [mantissa, exponent] = Math.abs(value)
    .toExponential(digits - 1)
    .split("e");
  const power = Number(exponent);
  const sign = value < 0 ? "−" : "";
  if (power >= -3 && power < 4) return sign + Number(Math.abs(value).toPrecision(digits));
  const raised = String(Math.abs(power)).replace(/\d/g, (digit) => SUPERSCRIPT[Number(digit)]);
  const factor = Number(mantissa) === 1 ? "" : `${Number(mantissa)}×`;
  return `${sign}${factor}10${power < 0 ? "⁻" : ""}${raised}`;
}

/** @param {number} value @returns {number} the short decimal that it was meant to be */
const short = (value) => Number(value.toPrecision(12));

/** All multiples of `step` from `low` to `high`. @param {number} low @param {number} high @param {number} step */
function multiples(low, high, step) {
  const found = [];
  for (let i = Math.ceil(low / step - 1e-6); i <= Math.floor(high / step + 1e-6); i++)
    found.push(short(i * step));
  return found;
}

/** The round number nearest, by ratio, to a step. @param {number} step @param {number[]} mantissas */
function roundStep(step, mantissas) {
  if (!(step > 0 && step < Infinity)) return 1;
  const power = Math.floor(Math.log10(step));
  const candidates = mantissas.flatMap((m) => [Number(`${m}e${power}`), Number(`${m}e${power + 1}`)]);
  const distance = (/** @type {number} */ candidate) => Math.abs(Math.log(candidate / step));
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}
