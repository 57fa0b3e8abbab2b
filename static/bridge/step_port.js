/**
 * What made each step of a race, sent by Python while the mechanism is shown; and the element's own entry, where it
 * meets the stage.
 *
 * @typedef {object} Steps
 * @property {string} race  the id of the race
 * @property {Numbers[]} gradient  x and y; of the runs one below the other, nIter rows each: row k led on from
 *   iterate k
 * @property {Numbers[]} step  x and y, in the same rows
 * @property {Numbers[]} effective  what the gradient's coordinates were multiplied by, in the same rows
 */
/** @import { Component, Numbers, StepsMessage } from "../types.js" */
import { Channel } from "../channel.js";
import { guarded } from "../problem.js";

/** @type {Channel<Steps>} */
export const steps = new Channel();

/** Streamlit calls it at every change of the element's data. @param {Component<StepsMessage>} component */
export default guarded(({ data }) => {
  if (!data?.race) return;
  /** @param {string[]} names */
  const columns = (...names) => names.map((name) => data.steps.getChild(name).toArray());
  steps.publish({
    race: data.race,
    gradient: columns("g_x", "g_y"),
    effective: columns("e_x", "e_y"),
    step: columns("d_x", "d_y"),
  });
});
