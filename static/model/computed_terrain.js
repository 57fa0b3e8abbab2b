/** The terrain of an objective whose own parameters are being moved, worked out by the engine on the grid on show. */
/** @import { EngineObjective } from "../engine/types.js" */
/** @import { Terrain } from "./terrain.js" */
import { valuesOn } from "../engine/terrain.js";

const N_LEVELS = 13; // as figures/levels.py, whose round steps these are
const STEPS = [1, 2, 2.5, 5];

/**
 * Values, less the lowest one of the objective, as colour values; see SCALES in figures/levels.py.
 * @type {Record<string, (value: number) => number>}
 */
const SCALES = {
  sqrt: (value) => Math.sqrt(Math.max(value, 0)),
  linear: (value) => value,
};

/**
 * The terrain on show, with the values of another objective. Its heights and colours are stretched to the range of the
 * one on show, which fills the box of the surface and the colour scale.
 * @template {Terrain} Drawn
 * @param {Drawn} terrain  as Python sent it
 * @param {EngineObjective} objective
 * @returns {Drawn|null} null for a scale that is not known here
 */
export function computedTerrain(terrain, objective) {
  const scale = SCALES[terrain.scale];
  if (!scale) return null;
  const values = valuesOn(
    objective,
    evenly(terrain.x0, terrain.x1, terrain.nx),
    evenly(terrain.y0, terrain.y1, terrain.ny),
  );
  const lowest = terrain.scale === "sqrt" ? (objective.minimum ?? 0) : 0;
  const colour = values.map((value) => scale(value - lowest));
  return Object.assign(Object.create(Object.getPrototypeOf(terrain)), terrain, {
    height: stretched(values, terrain.high),
    colour: stretched(colour, terrain.colourHigh),
    levels: [],
    lines: levelsOf(colour, terrain.colourHigh),
    isPreview: true,
  });
}

/** @param {number} low @param {number} high @param {number} n */
function evenly(low, high, n) {
  return Float64Array.from({ length: n }, (_, i) => low + ((high - low) * i) / (n - 1));
}

/** @param {Float64Array} values @returns {[number, number]} the lowest and the highest value; what is not finite does not count */
function rangeOf(values) {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return [low, high];
}

/** @param {Float64Array} values @param {number} top */
function stretched(values, top) {
  const [low, high] = rangeOf(values);
  const factor = top / (high - low || 1);
  return Float32Array.from(values, (value) => (value - low) * factor);
}

/** The levels on a round step, as they lie in colours stretched from 0 to `top`. @param {Float64Array} colour @param {number} top */
function levelsOf(colour, top) {
  const [low, high] = rangeOf(colour);
  const step = roundStep((high - low) / N_LEVELS);
  const edge = 0.01 * (high - low);
  const levels = [];
  for (let i = Math.ceil((low + edge) / step); i * step < high - edge; i++)
    levels.push(((i * step - low) / (high - low)) * top);
  return levels;
}

/** @param {number} step @returns {number} the round number nearest, by ratio, to it */
function roundStep(step) {
  if (!(step > 0 && step < Infinity)) return 1;
  const power = 10 ** Math.floor(Math.log10(step));
  const candidates = STEPS.flatMap((m) => [m * power, 10 * m * power]);
  const distance = (/** @type {number} */ candidate) => Math.abs(Math.log(candidate / step));
  return candidates.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}
