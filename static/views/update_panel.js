/**
 * One update, with numbers: the rule of one optimizer at the clock, sub-step by sub-step, folded away until asked for.
 * Python sends the numbers while the panel is open; the clock only looks them up.
 */
/** @import { Run, Scene, SubStep, Theme } from "../types.js" */
import { calm, partOf } from "../dom.js";
import { closest } from "../bridge/streamlit_page.js";
import { escapeHtml } from "../model/format.js";
import { markerSvg } from "../draw/marks.js";
import { NumberTable } from "./number_table.js";
import { Stepper } from "./stepper.js";
import { updates } from "../bridge/update_port.js";

/** @param {string} path */
const icon = (path) =>
  `<svg width="22" height="22" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="${path}"/></svg>`;
const BACK = icon("M15.4 7.4 14 6l-6 6 6 6 1.4-1.4L10.8 12z");
const ON = icon("M8.6 16.6 13.2 12 8.6 7.4 10 6l6 6-6 6z");
/**
 * The sub-step that is lit, pointed at or focused, as the picture needs it.
 * @typedef {object} Explained
 * @property {Run} run @property {number} row  the iterate that the update begins at
 * @property {string} drawn  see SubStep
 * @property {import("../types.js").Point} values  what it gives @property {import("../types.js").Point} gradient
 * @property {string} letters  MathML of what it gives
 */

/** @type {[string, "pointed"|"focused"][]} */
const EYES = [
  ["pointerover", "pointed"],
  ["pointerleave", "pointed"],
  ["focusin", "focused"],
  ["focusout", "focused"],
];

export class UpdatePanel {
  /** The race on show; null for one that Python has not run. @type {string|null} */
  race = null;
  /** @type {Run[]} */
  runs = [];
  /** @type {Theme} */
  theme;
  nIter = 0;
  /** What Python has sent last. @type {import("../bridge/update_port.js").Update} */
  update;
  /** Of the sub-steps. @type {Element[]} */
  rows = [];
  /** What is drawn, so that nothing is drawn twice. @type {string|null} */
  drawn = null;
  /** The update that is stepped through. @type {number|null} */
  begun = null;
  /** The sub-steps under the pointer, and with the focus. @type {{pointed: number|null, focused: number|null}} */
  eyes = { pointed: null, focused: null };
  options = "";

  /**
   * @param {HTMLDetailsElement} host @param {import("../model/clock.js").Clock} clock
   * @param {(optimizer: string) => void} ask  asks Python for an optimizer's numbers; with "", to send no more
   */
  constructor(host, clock, ask) {
    this.host = host;
    this.clock = clock;
    this.ask = ask;
    host.innerHTML = panelHtml();
    this.select = partOf(host, "select", HTMLSelectElement);
    this.list = partOf(host, "ol");
    /** @type {NumberTable|null} */
    this.numbers = null;
    this.stepper = new Stepper({ onChange: () => this.light(), onEnd: () => this.clock.step(1) });
    this.wire();
    const stop = updates.subscribe((update) => this.receive(update));
    this.dispose = () => (stop(), this.stepper.stop());
  }

  wire() {
    const { host, stepper } = this;
    const actions = {
      "step-through": () => (stepper.active && !calm() ? stepper.toggle() : this.on(!calm())),
      "step-back": () => stepper.active && stepper.move(-1),
      "step-on": () => this.on(false),
    };
    for (const [action, act] of Object.entries(actions)) this.find(action).addEventListener("click", act);
    host.addEventListener("toggle", () => this.turn());
    for (const [type, eye] of EYES) this.list.addEventListener(type, (event) => this.look(eye, event));
    this.select.addEventListener("change", () => this.turn());
  }

  /** @param {string} role */
  find(role) {
    return partOf(this.host, `[data-action="${role}"], [data-field="${role}"]`);
  }

  /** The optimizer that it is open for; "" while it is closed. */
  get shown() {
    return this.host.open ? this.select.value : "";
  }

  /** Opens it for an optimizer, or closes it, with "". @param {string} optimizer */
  show(optimizer) {
    const turned = this.host.open === Boolean(optimizer) && this.shown !== optimizer;
    if (optimizer) this.select.value = optimizer;
    this.host.open = Boolean(optimizer); // its own event follows, where that is a change
    if (turned) this.turn();
  }

  /** @param {"pointed"|"focused"} eye @param {Event} event */
  look(eye, event) {
    const row =
      event.type.endsWith("in") || event.type === "pointerover" ? closest(event, "[data-step]") : null;
    this.eyes[eye] = row instanceof HTMLElement ? Number(row.dataset.step) : null;
    this.clock.onChange();
  }

  /** @returns {Explained|null} */
  get explained() {
    const { eyes, fresh, host, update } = this;
    const place = this.stepper.place ?? eyes.pointed ?? eyes.focused;
    const run = this.runs.find(({ name }) => name === this.select.value);
    if (!host.open || !fresh || place === null || !run) return null;
    const { row } = this;
    const { drawn, letters, result } = update.steps[place];
    if (row + 1 >= run.length) return null;
    return {
      run,
      row,
      drawn,
      letters,
      values: update.vector(result, row),
      gradient: update.vector("g", row),
    };
  }

  /** Opened, closed, or opened for another optimizer. */
  turn() {
    this.stepper.stop();
    this.bringIntoSight();
    this.ask(this.host.open ? this.select.value : "");
    this.draw();
  }

  /** Open, it stands right below the picture, which stays in sight while it is read. */
  bringIntoSight() {
    const { host } = this;
    const stage = /** @type {HTMLElement} */ (host.closest(".stage"));
    if (stage.hasAttribute("data-explaining") === host.open) return;
    stage.toggleAttribute("data-explaining", host.open);
    if (host.open) stage.scrollIntoView({ block: "start" }); // the picture itself sticks where it is
  }

  /** @param {Scene} scene */
  setScene({ id, runs, theme, nIter }) {
    this.race = id;
    this.runs = runs;
    this.theme = theme;
    this.nIter = nIter;
    const chosen = runs.some(({ name }) => name === this.select.value) ? this.select.value : runs[0].name;
    const options = runs.map(({ name, title }) => `<option value="${name}">${escapeHtml(title)}</option>`);
    if (this.options !== options.join("")) this.select.innerHTML = this.options = options.join("");
    this.select.value = chosen;
    this.drawn = null;
  }

  /** @param {import("../bridge/update_port.js").Update} update */
  receive(update) {
    const { race, optimizer } = update;
    if (this.update?.race === race && this.update.optimizer === optimizer) return; // opened again: a step may be lit
    this.stepper.stop();
    this.eyes = { pointed: null, focused: null }; // the lines of before are gone
    this.update = update;
    this.list.innerHTML = update.steps.map(stepHtml).join("");
    this.rows = [...this.list.children];
    const math = (/** @type {Element} */ row, /** @type {string} */ axis) =>
      partOf(row, `[data-axis="${axis}"] math`, MathMLElement);
    const lines = this.rows.map((row) => ({ x: math(row, "x"), y: math(row, "y") }));
    this.numbers = new NumberTable(lines, update);
    this.drawn = null;
    this.light();
    this.clock.onChange();
  }

  /** Whether the numbers here are those of the race on show. */
  get fresh() {
    return this.update?.race === this.race && this.update?.optimizer === this.select.value;
  }

  /** The update that the clock is at; from the last iterate none leads on, so the last one stays. */
  get row() {
    return Math.min(this.clock.iterate, this.update.rows - 1);
  }

  draw() {
    if (!this.host.open) return;
    const { fresh, stepper } = this;
    if (stepper.active && (!fresh || this.clock.playing || this.clock.iterate !== this.begun)) stepper.stop();
    const state = `${fresh} ${this.race} ${fresh && this.row}`;
    if (this.drawn === state) return;
    this.drawn = state;
    this.host.toggleAttribute("data-stale", !fresh);
    this.list.setAttribute("aria-busy", String(!fresh));
    const run = this.runs?.find(({ name }) => name === this.select.value);
    if (run) this.find("marker").innerHTML = markerSvg(run.style, this.theme.casing);
    this.find("which").textContent = fresh ? this.which() : this.staleness();
    if (fresh) this.numbers?.draw(this.row);
    if (fresh) this.host.dataset.row = String(this.row);
  }

  which() {
    const { row } = this;
    const overflows = row === this.update.rows - 1 && this.update.rows < this.nIter;
    return `Update ${row + 1}: from iterate ${row} to ${row + 1}${overflows ? ", where it overflows" : ""}`;
  }

  staleness() {
    return this.race ? "The numbers are on their way" : "The numbers return when the slider is let go";
  }

  /**
   * The next sub-step; before the first, the clock stands still at the update that the numbers are of.
   * @param {boolean} playing
   */
  on(playing) {
    if (!this.fresh) return;
    if (this.stepper.active) return this.stepper.move(1);
    this.begun = this.row;
    this.clock.pause();
    this.clock.seek(this.begun);
    this.stepper.begin(this.rows.length, playing);
  }

  /** Marks the sub-step that is lit, and says it to who cannot see it. */
  light() {
    const { place, playing } = this.stepper;
    const active = place !== null;
    this.list.toggleAttribute("data-stepping", active);
    this.rows?.forEach((row, i) => {
      row.toggleAttribute("data-done", active && i < place);
      i === place ? row.setAttribute("aria-current", "step") : row.removeAttribute("aria-current");
    });
    if (active) this.rows[place].scrollIntoView({ block: "nearest" });
    const reading = active
      ? `Sub-step ${place + 1} of ${this.rows.length}: ${this.update.steps[place].sentence}`
      : "";
    this.find("reading").textContent = reading;
    const resting = calm() ? "Next sub-step" : playing ? "Pause" : "Continue";
    this.find("step-through").textContent = active ? resting : "Step through this update";
    this.find("step-back").setAttribute("aria-disabled", String(!place));
  }
}

function panelHtml() {
  return `<summary>One update, with numbers</summary>
    <div class="stage-update-head">
      <span data-field="marker" aria-hidden="true"></span>
      <select data-action="update-of" aria-label="Optimizer whose update is shown"></select>
      <span data-field="which"></span>
      <div class="stage-update-buttons" role="group" aria-label="Step through this update">
        <button type="button" data-action="step-back" aria-label="Previous sub-step" title="Previous sub-step" aria-disabled="true">${BACK}</button>
        <button type="button" data-action="step-through">Step through this update</button>
        <button type="button" data-action="step-on" aria-label="Next sub-step" title="Next sub-step">${ON}</button>
      </div>
    </div>
    <p class="stage-update-reading" data-field="reading" role="status"></p>
    <ol class="stage-update-steps" aria-label="Sub-steps of the update"></ol>
    <p class="stage-update-key">Bold letters are vectors: every line is worked out in <i>x</i> and in <i>y</i>, and can be
      worked out by hand from the digits shown. Point at a line, and the picture shows what it gives.</p>`;
}

/**
 * The formulas come from Python, letters and numbers of the same shape.
 * @param {SubStep} step @param {number} i
 */
function stepHtml({ symbolic, numeric, sentence }, i) {
  /** @param {string} axis */
  const line = (axis) => `<div data-axis="${axis}"><span>in <i>${axis}</i></span>${numeric}</div>`;
  return `<li data-step="${i}" tabindex="0"><div class="stage-update-words">${symbolic}<p>${escapeHtml(sentence)}</p></div>
    <div class="stage-update-numbers">${line("x")}${line("y")}</div></li>`;
}
