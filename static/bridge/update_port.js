/**
 * The numbers of one optimizer's updates, sent by Python while the panel for them is open; and the element's own
 * entry, where it meets the stage.
 */
/** @import { Component, UpdateMessage } from "../types.js" */
import { exactParts, writtenParts } from "../model/format.js";
import { Channel } from "../channel.js";
import { guarded } from "../problem.js";

const AXES = ["x", "y"];

export class Update {
  /**
   * @param {UpdateMessage} data
   */
  constructor({ facts, values }) {
    this.race = facts.race;
    this.optimizer = facts.optimizer;
    this.rows = facts.rows;
    this.constants = facts.constants;
    this.whole = facts.whole;
    this.columns = facts.columns;
    this.steps = facts.steps;
    this.values = values.getChild("values").toArray();
    this.digits = values.getChild("digits").toArray();
  }

  /** @param {string} name @returns {boolean} whether a name has the same value in every update */
  isConstant(name) {
    return name in this.constants;
  }

  /**
   * @param {string} name @param {"x"|"y"} axis @param {number} row the update, from iterate `row` to the next
   * @returns {[string, number|null]} a value in text; what someone has chosen, and whole numbers, in full
   */
  text(name, axis, row) {
    const value = this.value(name, axis, row);
    const exact = this.isConstant(name) || this.whole.includes(name);
    return exact ? exactParts(value) : writtenParts(value, this.digits[this.placeOf(name, axis, row)]);
  }

  /** @param {string} name @param {"x"|"y"} axis @param {number} row */
  value(name, axis, row) {
    return this.isConstant(name) ? this.constants[name] : this.values[this.placeOf(name, axis, row)];
  }

  /** @param {string} name @param {number} row @returns {import("../types.js").Point} */
  vector(name, row) {
    return [this.value(name, "x", row), this.value(name, "y", row)];
  }

  /** @param {string} name @param {"x"|"y"} axis @param {number} row */
  placeOf(name, axis, row) {
    return (2 * this.columns.indexOf(name) + AXES.indexOf(axis)) * this.rows + row;
  }
}

/** @type {Channel<Update>} */
export const updates = new Channel();

/** Streamlit calls it at every change of the element's data. @param {Component<UpdateMessage>} component */
export default guarded(({ data }) => {
  if (data?.facts) updates.publish(new Update(data));
});
