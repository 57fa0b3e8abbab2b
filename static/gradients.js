/**
 * The gradients that the rules of a race saw, sent by Python while the mechanism is shown; and the element's own
 * entry, where it meets the stage, as fan and stage do in fan.js.
 *
 * @typedef {{race: string, x: Float32Array, y: Float32Array}} Gradients  race: the id of the race; in the rows of its
 *   runs, one below the other, n_iter + 1 rows each; row k led on from iterate k, the last row of a run is NaN
 */
const listeners = new Set();

/** @param {(gradients: Gradients) => void} listener called with all gradients that arrive */
export function onGradients(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Streamlit calls it at every change of the element's data. */
export default function gradients({ data }) {
  if (!data?.race) return;
  const [x, y] = ["g_x", "g_y"].map((name) => data.gradients.getChild(name).toArray());
  for (const listener of listeners) listener({ race: data.race, x, y });
}
