/**
 * The vertical axis of a chart: linear, or logarithmic where no value is negative.
 *
 * Outliers do not rule it: of 1,000 losses one may be 1e-300 by chance. Values beyond the axis leave the plot at
 * its edge, they are not moved.
 *
 * @typedef {{low: number, high: number, log: boolean, signed: boolean, lowest: number|null,
 *   of: (value: number) => number}} Axis
 *   low, high: its ends on its own scale; signed: some value is negative, so it cannot be logarithmic; lowest: how far
 *   down it would go, were it not for a floor; null where it does
 */
import { formatRound, roundTicks, tickDigits } from "./format.js";

const SMALLEST = 1e-300;
const SAMPLE = 20_000; // values: the ends of an axis need no more
/** @param {number} value */
const log10 = (value) => (value > 0 ? Math.log10(value) : value === 0 ? -Infinity : NaN);
/** @param {number} value */
const identity = (value) => value;

/**
 * @param {ArrayLike<number>[]} curves  the values it must hold
 * @param {{log?: boolean, guides?: {level: number, reach?: number}[], floor?: number}} [options]  guides: a
 *   logarithmic axis is made longer by up to `reach` decades to hold their levels; floor: it ends there, if not before
 * @returns {Axis}
 */
export function axisRange(curves, { log = true, guides = [], floor = 0 } = {}) {
  const values = sortedSample(curves);
  const signed = values.length > 0 && values[0] < 0;
  return { signed, ...(log && !signed ? logRange(values, guides, log10(floor)) : linearRange(values)) };
}

/**
 * The finite values in ascending order: of very many a share, evenly spread, with the smallest and the largest of all.
 * @param {ArrayLike<number>[]} curves @returns {Float64Array}
 */
function sortedSample(curves) {
  const total = curves.reduce((sum, { length }) => sum + length, 0);
  const every = Math.ceil(total / SAMPLE);
  const sample = new Float64Array(Math.ceil(total / every || 0) + curves.length + 2);
  let count = 0;
  let low = Infinity;
  let high = -Infinity;
  for (const curve of curves) {
    for (let i = 0; i < curve.length; i++) {
      const value = curve[i];
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
      if (i % every === 0) sample[count++] = value;
    }
  }
  if (every > 1 && low <= high) for (const end of [low, high]) sample[count++] = end;
  return sample.subarray(0, count).sort();
}

/** @param {Float64Array} values */
function linearRange(values) {
  const bottom = values[0] ?? 0,
    top = values.at(-1) ?? 1;
  const pad = (top - bottom || Math.abs(top) || 1) * 0.06;
  return { low: bottom - pad, high: top + pad, log: false, lowest: null, of: identity };
}

/** @param {Float64Array} all @param {{level: number, reach?: number}[]} guides @param {number} floor */
function logRange(all, guides, floor) {
  const first = all.findIndex((value) => value > SMALLEST);
  if (first < 0) return { low: -1, high: 1, log: true, lowest: null, of: log10 };
  const values = all.subarray(first);
  /** @param {number} q */
  const quantile = (q) => log10(values[Math.round(q * (values.length - 1))]);
  const lowest = Math.max(log10(values[0]), quantile(0.02) - 1);
  const bottom = Math.max(lowest, floor);
  const top = Math.min(log10(values[values.length - 1]), quantile(0.98) + 1);
  const near = guides
    .map(({ level, reach = 0 }) => ({ at: log10(level), reach }))
    .filter(({ at, reach }) => bottom - at <= reach && at - top <= reach)
    .map(({ at }) => at);
  const low = Math.min(bottom, ...near),
    high = Math.max(top, ...near);
  const pad = Math.max(high - low, 0.2) * 0.06 + 0.05;
  const cut = lowest < floor ? lowest : null;
  return { low: low - pad, high: high + pad, log: true, lowest: cut, of: log10 };
}

/**
 * @param {{low: number, high: number, log: boolean}} axis
 * @returns {{value: number, text: string, power: string|null}[]} about four ticks; a power of ten is text 10 and its power
 */
export function axisTicks({ low, high, log }) {
  if (!log) {
    /** @param {number} value */
    const text = (value) => formatRound(value, tickDigits(low, high));
    return roundTicks(low, high, 4).map((value) => ({ value, text: text(value), power: null }));
  }
  const step = Math.max(1, Math.ceil((high - low) / 4.5));
  const decades = [];
  for (let e = Math.ceil(low / step) * step; e <= high; e += step) decades.push(e);
  if (decades.length < 2) return narrowTicks(low, high);
  return decades.map((e) =>
    e >= -2 && e <= 3
      ? { value: 10 ** e, text: formatRound(10 ** e), power: null }
      : { value: 10 ** e, text: "10", power: String(e).replace("-", "−") },
  );
}

/** Less than two decades: round numbers in between. @param {number} low @param {number} high */
function narrowTicks(low, high) {
  const inside = [];
  for (let e = Math.floor(low); e <= Math.ceil(high); e++) {
    for (const m of [1, 2, 5]) inside.push(Number((m * 10 ** e).toPrecision(2)));
  }
  const ticks = inside.filter((value) => log10(value) >= low && log10(value) <= high);
  const shown = ticks.length > 1 ? ticks : roundTicks(10 ** low, 10 ** high, 3).filter((value) => value > 0);
  return shown.map((value) => ({ value, text: formatRound(value), power: null }));
}
