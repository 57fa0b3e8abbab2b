/**
 * Where the grounds of a lesson's planes and its stage meet. They travel in an element of their own, which Streamlit
 * does not send again while it is unchanged.
 */
/** @import { DrawnTerrain, Figure, LessonGrounds } from "../types.js" */
import { Channel } from "../channel.js";
import { Terrain } from "../model/terrain.js";

/** @typedef {{figure: Figure, terrain: DrawnTerrain}} Ground  of one plane */

/** The newest, with the key by which a scene names them. @type {Channel<{key: string, json: string}>} */
export const grounds = new Channel({ replays: true });

/** @param {string} json @returns {{theme: import("../types.js").Theme, planes: Ground[]}} */
export function readGrounds(json) {
  /** @type {LessonGrounds} */
  const { theme, planes } = JSON.parse(json);
  return { theme, planes: planes.map((figure) => ({ figure, terrain: terrainOf(figure, theme) })) };
}

/**
 * There is no surface here, so the colours stand in for its heights.
 * @param {Figure} figure @param {import("../types.js").Theme} theme @returns {DrawnTerrain}
 */
function terrainOf(figure, theme) {
  const terrain = new Terrain({ contour: figure, surface: figure });
  return /** @type {DrawnTerrain} */ (Object.assign(terrain, { theme }));
}
