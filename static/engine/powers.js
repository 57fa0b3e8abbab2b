/** Powers as C has them, those with a whole exponent rounded once. */

const SPLIT = 2 ** 27 + 1;
const MOST = 2 ** 31; // the largest exponent whose squarings leave enough digits
const SMALL = 1e-290; // beyond these, a product has no room for its second half
const LARGE = 1e290;

// A rule asks for beta ** 1, beta ** 2 ... of one or two numbers: the next one is one product away from the last.
const SLOTS = 4;
const recent = new Float64Array(4 * SLOTS).fill(NaN); // base, exponent, high and low part of the power
let oldest = 0;

/**
 * base ** exponent. JavaScript's own differs from C's at 1 ** NaN and (-1) ** Infinity, and in the last digit.
 * @param {number} base @param {number} exponent @returns {number}
 */
export function power(base, exponent) {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1;
  if (exponent === 2) return base * base;
  if (Math.floor(exponent) !== exponent || Math.abs(exponent) > MOST) return Math.pow(base, exponent);
  const slot = wholePower(base, Math.abs(exponent));
  const high = recent[slot + 2];
  const low = recent[slot + 3];
  const result = exponent < 0 ? inverse(high, low) : high + low;
  return Math.abs(result) > SMALL && Math.abs(result) < LARGE ? result : Math.pow(base, exponent);
}

/**
 * The power in twice the length of a number, high + low: where in `recent` it is.
 * Products after T. Dekker, A floating-point technique for extending the available precision, 1971.
 * @param {number} base @param {number} n  whole, at least 0 @returns {number}
 */
function wholePower(base, n) {
  for (let slot = 0; slot < recent.length; slot += 4) {
    if (recent[slot] !== base || (recent[slot + 1] !== n && recent[slot + 1] !== n - 1)) continue;
    if (recent[slot + 1] !== n) multiply(slot, base, 0);
    recent[slot + 1] = n;
    return slot;
  }
  oldest = (oldest + 4) % recent.length;
  return bySquaring(oldest, base, n);
}

/** @param {number} slot @param {number} base @param {number} n @returns {number} the slot */
function bySquaring(slot, base, n) {
  recent[slot] = base;
  recent[slot + 1] = n;
  recent[slot + 2] = 1;
  recent[slot + 3] = 0;
  let high = base;
  let low = 0;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) multiply(slot, high, low);
    const p = high * high;
    const error = roundingError(high, high, p) + 2 * high * low;
    high = p + error;
    low = p - high + error;
  }
  return slot;
}

/** Multiplies the power in a slot by high + low. @param {number} slot @param {number} high @param {number} low */
function multiply(slot, high, low) {
  const a = recent[slot + 2];
  const p = a * high;
  const error = roundingError(a, high, p) + (a * low + recent[slot + 3] * high);
  recent[slot + 2] = p + error;
  recent[slot + 3] = p - recent[slot + 2] + error;
}

/** 1 / (high + low), rounded once. @param {number} high @param {number} low */
function inverse(high, low) {
  const quotient = 1 / high;
  const p = quotient * high;
  return quotient + quotient * (1 - p - roundingError(quotient, high, p) - quotient * low);
}

/** a * b - p, exactly, for p = a * b rounded. @param {number} a @param {number} b @param {number} p */
function roundingError(a, b, p) {
  const u = SPLIT * a;
  const a1 = u - (u - a);
  const a2 = a - a1;
  const v = SPLIT * b;
  const b1 = v - (v - b);
  const b2 = b - b1;
  return a1 * b1 - p + a1 * b2 + a2 * b1 + a2 * b2;
}
