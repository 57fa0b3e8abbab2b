/** The buttons over the surface: ghosts, and whether the picture fits the paths; and a caption beside them. */

import { partOf } from "../dom.js";

export class Options {
  /**
   * @param {HTMLElement} root the stage @param {import("../hands/preview.js").Preview} preview
   * @param {(frame: string) => void} chooseFrame called with the part of the plane that the visitor
   *   wants to see: "fit", or the whole "domain"
   */
  constructor(root, preview, chooseFrame) {
    this.preview = preview;
    this.caption = partOf(root, '[data-role="caption"]');
    this.fit = partOf(root, '[data-action="fit"]');
    this.fit.addEventListener("click", () => {
      const choice = this.fit.getAttribute("aria-pressed") === "true" ? "domain" : "fit";
      this.markFrame(choice); // at once: the next click means the other, even while Python is busy
      chooseFrame(choice);
    });
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
    this.fit.setAttribute("aria-pressed", String(shown === "fit"));
  }

  draw() {
    this.caption.textContent = this.preview.caption();
  }
}
