/**
 * The loops of the commonest operations, four lanes at a time: V8 spends half of a plain loop on its counter and on
 * the bounds of the cells.
 *
 * @typedef {(r: Float64Array, o: number, a: number, b: number, n: number) => void} Binary  cell o + i from a + i, b + i
 */

/** @type {Binary} */
export function add(r, o, a, b, n) {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const first = r[a + i] + r[b + i];
    const second = r[a + i + 1] + r[b + i + 1];
    const third = r[a + i + 2] + r[b + i + 2];
    const fourth = r[a + i + 3] + r[b + i + 3];
    put(r, o + i, first, second, third, fourth);
  }
  for (; i < n; i++) r[o + i] = r[a + i] + r[b + i];
}

/** @type {Binary} */
export function subtract(r, o, a, b, n) {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const first = r[a + i] - r[b + i];
    const second = r[a + i + 1] - r[b + i + 1];
    const third = r[a + i + 2] - r[b + i + 2];
    const fourth = r[a + i + 3] - r[b + i + 3];
    put(r, o + i, first, second, third, fourth);
  }
  for (; i < n; i++) r[o + i] = r[a + i] - r[b + i];
}

/** @type {Binary} */
export function multiply(r, o, a, b, n) {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const first = r[a + i] * r[b + i];
    const second = r[a + i + 1] * r[b + i + 1];
    const third = r[a + i + 2] * r[b + i + 2];
    const fourth = r[a + i + 3] * r[b + i + 3];
    put(r, o + i, first, second, third, fourth);
  }
  for (; i < n; i++) r[o + i] = r[a + i] * r[b + i];
}

/** @type {Binary} */
export function divide(r, o, a, b, n) {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const first = r[a + i] / r[b + i];
    const second = r[a + i + 1] / r[b + i + 1];
    const third = r[a + i + 2] / r[b + i + 2];
    const fourth = r[a + i + 3] / r[b + i + 3];
    put(r, o + i, first, second, third, fourth);
  }
  for (; i < n; i++) r[o + i] = r[a + i] / r[b + i];
}

/** @param {Float64Array} r @param {number} o @param {number} a @param {number} n */
export function sqrt(r, o, a, n) {
  let i = 0;
  for (; i + 3 < n; i += 4) {
    const [first, second] = [Math.sqrt(r[a + i]), Math.sqrt(r[a + i + 1])];
    put(r, o + i, first, second, Math.sqrt(r[a + i + 2]), Math.sqrt(r[a + i + 3]));
  }
  for (; i < n; i++) r[o + i] = Math.sqrt(r[a + i]);
}

/**
 * A result may lie where an argument did: all four are known before the first is written.
 * @param {Float64Array} r @param {number} at @param {number} first @param {number} second @param {number} third
 * @param {number} fourth
 */
function put(r, at, first, second, third, fourth) {
  r[at] = first;
  r[at + 1] = second;
  r[at + 2] = third;
  r[at + 3] = fourth;
}
