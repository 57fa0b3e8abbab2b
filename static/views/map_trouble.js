/** In the place of a map that could not be worked out: a sentence. The stage goes on, and the next change asks again. */

const WORDS = "This map could not be worked out. Change any setting to try again.";

export class MapTrouble {
  /** @param {HTMLElement} host  the map's panel */
  constructor(host) {
    this.host = host;
    this.words = document.createElement("p");
    this.words.className = "map-trouble";
    this.words.setAttribute("role", "alert");
    host.appendChild(this.words);
  }

  get isOn() {
    return this.words.textContent !== "";
  }

  /** @param {boolean} on */
  show(on) {
    this.words.textContent = on ? WORDS : "";
    this.host.toggleAttribute("data-trouble", on);
  }
}
