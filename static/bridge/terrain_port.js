/**
 * Where the hill's figures and the stage meet. They travel in an element of their own, which Streamlit does not
 * send again while it is unchanged; this module is the one place that both elements import.
 */
/** @import { Component, HillMessage, HillPayload } from "../types.js" */
import { guarded } from "../problem.js";

/** @type {Set<(payload: HillPayload) => void>} */
const listeners = new Set();
/** @type {HillPayload|null} */
let current = null;
/** @type {HillPayload|null} */
let spare = null;

/** @param {HillPayload} payload an unchanged key is no news */
export function publishHill(payload) {
  if (current?.key === payload.key) return;
  current = payload;
  for (const listener of listeners) listener(payload);
}

/** @param {(payload: HillPayload) => void} listener called at once with what is here, then at every change */
export function onHill(listener) {
  listeners.add(listener);
  if (current) listener(current);
  return () => listeners.delete(listener);
}

/** @returns {HillPayload|null} the hill that belongs to the newest run */
export const currentHill = () => current;

/**
 * The whole domain of a hill that looks the same, in case a start is dragged out of its frame; null if not sent.
 * @param {HillPayload} hill
 */
export function wholeDomain(hill) {
  /** @param {HillPayload} payload */
  const look = ({ objective, colorscale, theme }) => [objective, colorscale, theme.name].join();
  return spare && look(spare) === look(hill) ? spare : null;
}

/**
 * The element's own entry: Streamlit calls it at every change of its data.
 * @param {Component<HillMessage>} component
 */
export default guarded(({ data }) => {
  if (!data) return;
  /** @type {HillPayload} */
  const payload = { ...data, contour: JSON.parse(data.contour), surface: JSON.parse(data.surface) };
  if (data.spare) spare = payload;
  else publishHill(payload);
});
