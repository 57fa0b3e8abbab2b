/**
 * NumPy's RandomState: the Mersenne Twister MT19937 (Matsumoto and Nishimura 1998), seeded as NumPy seeds it, with
 * the methods that the project draws from. NumPy keeps its stream of numbers the same for ever (NEP 19).
 */

const N = 624; // words of the state
const M = 397;

export class RandomState {
  /** @param {number | number[]} seed  from 0 to 2 ** 32 - 1, or several of them */
  constructor(seed) {
    this.key = new Uint32Array(N);
    this.position = N; // the next word to be used; N: all are used up
    /** @type {number | null} */
    this.spare = null; // normal numbers come in pairs: the second one
    if (Array.isArray(seed)) this.seedByArray(seed);
    else this.seedByNumber(seed);
  }

  /** @param {number} seed */
  seedByNumber(seed) {
    const { key } = this;
    key[0] = seed;
    for (let i = 1; i < N; i++) key[i] = Math.imul(1812433253, key[i - 1] ^ (key[i - 1] >>> 30)) + i;
  }

  /** @param {number[]} seeds  at most 624 */
  seedByArray(seeds) {
    const { key } = this;
    this.seedByNumber(19650218);
    let i = 1;
    const mixed = (/** @type {number} */ factor) =>
      key[i] ^ Math.imul(key[i - 1] ^ (key[i - 1] >>> 30), factor);
    const advance = () => {
      i += 1;
      if (i < N) return;
      key[0] = key[N - 1];
      i = 1;
    };
    for (let k = 0; k < N; k++, advance()) {
      const j = k % seeds.length;
      key[i] = mixed(1664525) + seeds[j] + j;
    }
    for (let k = 1; k < N; k++, advance()) key[i] = mixed(1566083941) - i;
    key[0] = 0x80000000;
  }

  /** @returns {number} 32 random bits */
  bits() {
    if (this.position === N) this.twist();
    let y = this.key[this.position++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  /** The next 624 words. */
  twist() {
    const { key } = this;
    for (let i = 0; i < N; i++) {
      const y = (key[i] & 0x80000000) | (key[(i + 1) % N] & 0x7fffffff);
      key[i] = key[(i + M) % N] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.position = 0;
  }

  /** @returns {number} from 0 to 1, as rand() */
  uniform() {
    const high = this.bits() >>> 5;
    const low = this.bits() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** @returns {number} as standard_normal(): Marsaglia's polar method, which draws two at a time */
  normal() {
    if (this.spare !== null) {
      const { spare } = this;
      this.spare = null;
      return spare;
    }
    for (;;) {
      const x1 = 2 * this.uniform() - 1;
      const x2 = 2 * this.uniform() - 1;
      const square = x1 * x1 + x2 * x2;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      this.spare = factor * x1;
      return factor * x2;
    }
  }

  /** @param {number} n @returns {number[]} 0 to n - 1 shuffled, as permutation(n) */
  permutation(n) {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.upTo(i);
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  /** @param {number} most @returns {number} a whole number from 0 to `most`: bits are drawn until they are one */
  upTo(most) {
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    for (;;) {
      const value = (this.bits() & mask) >>> 0;
      if (value <= most) return value;
    }
  }
}

/**
 * The start that a seed draws within the bounds: see `random_start` in optim/trajectory.py.
 * @param {import("./types.js").Bounds} bounds @param {number} seed @returns {import("./types.js").Point}
 */
export function randomStart([[x0, x1], [y0, y1]], seed) {
  const random = new RandomState(seed);
  return [x0 + random.uniform() * (x1 - x0), y0 + random.uniform() * (y1 - y0)];
}
