/**
 * The programs of a race (optim/program/), as the browser runs them, and the positions of the sliders. They travel
 * in an element of their own, which Streamlit does not send again while it is unchanged: a move of a slider changes
 * only the numbers that come with the run.
 */
/** @import { Component, Programs, ProgramsMessage } from "../types.js" */
import { Channel } from "../channel.js";
import { guarded } from "../problem.js";

/** @type {Channel<Programs>} */
export const programs = new Channel({ replays: true });

/** The element's own entry: Streamlit calls it at every change of its data. */
export default guarded((/** @type {Component<ProgramsMessage>} */ { data }) => {
  if (!data || data.key === programs.latest?.key) return;
  programs.publish({ key: data.key, ...JSON.parse(data.json) });
});
