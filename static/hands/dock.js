/**
 * The sliders last used, docked where the picture stays in sight: on a phone a sheet over the transport. A docked
 * slider is the browser's own, and does what the page's slider of its name does: while it is held, the browser runs
 * the race; let go, Python hears of it.
 */
/** @import { Scene } from "../types.js" */
import { partOf } from "../dom.js";
import { RecentSliders } from "../model/recent_sliders.js";
import { escapeHtml } from "../model/format.js";
import { DockedSlider, dockedHtml } from "./docked_slider.js";
import { onVerticalStroke } from "./vertical_stroke.js";

const ROWS = 2; // as many as a third of a phone has room for

export class Dock {
  /** What is offered, as it was written. */
  offered = "";
  /** The racers, and the objective, by which a slider of their own is named. @type {Map<string, string>} */
  owners = new Map();

  /**
   * @param {HTMLElement} root the stage @param {import("./preview.js").Preview} preview
   * @param {object} on
   * @param {() => void} on.hold  called when a slider is taken
   * @param {(slider: string, value: number) => void} on.release  called with the value it was let go at
   */
  constructor(root, preview, on) {
    this.root = root;
    this.preview = preview;
    this.host = partOf(root, ".stage-dock");
    this.host.innerHTML = `<button type="button" data-action="dock" aria-expanded="true"><span>Sliders</span></button>
      ${Array.from({ length: ROWS }, (_, row) => dockedHtml(row)).join("")}`;
    this.recent = new RecentSliders(ROWS);
    /** @type {NodeListOf<HTMLElement>} */
    const rows = this.host.querySelectorAll(".stage-docked");
    this.rows = [...rows].map(
      (element, row) => new DockedSlider(element, preview, on, (name) => this.choose(row, name)),
    );
    this.head = partOf(this.host, '[data-action="dock"]');
    this.head.addEventListener("click", () => this.open(!this.isOpen));
    onVerticalStroke(this.head, (down) => this.open(!down));
    this.open(true);
  }

  /** @param {boolean} isOpen */
  open(isOpen) {
    this.isOpen = isOpen;
    this.head.setAttribute("aria-expanded", String(isOpen));
    this.root.dataset.dock = isOpen ? "open" : "closed";
  }

  /** @param {number} row @param {string} name */
  choose(row, name) {
    this.recent.choose(row, name);
    this.draw();
  }

  /** @param {Scene} scene */
  setScene({ runs, title, objective }) {
    this.owners = new Map([
      [objective, title],
      ...runs.map((run) => /** @type {[string, string]} */ ([run.name, run.short])),
    ]);
  }

  reset() {
    this.recent = new RecentSliders(ROWS);
    this.offered = "";
    this.open(true);
  }

  draw() {
    this.offer(this.preview.sliders());
    this.recent.use(this.preview.slider);
    const { rows, latest } = this.recent;
    this.rows.forEach((slider, row) => slider.draw(rows[row] ?? "", row === latest));
  }

  /** Only where it has changed: a menu that is filled again closes. @param {string[]} names */
  offer(names) {
    const offered = this.menuOf(names);
    if (this.offered === offered) return;
    this.offered = offered;
    this.recent.offer(names);
    for (const slider of this.rows) slider.offer(offered);
  }

  /** @param {string[]} names @returns {string} options, those of one owner behind its name */
  menuOf(names) {
    return names
      .map((name) => {
        const owner = this.owners.get(name.split(".")[0]);
        const label = this.preview.labelOf(name);
        return `<option value="${escapeHtml(name)}">${escapeHtml(owner ? `${owner}: ${label}` : label)}</option>`;
      })
      .join("");
  }
}
