/** What is kept of one run: its path, and the columns that are shown. */

/**
 * @typedef {import("./runs.js").Runs} Runs
 * @typedef {import("./columns.js").Source} Source
 */

export class Recording {
  /** @param {number} nIter @param {Source[]} sources @param {boolean} keepsUsed  whether to keep the gradients used */
  constructor(nIter, sources, keepsUsed) {
    const column = (/** @type {number} */ length) => new Float64Array(length);
    this.nIter = nIter;
    this.length = 0; // iterates so far
    this.x = column(nIter + 1);
    this.y = column(nIter + 1);
    this.value = column(nIter + 1);
    this.dx = column(nIter + 1); // the true gradient
    this.dy = column(nIter + 1);
    this.used = keepsUsed ? [column(nIter), column(nIter)] : null; // what the updates saw in its place
    const kept = sources.map((source) => ({ ...source, values: column(nIter + (source.perStep ? 0 : 1)) }));
    this.atIterates = kept.filter((source) => !source.perStep);
    this.atSteps = kept.filter((source) => source.perStep);
  }

  /** Keeps an iterate, after a look. @param {Runs} runs  one run */
  iterate({ x, value, gradient }) {
    const k = this.length++;
    this.x[k] = x[0];
    this.y[k] = x[1];
    this.value[k] = value[0];
    this.dx[k] = gradient[0];
    this.dy[k] = gradient[1];
    for (const { values, cells, at } of this.atIterates) values[k] = cells[at];
  }

  /** Keeps the step from the last iterate, after the update. @param {Runs} runs  one run */
  step({ gradient }) {
    const k = this.length - 1;
    for (const { values, cells, at } of this.atSteps) values[k] = cells[at];
    if (!this.used) return;
    this.used[0][k] = gradient[0];
    this.used[1][k] = gradient[1];
  }

  /** @returns {Record<string, Float64Array>} the columns, without entries for what is not finite */
  columns() {
    const { length, nIter } = this;
    return Object.fromEntries([
      ...this.atIterates.map(({ name, values }) => [name, values.subarray(0, length)]),
      ...this.atSteps.map(({ name, values }) => [name, values.subarray(0, Math.min(length, nIter))]),
    ]);
  }
}
