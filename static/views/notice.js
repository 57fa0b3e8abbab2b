/** One line at the foot of the window: that something is done, or how far it has come. */

const SHOWN = 2500; // ms, at least
const READ = 60; // ms a character

import { partOf } from "../dom.js";

export class Notice {
  /** @type {number|undefined} */
  timer;

  /** @param {HTMLElement} root the stage */
  constructor(root) {
    this.element = document.createElement("div");
    this.element.className = "stage-notice";
    this.element.dataset.role = "notice";
    this.element.setAttribute("role", "status");
    root.appendChild(this.element);
  }

  /** @param {string} text shown for a moment */
  say(text) {
    this.element.textContent = text;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.hide(), Math.max(SHOWN, READ * text.length));
  }

  /**
   * @param {string} text @param {() => void} cancel called when the visitor has had enough
   * @returns {(share: number) => void} to be told how far it is, from 0 to 1
   */
  progress(text, cancel) {
    clearTimeout(this.timer);
    this.element.innerHTML = `<label>${text} <progress max="1" value="0"></progress></label>
      <button type="button" data-action="cancel">Cancel</button>`;
    partOf(this.element, "button").addEventListener("click", cancel);
    const bar = partOf(this.element, "progress", HTMLProgressElement);
    return (share) => (bar.value = share);
  }

  hide() {
    this.element.replaceChildren();
  }
}
