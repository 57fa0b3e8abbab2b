/**
 * Where the hill's figures and the stage meet. They travel in an element of their own, which Streamlit does not
 * send again while it is unchanged; this module is the one place that both elements import.
 */
import { guarded } from "../problem.js";

const listeners = new Set();
let current = null;
let spare = null;

/** @param {object} payload {key, objective, frame, colorscale, theme, chunk, contour, surface}; an unchanged key is no news */
export function publishHill(payload) {
  if (current?.key === payload.key) return;
  current = payload;
  for (const listener of listeners) listener(current);
}

/** @param {(payload: object) => void} listener called at once with what is here, then at every change */
export function onHill(listener) {
  listeners.add(listener);
  if (current) listener(current);
  return () => listeners.delete(listener);
}

/** @returns {object|null} the hill that belongs to the newest run */
export const currentHill = () => current;

/** The whole domain of a hill that looks the same, in case a start is dragged out of its frame; null if not sent. */
export function wholeDomain(hill) {
  const same = ["objective", "colorscale"].every((name) => spare?.[name] === hill[name]);
  return same && spare.theme.name === hill.theme.name ? spare : null;
}

/** The element's own entry: Streamlit calls it at every change of its data. */
export default guarded(({ data }) => {
  if (!data) return;
  const payload = { ...data, contour: JSON.parse(data.contour), surface: JSON.parse(data.surface) };
  if (data.spare) spare = payload;
  else publishHill(payload);
});
