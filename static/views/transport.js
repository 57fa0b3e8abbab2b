/** Play, step, scrub, speed, loop: the clock's hands and the visitor's. */
/** @import { Scene } from "../types.js" */
import { partOf } from "../dom.js";
import { DEFAULT_SPEED, SPEEDS } from "../model/clock.js";
import { escapeHtml } from "../model/format.js";
import { closest } from "../bridge/streamlit_page.js";
import { markerSvg } from "../draw/marks.js";
import { unit } from "../model/scale.js";
import { scrubOn } from "./scrub.js";

const THUMB = 16; // units, as in transport.css

const ICONS = {
  first: '<path d="M6 6h2v12H6zM18 6v12l-8.5-6z"/>',
  back: '<path d="M15.4 7.4 14 6l-6 6 6 6 1.4-1.4L10.8 12z"/>',
  forward: '<path d="M8.6 16.6 13.2 12 8.6 7.4 10 6l6 6-6 6z"/>',
  play: '<path d="M8 5.2v13.6a.9.9 0 0 0 1.4.7l10.4-6.8a.9.9 0 0 0 0-1.5L9.4 4.5A.9.9 0 0 0 8 5.2z"/>',
  pause: '<path d="M6 5h4.2v14H6zM13.8 5H18v14h-4.2z"/>',
  loop: '<path d="M7 7h10v3l4-4-4-4v3H5v6h2zM17 17H7v-3l-4 4 4 4v-3h12v-6h-2z"/>',
};

/** @param {keyof typeof ICONS} name */
const icon = (name) =>
  `<svg width="1.5rem" height="1.5rem" viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">${ICONS[name]}</svg>`;
/** @param {keyof typeof ICONS} action @param {string} label */
const button = (action, label) =>
  `<button type="button" data-action="${action}" aria-label="${label}" title="${label}">${icon(action)}</button>`;

export class Transport {
  /** What the button shows. */
  playing = false;

  /** @param {HTMLElement} host @param {import("../model/clock.js").Clock} clock */
  constructor(host, clock) {
    this.host = host;
    this.clock = clock;
    host.setAttribute("role", "group");
    host.setAttribute("aria-label", "Playback");
    host.innerHTML = `
      ${button("first", "Back to the start")}${button("back", "One iterate back")}${button("play", "Play")}${button("forward", "One iterate on")}
      <div class="stage-scrub"><input type="range" data-action="scrub" min="0" step="1" value="0" aria-label="Iterate"><div class="stage-events"></div></div>
      <div class="stage-count"><b data-field="iterate">0</b> of <span data-field="n-iter"></span></div>
      <select data-action="speed" aria-label="Speed" title="Speed">${Object.keys(SPEEDS)
        .map((name) => `<option>${name}</option>`)
        .join("")}</select>
      ${button("loop", "Play again and again")}`;
    this.scrub = partOf(host, '[data-action="scrub"]', HTMLInputElement);
    this.speed = partOf(host, '[data-action="speed"]', HTMLSelectElement);
    this.iterate = partOf(host, '[data-field="iterate"]');
    this.events = partOf(host, ".stage-events");
    this.marks = "";
    this.wire();
  }

  /** @param {string} action */
  find(action) {
    return partOf(this.host, `[data-action="${action}"]`);
  }

  wire() {
    const { clock } = this;
    const actions = {
      first: () => (clock.pause(), clock.seek(0)),
      back: () => clock.step(-1),
      play: () => clock.toggle(),
      forward: () => clock.step(1),
      loop: () => ((clock.loop = !clock.loop), clock.onChange()),
    };
    for (const [action, act] of Object.entries(actions)) this.find(action).addEventListener("click", act);
    this.scrub.addEventListener("input", () => (clock.pause(), clock.seek(Number(this.scrub.value))));
    const bar = partOf(this.host, ".stage-scrub");
    scrubOn(bar, clock, (px) => {
      const thumb = THUMB * unit();
      return ((px - thumb / 2) / (bar.clientWidth - thumb)) * clock.nIter;
    });
    const { speed } = this;
    speed.value = clock.speed;
    speed.addEventListener("change", () => (clock.speed = speed.value));
  }

  reset() {
    this.pace(DEFAULT_SPEED, false);
  }

  /** @param {string} speed  of SPEEDS @param {boolean} loop  whether it plays again and again */
  pace(speed, loop) {
    const { clock } = this;
    clock.loop = loop;
    clock.speed = this.speed.value = speed;
    clock.onChange();
  }

  /** @param {Scene} scene */
  setScene({ runs, theme, nIter }) {
    this.scrub.max = String(nIter);
    const length = partOf(this.host, '[data-field="n-iter"]');
    if (length.textContent !== String(nIter)) length.textContent = String(nIter);
    const events = runs.filter(({ outcome }) =>
      ["converged", "diverged", "left_bounds", "undefined"].includes(outcome.reason),
    );
    const marks = events
      .map(
        (run) =>
          `<span style="left:${(100 * run.outcome.iteration) / nIter}%" title="${escapeHtml(`${run.title}: ${run.outcome.words}`)}">${markerSvg(run.style, theme.casing, 4.4, 16)}</span>`,
      )
      .join("");
    if (this.marks !== marks) this.events.innerHTML = this.marks = marks;
  }

  draw() {
    const { clock, scrub } = this;
    const iterate = String(clock.iterate);
    if (this.iterate.textContent !== iterate) {
      this.iterate.textContent = iterate;
      scrub.setAttribute("aria-valuetext", `iterate ${iterate} of ${clock.nIter}`);
    }
    scrub.value = String(clock.time);
    scrub.style.setProperty("--done", `${(100 * clock.time) / (clock.nIter || 1)}%`);
    this.drawButtons();
  }

  drawButtons() {
    const { playing, loop } = this.clock;
    if (this.playing !== playing) {
      this.playing = playing;
      const play = this.find("play");
      play.innerHTML = icon(playing ? "pause" : "play");
      play.title = playing ? "Pause" : "Play";
      play.setAttribute("aria-label", play.title);
    }
    this.find("loop").setAttribute("aria-pressed", String(loop));
  }
}

/**
 * Space plays and the arrows step, wherever the focus is, unless the focused control wants the key itself.
 * @param {import("../model/clock.js").Clock} clock
 */
export function listenToKeys(clock) {
  /** @type {Record<string, () => void>} */
  const keys = {
    " ": () => clock.toggle(),
    ArrowRight: () => clock.step(1),
    ArrowLeft: () => clock.step(-1),
  };
  const wantsAll =
    'input, textarea, select, [contenteditable], [role="slider"], [role="combobox"], [role="listbox"], [role="dialog"], [role="grid"], canvas[data-testid], [data-testid="stSidebar"] button';
  const wantsSpace = `${wantsAll}, button, summary, a`; // a button is pressed by Space, the arrows are free
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    if (closest(event, event.key === " " ? wantsSpace : wantsAll)) return;
    event.preventDefault();
    act();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
