/**
 * Where the terrain's figures and the stage meet. They travel in an element of their own, which Streamlit does not
 * send again while it is unchanged; this module is the one place that both elements import.
 */
/** @import { Component, TerrainMessage, TerrainFigures } from "../types.js" */
import { Channel } from "../channel.js";
import { guarded } from "../problem.js";

/** The terrain that belongs to the newest run. @type {Channel<TerrainFigures>} */
export const terrains = new Channel({ replays: true });
/** @type {TerrainFigures|null} */
let spare = null;

/**
 * The whole domain of a terrain that looks the same, in case a start is dragged out of its frame; null if not sent.
 * @param {TerrainFigures} terrain
 */
export function wholeDomain(terrain) {
  /** @param {TerrainFigures} figures */
  const look = ({ objective, colorscale, theme }) => [objective, colorscale, theme.name].join();
  return spare && look(spare) === look(terrain) ? spare : null;
}

/**
 * The element's own entry: Streamlit calls it at every change of its data.
 * @param {Component<TerrainMessage>} component
 */
export default guarded(({ data }) => {
  if (!data) return;
  /** @type {TerrainFigures} */
  const figures = { ...data, contour: JSON.parse(data.contour), surface: JSON.parse(data.surface) };
  if (data.spare) spare = figures;
  else if (figures.key !== terrains.latest?.key) terrains.publish(figures);
});
