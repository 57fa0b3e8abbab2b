/** The list of moments, folded away below the curves; and over the picture, which one is on show. */
/** @import { Moment, MomentList } from "../model/moments.js" */
import { partOf } from "../dom.js";
import { escapeHtml } from "../model/format.js";
import { LONGEST_NAME } from "../model/moments.js";
import { SEEN } from "../model/seen.js";

const HINT = `A moment holds all that is seen: the settings, the iterate, the camera, what is drawn and what is open.
  <kbd>Page Down</kbd> and <kbd>Page Up</kbd> go through the list, as a presenter’s remote does.`;

/** What is said of a moment after its iterate. @type {(keyof SEEN)[]} */
const TOLD = ["mechanism", "ghosts", "update", "camera", "zoomed"];

/** @param {string} path */
const icon = (path) =>
  `<svg width="20" height="20" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true"><path d="${path}"/></svg>`;
const BACK = icon("M15.4 7.4 14 6l-6 6 6 6 1.4-1.4L10.8 12z");
const ON = icon("M8.6 16.6 13.2 12 8.6 7.4 10 6l6 6-6 6z");
/** Of each row: the name of the button, its words and its icon. @type {[keyof Actions, string, string][]} */
const TOOLS = [
  [
    "rename",
    "Rename",
    icon(
      "M4 17.2V20h2.8l8.3-8.2-2.9-2.9zM17.7 9.2a.8.8 0 0 0 0-1.1l-1.8-1.8a.8.8 0 0 0-1.1 0l-1.4 1.4 2.9 2.9z",
    ),
  ],
  ["up", "Move up", icon("M7.4 15.4 12 10.8l4.6 4.6L18 14l-6-6-6 6z")],
  ["down", "Move down", icon("M7.4 8.6 12 13.2l4.6-4.6L18 10l-6 6-6-6z")],
  [
    "remove",
    "Remove",
    icon(
      "M18.3 7.1 16.9 5.7 12 10.6 7.1 5.7 5.7 7.1l4.9 4.9-4.9 4.9 1.4 1.4 4.9-4.9 4.9 4.9 1.4-1.4-4.9-4.9z",
    ),
  ],
];

/**
 * @typedef {Record<"rename"|"up"|"down"|"remove"|"go", (place: number) => void>} Actions  of a row
 *
 * @typedef {object} On  what the visitor can do
 * @property {() => void} add
 * @property {() => void} link
 * @property {() => void} save
 * @property {() => void} open
 * @property {(place: number) => void} go
 * @property {(by: number) => void} step
 */

export class MomentsPanel {
  /** The row whose name is being written. @type {number|null} */
  editing = null;
  /** The row that is being dragged. @type {number|null} */
  dragged = null;

  /**
   * @param {HTMLElement} root  the stage @param {MomentList} list @param {On} on
   */
  constructor(root, list, on) {
    this.list = list;
    this.on = on;
    this.host = partOf(root, ".stage-moments");
    this.strip = partOf(root, '[data-role="moment"]');
    this.host.innerHTML = panelHtml();
    this.strip.innerHTML = stripHtml();
    this.rows = partOf(this.host, "ol");
    this.wire();
    this.draw();
  }

  wire() {
    const { list, on } = this;
    const actions = { add: on.add, link: on.link, save: on.save, open: on.open, undo: () => list.undo() };
    for (const [name, act] of Object.entries(actions)) this.find(name).addEventListener("click", act);
    for (const [name, by] of Object.entries({ back: -1, on: 1 }))
      partOf(this.strip, `[data-action="moment-${name}"]`).addEventListener("click", () => on.step(by));
    this.rows.addEventListener("click", (event) => this.click(event));
    this.rows.addEventListener("keydown", (event) => this.key(event));
    this.rows.addEventListener("focusout", (event) => this.finish(event.target));
    this.wireDrag();
  }

  wireDrag() {
    const { rows } = this;
    rows.addEventListener("dragstart", (event) => {
      this.dragged = placeOf(event);
      event.dataTransfer?.setData("text/plain", ""); // without data Firefox drags nothing
    });
    rows.addEventListener("dragover", (event) => this.dragged !== null && event.preventDefault());
    rows.addEventListener("drop", (event) => {
      const to = placeOf(event);
      const from = this.dragged;
      this.dragged = null; // the row is drawn anew, and never hears that the drag ended
      if (from !== null && to !== null) this.list.move(from, to);
    });
    rows.addEventListener("dragend", () => (this.dragged = null));
  }

  /** @param {string} name */
  find(name) {
    return partOf(this.host, `[data-action="moments-${name}"]`);
  }

  /** What the buttons of a row do. @type {Actions} */
  actions = {
    go: (place) => this.on.go(place),
    rename: (place) => this.edit(place),
    up: (place) => this.move(place, place - 1, "up"),
    down: (place) => this.move(place, place + 1, "down"),
    remove: (place) => this.list.remove(place),
  };

  /** @param {Event} event */
  click(event) {
    const button = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    const place = placeOf(event);
    if (!(button instanceof HTMLElement) || place === null) return;
    this.actions[/** @type {keyof Actions} */ (button.dataset.do)](place);
  }

  /** In a row Alt with an arrow moves it, Delete removes it; in a name Enter and Escape end. @param {KeyboardEvent} event */
  key(event) {
    const place = placeOf(event);
    if (place === null) return;
    if (event.target instanceof HTMLInputElement) return this.keyInName(event, event.target);
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.altKey && by) this.move(place, place + by, "go");
    else if (event.key === "Delete") this.list.remove(place);
    else if (event.key === "F2") this.edit(place);
    else return;
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event @param {HTMLInputElement} field */
  keyInName(event, field) {
    if (event.key === "Escape") field.value = ""; // an empty name changes nothing
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault(); // Escape leaves nothing else
    this.finish(field, true);
  }

  /** @param {number} from @param {number} to @param {string} focus  the button that keeps it */
  move(from, to, focus) {
    this.list.move(from, to);
    this.focus(to in this.list.moments ? to : from, focus);
  }

  /** @param {number} place @param {string} action */
  focus(place, action) {
    const button = this.rows.querySelector(`[data-moment="${place}"] [data-do="${action}"]`);
    if (button instanceof HTMLElement) button.focus({ preventScroll: true });
  }

  /** Whether a name is being written. */
  get isEdited() {
    return this.editing !== null;
  }

  /** Lets the visitor write the name of a row. @param {number} place */
  edit(place) {
    this.editing = place;
    this.draw();
    const field = partOf(this.rows, "input", HTMLInputElement);
    field.focus();
    field.select();
  }

  /** The name is written. @param {unknown} field @param {boolean} [focus]  whether the row keeps it */
  finish(field, focus = false) {
    const place = this.editing;
    if (place === null || !(field instanceof HTMLInputElement)) return;
    this.editing = null;
    this.list.rename(place, field.value);
    this.draw();
    if (focus) this.focus(place, "go");
  }

  draw() {
    const { list, editing } = this;
    const { moments, current } = list;
    const focused = document.activeElement?.closest("[data-moment] [data-do]");
    const kept = focused instanceof HTMLElement && this.rows.contains(focused) ? focused : null;
    const row = Math.min(Number(kept?.closest("li")?.dataset.moment), moments.length - 1);
    this.rows.innerHTML = moments
      .map((moment, place) => rowHtml(moment, place, place === current, place === editing))
      .join("");
    if (kept) this.focus(row, String(kept.dataset.do));
    partOf(this.host, "summary span").textContent = list.position;
    this.find("undo").hidden = !list.before;
    for (const name of ["link", "save"]) this.find(name).hidden = !moments.length;
    this.strip.hidden = current < 0;
    if (current >= 0) this.drawStrip(moments[current].name);
  }

  /** @param {string} name */
  drawStrip(name) {
    const { moments, current, position } = this.list;
    partOf(this.strip, "b").textContent = position;
    partOf(this.strip, "span").textContent = name;
    const ends = { back: current === 0, on: current === moments.length - 1 };
    for (const [end, isThere] of Object.entries(ends))
      partOf(this.strip, `[data-action="moment-${end}"]`).setAttribute("aria-disabled", String(isThere));
  }
}

/** @param {Event} event @returns {number|null} the row it came from */
function placeOf(event) {
  const row = event.target instanceof Element ? event.target.closest("[data-moment]") : null;
  return row instanceof HTMLElement ? Number(row.dataset.moment) : null;
}

function panelHtml() {
  /** @param {string} name @param {string} words */
  const button = (name, words) => `<button type="button" data-action="moments-${name}">${words}</button>`;
  return `<summary>Moments <span></span></summary>
    <div class="stage-moments-head">
      ${button("add", "Add this moment")}${button("undo", "Undo")}
      <div>${button("link", "Copy link")}${button("save", "Save as a file")}${button("open", "Open a file")}</div>
    </div>
    <ol></ol>
    <p>${HINT}</p>`;
}

function stripHtml() {
  return `<button type="button" data-action="moment-back" aria-label="Moment before" title="Moment before (Page Up)">${BACK}</button><b></b>
    <button type="button" data-action="moment-on" aria-label="Next moment" title="Next moment (Page Down)">${ON}</button><span></span>`;
}

/** @param {Moment} moment @param {number} place @param {boolean} shown @param {boolean} edited */
function rowHtml(moment, place, shown, edited) {
  const name = escapeHtml(moment.name);
  const field = `<input type="text" value="${name}" maxlength="${LONGEST_NAME}" aria-label="Name of moment ${place + 1}">`;
  const go = `<button type="button" data-do="go"><b>${place + 1}</b><span>${name}</span><small>${escapeHtml(wordsOf(moment))}</small></button>`;
  const tools = TOOLS.map(
    ([does, words, sign]) =>
      `<button type="button" data-do="${does}" aria-label="${words}: ${name}" title="${words}">${sign}</button>`,
  );
  return `<li data-moment="${place}" draggable="${!edited}" ${shown ? 'aria-current="true"' : ""}>${edited ? field : go}<div>${tools.join("")}</div></li>`;
}

/** @param {Moment} moment @returns {string} what is seen in it */
function wordsOf({ seen }) {
  const { iterate, playing } = seen;
  const labels = TOLD.filter((name) => name in seen).map((name) => SEEN[name].label.toLowerCase());
  const clock = iterate === undefined ? [] : [`iterate ${iterate}${playing === "true" ? ", playing" : ""}`];
  return [...clock, ...labels].join(", ");
}
