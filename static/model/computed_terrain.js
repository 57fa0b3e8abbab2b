/** The terrain of an objective whose own parameters are being moved, worked out by the engine on the grid on show. */
/** @import { EngineObjective } from "../engine/types.js" */
/** @import { Terrain } from "./terrain.js" */
import { valuesOn } from "../engine/terrain.js";
import { evening, levelTexts, roundLevels, SCALES, tutorialLevels } from "./levels.js";

/** @typedef {import("./terrain.js").Level} Level */

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
  const x = evenly(terrain.x0, terrain.x1, terrain.nx);
  const y = evenly(terrain.y0, terrain.y1, terrain.ny);
  const values = valuesOn(objective, x, y).map((value) => value - objective.offset);
  const lowest = (objective.minimum ?? objective.offset) - objective.offset;
  const c = values.map((value) => scale.forward(value, lowest));
  const found = terrain.tutorial ? tutorialLevels(...rangeOf(c)) : roundLevels(...rangeOf(c), scale, lowest);
  const even = evening(found.map((value) => scale.forward(value, lowest)));
  const colour = c.map(even);
  const place = stretching(colour, terrain.colourHigh);
  const lines = found.map((value) => place(even(scale.forward(value, lowest))));
  return Object.assign(Object.create(Object.getPrototypeOf(terrain)), terrain, {
    height: Float32Array.from(values, stretching(values, terrain.high)),
    colour: Float32Array.from(colour, place),
    lines,
    levels: named(lines, levelTexts(found), terrain),
    isPreview: true,
  });
}

/**
 * Levels with their texts, in the colours that the nearest level of the terrain on show has.
 * @param {number[]} lines @param {string[]} texts @param {Terrain} shown @returns {Level[]}
 */
function named(lines, texts, { levels }) {
  const inks = (/** @type {number} */ value) =>
    levels.reduce((best, level) =>
      Math.abs(level.value - value) < Math.abs(best.value - value) ? level : best,
    );
  return levels.length ? lines.map((value, i) => ({ ...inks(value), value, text: texts[i] })) : [];
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

/**
 * @param {Float64Array} values @param {number} top
 * @returns {(value: number) => number} from the lowest value to 0, and from the highest to the top
 */
function stretching(values, top) {
  const [low, high] = rangeOf(values);
  const factor = top / (high - low || 1);
  return (value) => (value - low) * factor;
}
