/** What each drawn frame leaves for tests, benchmarks and style sheets. */
const MEASURES_KEPT = 5000;

/** @param {number} start @param {object} detail @param {number} drawn how many frames were drawn so far */
export function measure(start, detail, drawn) {
  performance.measure("stage.draw", { start, end: performance.now(), detail });
  if (drawn % MEASURES_KEPT) return;
  performance.clearMeasures("stage.draw"); // entries are kept for ever otherwise
  performance.clearMarks("stage.run");
}

/**
 * The state of the stage, as attributes.
 * @param {HTMLElement} root @param {object} state by the names of data-*
 */
export function publish(root, state) {
  Object.assign(root.dataset, state);
}
