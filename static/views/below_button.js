/**
 * The mark at the edge of a logarithmic axis that ends above some values: a click shows all of them. One run that
 * falls to 1e-45 would press flat what the others do.
 */
/** @import { Axis } from "../model/axis.js" */
import { formatHtml } from "../model/format.js";

export class BelowButton {
  /** Whether all was asked for. */
  all = false;
  /** Of the quantity for which it was. */
  quantity = "";
  /** What is written. @type {string|undefined} */
  written;

  /** @param {HTMLButtonElement} button @param {() => void} onChange */
  constructor(button, onChange) {
    this.button = button;
    button.addEventListener("click", () => {
      this.all = !this.all;
      onChange();
    });
  }

  /**
   * @param {string} quantity @param {(floor: number) => Axis} axisTo @param {number} floor  the usual one
   * @returns {Axis} the one to be drawn
   */
  choose(quantity, axisTo, floor) {
    if (this.quantity !== quantity) this.all = false;
    this.quantity = quantity;
    const usual = axisTo(floor);
    this.write(usual.lowest, floor);
    return this.all && usual.lowest !== null ? axisTo(0) : usual;
  }

  /** @param {number|null} lowest  the power of ten that the values reach; null where none is below @param {number} floor */
  write(lowest, floor) {
    const end = formatHtml(floor, 2);
    const now = this.all
      ? `All values are shown. A click ends the axis at ${end} again`
      : `Some values are below ${end}, down to ${formatHtml(10 ** (lowest ?? 0), 2)}. A click shows all`;
    const written = lowest === null ? "" : now;
    if (this.written === written) return;
    this.written = written;
    this.button.hidden = !written;
    this.button.setAttribute("aria-pressed", String(this.all));
    this.button.dataset.tip = written;
  }
}
