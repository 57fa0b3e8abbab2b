/**
 * The numbers of one optimizer's updates, sent by Python while the panel for them is open; and the element's own
 * entry, where it meets the stage.
 */
/** @import { Component, UpdateMessage } from "../types.js" */
import { exactParts, parts } from "../model/format.js";
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
    this.digits = facts.digits;
    this.whole = facts.whole;
    this.columns = facts.columns;
    this.steps = facts.steps;
    this.values = values.getChild("values").toArray();
  }

  /** @param {string} name @returns {boolean} whether a name has the same value in every update */
  isConstant(name) {
    return name in this.constants;
  }

  /**
   * @param {string} name @param {number} value
   * @returns {[string, number|null]} a value in text; what someone has chosen, and whole numbers, in full
   */
  text(name, value) {
    const exact = this.isConstant(name) || this.whole.includes(name);
    return exact ? exactParts(value) : parts(value, this.digits[name]);
  }

  /**
   * @param {string} name @param {"x"|"y"} axis @param {number} row the update, from iterate `row` to the next
   */
  value(name, axis, row) {
    if (this.isConstant(name)) return this.constants[name];
    const column = 2 * this.columns.indexOf(name) + AXES.indexOf(axis);
    return this.values[column * this.rows + row];
  }
}

/** @type {Channel<Update>} */
export const updates = new Channel();

/** Streamlit calls it at every change of the element's data. @param {Component<UpdateMessage>} component */
export default guarded(({ data }) => {
  if (data?.facts) updates.publish(new Update(data));
});
