/** What a step of a program can be, by NumPy's names, and the loop that works steps out: data in, numbers out. */

import { add, divide, multiply, sqrt, subtract } from "./loops.js";
import { power } from "./powers.js";

/** The operations; a step's code is the index of its operation. */
export const OPERATIONS = [
  ...["add", "subtract", "multiply", "divide", "negative", "sqrt", "absolute", "sign"],
  ...["maximum", "minimum", "fmax", "fmin", "where", "power", "hypot", "floor", "rint"],
  ...["greater", "greater_equal", "less", "less_equal", "equal", "not_equal", "logical_and", "logical_or"],
  ...["exp", "expm1", "log", "log1p", "log2", "log10", "sin", "cos", "tan", "arcsin", "arccos", "arctan"],
  ...["arctan2", "sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh"],
  "copy", // the engine's own: no program that is sent has it
];
export const WIDTH = 5; // numbers a step: its code, where its result begins, where its three arguments begin

/**
 * Works out steps one after the other, each for n lanes: cell o + i from cells a + i, b + i, c + i.
 *
 * One switch over small integers, and a loop in each case: with functions in a table, V8 calls one for every step and
 * lane, which took twice as long; see benchmarks/engine.js. The commonest have loops of their own: see loops.js.
 * @param {Int32Array} code @param {Float64Array} r  the cells @param {number} n
 */
// prettier-ignore
export function execute(code, r, n) {
  for (let p = 0; p < code.length; p += WIDTH) {
    const o = code[p + 1], a = code[p + 2], b = code[p + 3], c = code[p + 4];
    switch (code[p]) {
      case 0: add(r, o, a, b, n); break;
      case 1: subtract(r, o, a, b, n); break;
      case 2: multiply(r, o, a, b, n); break;
      case 3: divide(r, o, a, b, n); break;
      case 4: for (let i = 0; i < n; i++) r[o + i] = -r[a + i]; break;
      case 5: sqrt(r, o, a, n); break;
      case 6: for (let i = 0; i < n; i++) r[o + i] = Math.abs(r[a + i]); break;
      case 7: for (let i = 0; i < n; i++) r[o + i] = Math.sign(r[a + i]) + 0; break; // no -0
      case 8: for (let i = 0; i < n; i++) r[o + i] = Math.max(r[a + i], r[b + i]); break;
      case 9: for (let i = 0; i < n; i++) r[o + i] = Math.min(r[a + i], r[b + i]); break;
      case 10: for (let i = 0; i < n; i++) r[o + i] = r[a + i] >= r[b + i] || isNaN(r[b + i]) ? r[a + i] : r[b + i]; break;
      case 11: for (let i = 0; i < n; i++) r[o + i] = r[a + i] <= r[b + i] || isNaN(r[b + i]) ? r[a + i] : r[b + i]; break;
      case 12: for (let i = 0; i < n; i++) r[o + i] = r[a + i] !== 0 ? r[b + i] : r[c + i]; break; // NaN is true
      case 13: for (let i = 0; i < n; i++) r[o + i] = power(r[a + i], r[b + i]); break;
      case 14: for (let i = 0; i < n; i++) r[o + i] = hypot(r[a + i], r[b + i]); break;
      case 15: for (let i = 0; i < n; i++) r[o + i] = Math.floor(r[a + i]); break;
      case 16: for (let i = 0; i < n; i++) r[o + i] = rint(r[a + i]); break;
      case 17: for (let i = 0; i < n; i++) r[o + i] = r[a + i] > r[b + i] ? 1 : 0; break;
      case 18: for (let i = 0; i < n; i++) r[o + i] = r[a + i] >= r[b + i] ? 1 : 0; break;
      case 19: for (let i = 0; i < n; i++) r[o + i] = r[a + i] < r[b + i] ? 1 : 0; break;
      case 20: for (let i = 0; i < n; i++) r[o + i] = r[a + i] <= r[b + i] ? 1 : 0; break;
      case 21: for (let i = 0; i < n; i++) r[o + i] = r[a + i] === r[b + i] ? 1 : 0; break;
      case 22: for (let i = 0; i < n; i++) r[o + i] = r[a + i] !== r[b + i] ? 1 : 0; break;
      case 23: for (let i = 0; i < n; i++) r[o + i] = r[a + i] !== 0 && r[b + i] !== 0 ? 1 : 0; break;
      case 24: for (let i = 0; i < n; i++) r[o + i] = r[a + i] !== 0 || r[b + i] !== 0 ? 1 : 0; break;
      case 25: for (let i = 0; i < n; i++) r[o + i] = Math.exp(r[a + i]); break;
      case 26: for (let i = 0; i < n; i++) r[o + i] = Math.expm1(r[a + i]); break;
      case 27: for (let i = 0; i < n; i++) r[o + i] = Math.log(r[a + i]); break;
      case 28: for (let i = 0; i < n; i++) r[o + i] = Math.log1p(r[a + i]); break;
      case 29: for (let i = 0; i < n; i++) r[o + i] = Math.log2(r[a + i]); break;
      case 30: for (let i = 0; i < n; i++) r[o + i] = Math.log10(r[a + i]); break;
      case 31: for (let i = 0; i < n; i++) r[o + i] = Math.sin(r[a + i]); break;
      case 32: for (let i = 0; i < n; i++) r[o + i] = Math.cos(r[a + i]); break;
      case 33: for (let i = 0; i < n; i++) r[o + i] = Math.tan(r[a + i]); break;
      case 34: for (let i = 0; i < n; i++) r[o + i] = Math.asin(r[a + i]); break;
      case 35: for (let i = 0; i < n; i++) r[o + i] = Math.acos(r[a + i]); break;
      case 36: for (let i = 0; i < n; i++) r[o + i] = Math.atan(r[a + i]); break;
      case 37: for (let i = 0; i < n; i++) r[o + i] = Math.atan2(r[a + i], r[b + i]); break;
      case 38: for (let i = 0; i < n; i++) r[o + i] = Math.sinh(r[a + i]); break;
      case 39: for (let i = 0; i < n; i++) r[o + i] = Math.cosh(r[a + i]); break;
      case 40: for (let i = 0; i < n; i++) r[o + i] = Math.tanh(r[a + i]); break;
      case 41: for (let i = 0; i < n; i++) r[o + i] = Math.asinh(r[a + i]); break;
      case 42: for (let i = 0; i < n; i++) r[o + i] = Math.acosh(r[a + i]); break;
      case 43: for (let i = 0; i < n; i++) r[o + i] = Math.atanh(r[a + i]); break;
      case 44: r.copyWithin(o, a, a + n); break;
    }
  }
}

/**
 * The length of (x, y), as C's hypot: no square overflows or vanishes. Math.hypot rounds more often, and is slow.
 * @param {number} x @param {number} y @returns {number}
 */
export function hypot(x, y) {
  const square = x * x + y * y;
  if (square > 1e-280 && square < 1e300) return Math.sqrt(square);
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  const scale = square < 1 ? 2 ** 600 : 2 ** -600;
  return Math.sqrt(x * scale * (x * scale) + y * scale * (y * scale)) / scale;
}

const HALVES = 2 ** 52; // from here on, every number is whole

/** The nearest whole number, the even one of two. @param {number} value @returns {number} */
export function rint(value) {
  if (!(Math.abs(value) < HALVES)) return value;
  const size = Math.abs(value) + HALVES - HALVES;
  return value < 0 || Object.is(value, -0) ? -size : size;
}

/** Where a function of finite numbers is infinite but does not overflow: at the pole of it. */
const POLES = /** @type {Record<string, (a: number, b: number) => boolean>} */ ({
  divide: (_, b) => b === 0,
  power: (a) => a === 0,
  log: (a) => a === 0,
  log2: (a) => a === 0,
  log10: (a) => a === 0,
  log1p: (a) => a === -1,
  arctanh: (a) => Math.abs(a) === 1,
});

/**
 * The exception of IEEE 754 that a step meets, as NumPy would warn of it; null for none of these three.
 * @param {string} name @param {number[]} args @param {number} result
 * @returns {"invalid" | "divide" | "overflow" | null}
 */
export function exception(name, args, result) {
  if (Number.isNaN(result)) return args.some(Number.isNaN) ? null : "invalid";
  if (Number.isFinite(result) || !args.every(Number.isFinite)) return null;
  return POLES[name]?.(args[0], args[1]) ? "divide" : "overflow";
}
