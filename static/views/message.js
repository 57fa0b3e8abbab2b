/** A sentence in the place of the two plots, while there is nothing to see there. */

import { partOf } from "../dom.js";

const BROKEN = "This race could not be drawn. Change any setting to go on.";
const UNDEFINED = "<i>f</i> is not defined anywhere in this part of the plane.";
const NOWHERE = "<i>f</i> is not defined anywhere in its domain.";

export class Message {
  /**
   * @param {HTMLElement} root the stage
   * @param {() => void} widen called when the visitor wants the whole domain
   */
  constructor(root, widen) {
    this.root = root;
    this.text = partOf(root, '[data-role="message"] p');
    this.button = partOf(root, '[data-role="message"] button');
    this.button.addEventListener("click", widen);
  }

  /** Nothing of the race can be trusted, so nothing of it is shown. @param {unknown} error */
  broken(error) {
    const { sentence } = /** @type {{sentence?: string}} */ (error ?? {});
    this.write("broken", sentence ?? BROKEN, false);
  }

  /** The race is there, but not the terrain. @param {boolean} whole whether the frame is the whole domain */
  undefinedTerrain(whole) {
    this.write("undefined", whole ? NOWHERE : UNDEFINED, !whole);
  }

  clear() {
    delete this.root.dataset.message;
  }

  /** @param {string} kind @param {string} html @param {boolean} offersDomain */
  write(kind, html, offersDomain) {
    this.root.dataset.message = kind;
    this.text.innerHTML = html;
    this.button.hidden = !offersDomain;
  }
}
