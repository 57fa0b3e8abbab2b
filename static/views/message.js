/** A sentence in the place of the two plots, while there is nothing to see there. */

const BROKEN = "This race could not be drawn. Change any setting to go on.";
const UNDEFINED = "<i>f</i> is not defined anywhere in this part of the plane.";
const NOWHERE = "<i>f</i> is not defined anywhere in its domain.";

export class Message {
  /** @param {HTMLElement} root the stage @param {() => void} widen called when the visitor wants the whole domain */
  constructor(root, widen) {
    this.root = root;
    this.element = root.querySelector('[data-role="message"]');
    [this.text, this.button] = this.element.children;
    this.button.addEventListener("click", widen);
  }

  /** Nothing of the race can be trusted, so nothing of it is shown. @param {{sentence?: string}} error */
  broken(error) {
    this.write("broken", error?.sentence ?? BROKEN, false);
  }

  /** The race is there, but not the ground. @param {boolean} whole whether the frame is the whole domain */
  undefinedGround(whole) {
    this.write("undefined", whole ? NOWHERE : UNDEFINED, !whole);
  }

  clear() {
    delete this.root.dataset.message;
  }

  write(kind, html, offersDomain) {
    this.root.dataset.message = kind;
    this.text.innerHTML = html;
    this.button.hidden = !offersDomain;
  }
}
