/** The axes of a map of settings: places on a linear axis for values on the scale that suits them; figures/maps/axes.py. */

/** Of these matters how far they are from 1; the first that a rule has is its second axis. */
export const FROM_ONE = ["rho", "momentum", "beta1", "beta2"];
/** @type {Record<string, string>} */
const SYMBOLS = { step_size: "α", rho: "ρ", momentum: "μ", beta1: "β₁", beta2: "β₂" };
const TICKS_FROM_ONE = [0, 0.5, 0.9, 0.99, 0.999, 0.9999];
const NARROWEST = 0.02; // decades, of a zoomed axis

/** @param {number} value */
const fromOne = (value) => -Math.log10(1 - value);

export class MapAxis {
  /**
   * @param {string} name  of the hyperparameter @param {string} slider  the setting that it follows
   * @param {number[]} positions  of that slider @param {[number, number]} [span]  the places it shows, all by default
   */
  constructor(name, slider, positions, span) {
    this.name = name;
    this.slider = slider;
    this.positions = positions;
    this.symbol = SYMBOLS[name] ?? name;
    this.place = FROM_ONE.includes(name) ? fromOne : Math.log10;
    const places = positions.map(this.place);
    this.whole = /** @type {[number, number]} */ ([Math.min(...places), Math.max(...places)]);
    this.span = span ?? this.whole;
  }

  get isZoomed() {
    return this.span !== this.whole;
  }

  /** @param {number} share  of the axis, from 0 to 1 */
  valueAt(share) {
    const place = this.span[0] + share * (this.span[1] - this.span[0]);
    return FROM_ONE.includes(this.name) ? 1 - 10 ** -place : 10 ** place;
  }

  /** @param {number} value @returns {number} the share of the axis where it stands */
  shareOf(value) {
    return (this.place(value) - this.span[0]) / (this.span[1] - this.span[0]);
  }

  /** The values in the middles of n cells. @param {number} n */
  values(n) {
    return Float64Array.from({ length: n }, (_, i) => this.valueAt((i + 0.5) / n));
  }

  /**
   * The value under a hand: a position of the slider where one is that near, else one with few digits.
   * @param {number} share @param {number} reach  as a share of the axis
   */
  chosen(share, reach) {
    const within = Math.min(1, Math.max(0, share));
    const away = (/** @type {number} */ value) => Math.abs(this.shareOf(value) - within);
    const nearest = this.positions.reduce((best, value) => (away(value) < away(best) ? value : best));
    if (away(nearest) <= reach) return nearest;
    const value = this.valueAt(within);
    return FROM_ONE.includes(this.name)
      ? Number((1 - Number((1 - value).toPrecision(2))).toPrecision(6))
      : Number(value.toPrecision(3));
  }

  /** @param {number} from @param {number} to  shares of the axis @returns {MapAxis} what is between them; itself if that is too little */
  between(from, to) {
    const [low, high] = this.span;
    /** @type {[number, number]} */
    const span = [low + from * (high - low), low + to * (high - low)];
    return span[1] - span[0] < NARROWEST ? this : new MapAxis(this.name, this.slider, this.positions, span);
  }

  /** @returns {[number, number]} the values at its ends */
  get ends() {
    return [this.valueAt(0), this.valueAt(1)];
  }

  /** The same axis from one value to another, as far as the slider goes. @param {number} low @param {number} high */
  showing(low, high) {
    const shares = [low, high].map((value) => Math.min(1, Math.max(0, this.shareOf(value))));
    return shares.some(Number.isNaN) ? this : this.between(shares[0], shares[1]);
  }

  /** @returns {number[]} round values on it */
  ticks() {
    const inside = (/** @type {number} */ value) => {
      const share = this.shareOf(value);
      return share >= -1e-9 && share <= 1 + 1e-9;
    };
    if (FROM_ONE.includes(this.name)) {
      const few = TICKS_FROM_ONE.filter(inside);
      return few.length > 1
        ? few
        : this.positions.filter(inside).filter((_, i, all) => i % Math.ceil(all.length / 5) === 0);
    }
    const [low, high] = this.span.map((place) => Math.floor(place + 1e-9));
    const decades = Array.from({ length: high - low + 1 }, (_, i) => low + i);
    const round = (/** @type {number[]} */ steps) =>
      decades.flatMap((power) => steps.map((step) => Number(`${step}e${power}`))).filter(inside);
    return (
      [[1], [1, 2, 5], [1, 1.5, 2, 3, 4, 5, 6, 8]].map(round).find((ticks) => ticks.length > 2) ??
      round([1, 2, 5])
    );
  }
}

/**
 * The axes of one racer's map: the step size, and its second parameter where it has one that a slider moves.
 * @param {Pick<import("../engine/types.js").EngineOptimizer, "hyperparameters"|"shared">} rule @param {string} racer
 * @param {(slider: string) => number[]} positionsOf
 * @returns {{x: MapAxis|null, y: MapAxis|null}}
 */
export function axesOf({ hyperparameters, shared }, racer, positionsOf) {
  const axis = (/** @type {string|undefined} */ name) => {
    if (name === undefined || !(name in hyperparameters)) return null;
    const slider = shared.includes(name) ? name : `${racer}.${name}`;
    const positions = positionsOf(slider);
    return positions.length > 1 ? new MapAxis(name, slider, positions) : null;
  };
  return { x: axis("step_size"), y: axis(FROM_ONE.find((name) => name in hyperparameters)) };
}
