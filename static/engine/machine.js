/** Runs a program that Python has sent: nothing of it is made into code. */

import { execute, OPERATIONS, WIDTH } from "./operations.js";

/**
 * @typedef {import("./types.js").ProgramData} ProgramData
 *
 * How often a number changes. FIXED: with the settings alone; UNIFORM: from run to run of the program, but it is the
 * same in all lanes; VARIED: from lane to lane.
 * @typedef {0 | 1 | 2} Kind
 */
export const FIXED = 0;
export const UNIFORM = 1;
export const VARIED = 2;

const CODES = new Map(OPERATIONS.map((name, code) => [name, code]));

/**
 * A program for many numbers side by side, in lanes: every place of it has a cell for each lane.
 *
 * What depends on fixed inputs alone is worked out by prepare(), and what is the same in all lanes once for them all.
 */
export class Machine {
  /**
   * @param {ProgramData} program @param {number} [lanes]
   * @param {Record<string, Kind>} [kinds]  of its inputs, by name; VARIED where nothing is said
   * @param {Record<string, number>} [carried]  input -> the index of the result that takes its place after a run
   */
  constructor(program, lanes = 1, kinds = {}, carried = {}) {
    this.program = withOwnResults(program);
    const { inputs, constants, steps, results } = this.program;
    this.lanes = lanes;
    this.cells = new Float64Array(lanes * (inputs.length + constants.length + steps.length));
    constants.forEach((value, i) => this.fill(-1 - i, constant(value)));
    this.kinds = placeKinds(this.program, kinds);
    const code = steps.map((step, i) => this.encoded(step, inputs.length + i));
    const codeOfKind = (/** @type {Kind} */ kind) =>
      Int32Array.from(code.filter((_, i) => this.kinds[inputs.length + i] === kind).flat());
    this.fixed = codeOfKind(FIXED);
    this.uniform = codeOfKind(UNIFORM);
    this.varied = Int32Array.of(...codeOfKind(VARIED), ...this.carryingCode(carried));
    /** The cells of every result, and of every input by its name. */
    this.results = results.map((place) => this.view(place));
    this.inputs = Object.fromEntries(inputs.map((name, i) => [name, this.view(i)]));
  }

  /** @param {number} place @returns {number} where its cells begin */
  at(place) {
    const { inputs, constants } = this.program;
    if (place < 0) return this.lanes * (inputs.length - 1 - place);
    return this.lanes * (place < inputs.length ? place : place + constants.length);
  }

  /** @param {number} place @returns {Kind} */
  kindOf(place) {
    return place < 0 ? FIXED : this.kinds[place];
  }

  /** @param {number} place */
  view(place) {
    return this.cells.subarray(this.at(place), this.at(place) + this.lanes);
  }

  /** One number in all lanes. @param {number} place @param {number} value */
  fill(place, value) {
    this.cells.fill(value, this.at(place), this.at(place) + this.lanes);
  }

  /** @param {string} name  of an input @param {number | Float64Array} value  one for all lanes, or one for each */
  set(name, value) {
    if (typeof value === "number") this.inputs[name].fill(value);
    else this.inputs[name].set(value);
  }

  /** @param {import("./types.js").Step} step @param {number} place  of its result @returns {number[]} */
  encoded([name, ...args], place) {
    const begins = [0, 1, 2].map((i) => (i < args.length ? this.at(args[i]) : 0));
    return [codeOf(name), this.at(place), ...begins];
  }

  /** Copies results to the inputs of the next run. @param {Record<string, number>} carried @returns {number[]} */
  carryingCode(carried) {
    const { inputs, results } = this.program;
    return Object.entries(carried).flatMap(([name, result]) => {
      return [codeOf("copy"), this.at(inputs.indexOf(name)), this.at(results[result]), 0, 0];
    });
  }

  /** Works out what depends on fixed inputs alone, after they have been set. */
  prepare() {
    this.once(this.fixed);
  }

  /** Works out the results. @param {number} [n]  of the first n lanes */
  run(n = this.lanes) {
    if (this.uniform.length > 0) this.once(this.uniform);
    execute(this.varied, this.cells, n);
  }

  /** In the first lane, for all. @param {Int32Array} code */
  once(code) {
    const { cells, lanes } = this;
    execute(code, cells, 1);
    if (lanes === 1) return;
    for (let p = 1; p < code.length; p += WIDTH) {
      const value = cells[code[p]];
      for (let i = code[p] + 1; i < code[p] + lanes; i++) cells[i] = value;
    }
  }
}

/**
 * Results that are inputs become copies of them, so that setting an input changes no result.
 * @param {ProgramData} program @returns {ProgramData}
 */
function withOwnResults({ inputs, constants, steps, results }) {
  const all = steps.slice();
  const own = results.map((place) => {
    const isInput = place >= 0 && place < inputs.length;
    return isInput ? inputs.length + all.push(["copy", place]) - 1 : place;
  });
  return { inputs, constants, steps: all, results: own };
}

/** @param {string} name @returns {number} */
function codeOf(name) {
  const code = CODES.get(name);
  if (code === undefined) throw new Error(`no operation is called ${name}`);
  return code;
}

/** @param {import("./types.js").Constant} value @returns {number} */
function constant(value) {
  if (value === "inf") return Infinity;
  return value === "-inf" ? -Infinity : Number(value); // "nan" is none
}

/**
 * How often what is in each place changes.
 * @param {ProgramData} program @param {Record<string, Kind>} kinds  of inputs @returns {Kind[]}
 */
export function placeKinds({ inputs, steps }, kinds) {
  const found = inputs.map((name) => kinds[name] ?? VARIED);
  for (const [, ...args] of steps) {
    const argumentKinds = args.map((place) => (place < 0 ? FIXED : found[place]));
    found.push(/** @type {Kind} */ (Math.max(...argumentKinds)));
  }
  return found;
}

/** @param {ProgramData} program @param {Record<string, Kind>} kinds @returns {Kind[]} of its results */
export function resultKinds(program, kinds) {
  const found = placeKinds(program, kinds);
  return program.results.map((place) => (place < 0 ? FIXED : found[place]));
}

/**
 * The program of some of the results alone, without the steps that lead to none of them.
 * @param {ProgramData} program @param {number[]} kept  indices of results @returns {ProgramData}
 */
export function pruned({ inputs, constants, steps, results }, kept) {
  const n = inputs.length;
  const needed = new Set(kept.map((i) => results[i]));
  for (let i = steps.length - 1; i >= 0; i--) {
    if (needed.has(n + i)) for (const place of steps[i].slice(1)) needed.add(Number(place));
  }
  const places = new Map(inputs.map((_, i) => [i, i]));
  const left = steps.filter((_, i) => needed.has(n + i));
  steps.forEach((step, i) => needed.has(n + i) && places.set(n + i, n + left.indexOf(step)));
  const moved = (/** @type {number} */ place) => (place < 0 ? place : (places.get(place) ?? place));
  return {
    inputs,
    constants,
    steps: left.map(([name, ...args]) => [name, ...args.map(moved)]),
    results: kept.map((i) => moved(results[i])),
  };
}
