/**
 * The numbers of one optimizer's updates, sent by Python while the panel for them is open; and the element's own
 * entry, where it meets the stage, as fan and stage do in fan.js.
 */
import { exactParts, parts } from "../model/format.js";
import { guarded } from "../problem.js";

const AXES = ["x", "y"];

export class Update {
  /**
   * @param {object} data
   * @param {{race: string, optimizer: string, rows: number, constants: object, digits: object, whole: string[], columns: string[],
   *   steps: {symbolic: string, numeric: string, sentence: string}[]}} data.facts  rows: how many updates there are
   *   numbers of; digits: significant figures by name, where not 3; whole: names of whole numbers; steps: formulas as MathML
   * @param {object} data.values  apache-arrow Table of one column: name by name, x then y, a row an update
   */
  constructor({ facts, values }) {
    Object.assign(this, facts);
    this.values = values.getChild("values").toArray();
  }

  /** @returns {boolean} whether a name has the same value in every update */
  isConstant(name) {
    return name in this.constants;
  }

  /** @returns {[string, number|null]} a value in text; what someone has chosen, and whole numbers, in full */
  text(name, value) {
    const exact = this.isConstant(name) || this.whole.includes(name);
    return exact ? exactParts(value) : parts(value, this.digits[name]);
  }

  /** @param {string} name @param {"x"|"y"} axis @param {number} row the update, from iterate `row` to the next */
  value(name, axis, row) {
    if (this.isConstant(name)) return this.constants[name];
    const column = 2 * this.columns.indexOf(name) + AXES.indexOf(axis);
    return this.values[column * this.rows + row];
  }
}

const listeners = new Set();

/** @param {(update: Update) => void} listener called with all numbers that arrive */
export function onUpdate(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Streamlit calls it at every change of the element's data. */
export default guarded(({ data }) => {
  if (!data?.facts) return;
  const arrived = new Update(data);
  for (const listener of listeners) listener(arrived);
});
