/** What the charts show, chosen by hand: at once if its numbers are here, else when they come. */
/** @import { Quantity } from "../types.js" */

export class CurveChoice {
  /** Those that were asked for. @type {[string, string][]|null} */
  pending = null;

  /**
   * @param {import("./preview.js").Preview} preview
   * @param {object} on
   * @param {(name: string) => Quantity} on.quantity  of the catalogue
   * @param {(curves: [string, string][]) => void} on.request  asks Python for them
   */
  constructor(preview, on) {
    this.preview = preview;
    this.on = on;
  }

  /**
   * A chart is to show another quantity, or another scale.
   * @param {number} place @param {string} quantity @param {string|null} scale
   */
  choose(place, quantity, scale) {
    const { race, record } = this.preview;
    if (!race) return;
    const { columns, scales } = this.on.quantity(quantity);
    /** @type {[string, string]} */
    const curve = [quantity, scale ?? scales[0]];
    this.pending = (this.pending ?? race.curves).with(place, curve); // all three: of two requests the later one counts
    this.on.request(this.pending);
    if (!race.runs.some((run) => columns[0] in run) && !record) return;
    race.curves[place] = curve;
    this.preview.again();
  }
}
