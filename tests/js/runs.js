/** Runs and frames for the tests of the modules that draw them. */

/** @returns a frame as the modules have it, from bounds as Python writes them */
export const box = ([[x0, x1], [y0, y1]]) => ({ x0, x1, y0, y1 });

/** From -1 to 1 on both axes. */
export const FRAME = box([
  [-1, 1],
  [-1, 1],
]);

/** @returns what the modules need of a run, which leaves the plot for good at iterate `left` */
export const run = (x, y = x.map(() => 0), left = x.length) => ({
  x: Float64Array.from(x),
  y: Float64Array.from(y),
  length: x.length,
  outcome: { left },
});
