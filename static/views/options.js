/** The buttons over the surface: ghosts, and which part of the plane is shown; and a caption beside them. */

import { partOf } from "../dom.js";

const FRAMES = ["domain", "fit"];

export class Options {
  /**
   * @param {HTMLElement} root the stage @param {import("../hands/preview.js").Preview} preview
   * @param {(frame: string) => void} chooseFrame called with the part of the plane that the visitor
   *   wants to see, "still" for the one of now
   */
  constructor(root, preview, chooseFrame) {
    this.preview = preview;
    this.caption = partOf(root, '[data-role="caption"]');
    this.frames = FRAMES.map((name) => ({ name, button: partOf(root, `[data-action="frame-${name}"]`) }));
    for (const { name, button } of this.frames) {
      const isOn = () => name === "fit" && button.getAttribute("aria-pressed") === "true";
      button.addEventListener("click", () => chooseFrame(isOn() ? "still" : name));
    }
    this.ghosts = partOf(root, '[data-action="ghosts"]');
    this.ghosts.addEventListener("click", () => this.showGhosts(!preview.ghosts));
  }

  /** @param {boolean} on */
  showGhosts(on) {
    this.preview.showGhosts(on);
    this.ghosts.setAttribute("aria-pressed", String(on));
  }

  reset() {
    this.showGhosts(false);
  }

  /** @param {string} shown the part of the plane on show, or '' */
  markFrame(shown) {
    for (const { name, button } of this.frames) button.setAttribute("aria-pressed", String(name === shown));
  }

  draw() {
    this.caption.textContent = this.preview.caption();
  }
}
