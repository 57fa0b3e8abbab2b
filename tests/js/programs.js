/** Programs as Python sends them, for the tests of whoever runs them. */

/** f(x, y) = x² + y² and its gradient. */
export const BOWL = {
  inputs: ["x", "y"],
  constants: [2],
  steps: [
    ["multiply", 0, 0],
    ["multiply", 1, 1],
    ["add", 2, 3],
    ["multiply", -1, 0],
    ["multiply", -1, 1],
  ],
  results: [4, 5, 6],
};

/** Gradient descent, and what it does not remember. */
const DESCENT = {
  inputs: ["gradient", "x", "step_size"],
  constants: [],
  steps: [["multiply", 2, 0]],
  results: [3, 2],
};
export const RULE = {
  state: [],
  init: { inputs: ["x", "step_size"], constants: [], steps: [], results: [] },
  update: DESCENT,
  accumulator: null,
};
