/**
 * The projector view: no sidebar, letters and strokes larger, one slider docked below the picture. Its key or button
 * switches it on and off, Escape off. It shows at once; Python hears of it, for the link.
 */
import { unit, unitFor, setUnit } from "../model/scale.js";
import { closest } from "../bridge/streamlit_page.js";
import { partOf } from "../dom.js";

const KEY = "p";
const TYPED =
  'input:not([type="range"]), textarea, select, [contenteditable], [role="combobox"], [role="listbox"]';
const OVER = '[role="dialog"], dialog[open], [data-testid="stPopoverBody"]'; // Escape closes these first
const PX = 16; // CSS pixels a rem, and a unit at scale 1 is a pixel

export class Presenter {
  isOn = false;
  /** What Python has said last. @type {boolean|undefined} */
  told = undefined;

  /**
   * @param {HTMLElement} root the stage
   * @param {(on: boolean) => void} ask  tells Python
   * @param {() => void} onScale  called when the picture has another scale
   */
  constructor(root, ask, onScale) {
    this.ask = ask;
    this.onScale = onScale;
    this.button = partOf(root, '[data-action="present"]');
    this.button.addEventListener("click", () => this.toggle());
    const stops = new AbortController();
    window.addEventListener("keydown", (event) => this.press(event), { signal: stops.signal });
    window.addEventListener("resize", () => this.fit(), { signal: stops.signal });
    this.dispose = () => (stops.abort(), this.show(false));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key.toLowerCase() === KEY && !event.repeat && !closest(event, TYPED)) this.toggle();
    if (event.key === "Escape" && this.isOn && !document.querySelector(OVER)) this.toggle();
  }

  toggle() {
    const on = !this.isOn;
    this.ask(on); // before the picture is drawn anew, which takes longer
    this.show(on);
  }

  /** A link, or Back, may ask for another view than is on show; an answer to what was asked here does not. @param {boolean} on */
  receive(on) {
    if (this.told !== on) this.show(on);
    this.told = on;
  }

  /** @param {boolean} on */
  show(on) {
    if (this.isOn === on) return;
    this.isOn = on;
    document.documentElement.toggleAttribute("data-present", on);
    this.button.setAttribute("aria-pressed", String(on));
    this.fit();
  }

  /** As large as the window allows. */
  fit() {
    const wanted = this.isOn ? unitFor(innerWidth, innerHeight) : 1;
    if (wanted === unit()) return;
    setUnit(wanted);
    document.documentElement.style.fontSize = this.isOn ? `${PX * wanted}px` : "";
    this.onScale();
  }
}
