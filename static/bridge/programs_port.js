/**
 * The programs of a race (optim/program/), as the browser runs them, and the positions of the sliders. They travel
 * in an element of their own, which Streamlit does not send again while it is unchanged: a move of a slider changes
 * only the numbers that come with the run.
 */
/** @import { Component, Programs, ProgramsMessage } from "../types.js" */
import { guarded } from "../problem.js";

/** @type {Set<(programs: Programs) => void>} */
const listeners = new Set();
/** @type {Programs|null} */
let current = null;

/** @param {(programs: Programs) => void} listener called at once with what is here, then at every change */
export function onPrograms(listener) {
  listeners.add(listener);
  if (current) listener(current);
  return () => listeners.delete(listener);
}

/** The element's own entry: Streamlit calls it at every change of its data. */
export default guarded((/** @type {Component<ProgramsMessage>} */ { data }) => {
  if (!data || data.key === current?.key) return;
  const programs = (current = { key: data.key, ...JSON.parse(data.json) });
  for (const listener of listeners) listener(programs);
});
