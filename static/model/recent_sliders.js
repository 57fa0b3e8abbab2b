/** Which sliders are at hand: those last used, each in its row as long as it is there. */

export class RecentSliders {
  /** The slider of each row. @type {string[]} */
  rows = [];
  /** All that were used, the last one first. @type {string[]} */
  #used = [];
  /** @type {string[]} */
  #offered = [];

  /** @param {number} count  of the rows */
  constructor(count) {
    this.count = count;
  }

  /** @returns {number} the row of the slider that was used last; the first row before one was */
  get latest() {
    const place = this.#used.map((name) => this.rows.indexOf(name)).find((row) => row >= 0);
    return place ?? 0;
  }

  /** The sliders that there are: one that is gone leaves its row to the first that has none. @param {string[]} names */
  offer(names) {
    this.#offered = names;
    const kept = this.rows.map((name) => (names.includes(name) ? name : null));
    const others = names.filter((name) => !kept.includes(name));
    const wanted = [...this.#used.filter((name) => others.includes(name)), ...others];
    const free = [...new Set(wanted)];
    this.rows = Array.from({ length: this.count }, (_, row) => kept[row] ?? free.shift() ?? "").filter(
      Boolean,
    );
  }

  /** A slider was used: where it has no row, it takes that of the one used longest ago. @param {string} name */
  use(name) {
    if (!this.#offered.includes(name)) return;
    if (!this.rows.includes(name)) this.rows[this.#oldest()] = name;
    this.#used = [name, ...this.#used.filter((other) => other !== name)];
  }

  /** The visitor wants a slider in a row; where another row has it, the two change places. @param {number} row @param {string} name */
  choose(row, name) {
    const other = this.rows.indexOf(name);
    if (other >= 0) this.rows[other] = this.rows[row];
    this.rows[row] = name;
    this.use(name);
  }

  #oldest() {
    const age = (/** @type {string} */ name) =>
      this.#used.includes(name) ? this.#used.indexOf(name) : Infinity;
    const ages = this.rows.map(age);
    return ages.lastIndexOf(Math.max(...ages));
  }
}
