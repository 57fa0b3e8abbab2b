/**
 * The vertical axis of a chart: logarithmic where all values are positive and span a decade or more.
 *
 * Outliers do not rule it: of 1,000 losses one may be 1e-300 by chance. Values beyond the axis leave the plot at
 * its edge, they are not moved.
 *
 * @typedef {{low: number, high: number, log: boolean, of: (value: number) => number}} Axis  ends on the axis' own scale
 */
import { formatRound, roundTicks } from "./format.js";

const SMALLEST = 1e-300;
const log10 = (value) => (value > 0 ? Math.log10(value) : value === 0 ? -Infinity : NaN);
const identity = (value) => value;

/**
 * @param {ArrayLike<number>[]} curves
 * @param {{low?: number, high?: number}} [limits]  low: show at least down to here; high: show at most up to here
 * @returns {Axis}
 */
export function axisRange(curves, limits = {}) {
  const values = curves
    .flatMap((curve) => Array.from(curve))
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const negative = values.length > 0 && values[0] < 0;
  return negative || limits.linear ? linearRange(values, limits) : logRange(values, limits);
}

function linearRange(values, { high = Infinity, low = -Infinity }) {
  const bottom = Math.max(low, values[0] ?? 0),
    top = Math.min(high, values.at(-1) ?? 1);
  const pad = (top - bottom || 1) * 0.06;
  return { low: bottom - pad, high: top + pad, log: false, of: identity };
}

function logRange(all, { low: reach = Infinity, high: most = Infinity }) {
  const values = all.filter((value) => value > SMALLEST);
  if (!values.length) return { low: -1, high: 1, log: true, of: log10 };
  const quantile = (q) => log10(values[Math.round(q * (values.length - 1))]);
  const bottom = Math.min(Math.max(log10(values[0]), quantile(0.02) - 1), log10(reach));
  const top = Math.min(Math.min(log10(values.at(-1)), quantile(0.98) + 1), log10(most));
  const pad = Math.max(top - bottom, 0.2) * 0.06 + 0.05;
  return { low: Math.min(bottom, top) - pad, high: top + pad, log: true, of: log10 };
}

/** @returns {{value: number, text: string, power: string|null}[]} about four ticks; a power of ten is text 10 and its power */
export function axisTicks({ low, high, log }) {
  if (!log)
    return roundTicks(low, high, 4).map((value) => ({ value, text: formatRound(value), power: null }));
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

/** Less than two decades: round numbers in between. */
function narrowTicks(low, high) {
  const inside = [];
  for (let e = Math.floor(low); e <= Math.ceil(high); e++) {
    for (const m of [1, 2, 5]) inside.push(Number((m * 10 ** e).toPrecision(2)));
  }
  const ticks = inside.filter((value) => log10(value) >= low && log10(value) <= high);
  const shown = ticks.length > 1 ? ticks : roundTicks(10 ** low, 10 ** high, 3).filter((value) => value > 0);
  return shown.map((value) => ({ value, text: formatRound(value), power: null }));
}
