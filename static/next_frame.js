/** The screen's next frame: asked for once, however much changes until it is drawn. */
import { attempt } from "./problem.js";

export class NextFrame {
  /** The browser's number of it, while it is to come. @type {number|null} */
  asked = null;

  /** @param {(now: number) => void} draw  called with its time in milliseconds */
  constructor(draw) {
    this.draw = draw;
  }

  /** Something has changed. */
  ask() {
    this.asked ??= requestAnimationFrame((now) => {
      this.asked = null;
      attempt(() => this.draw(now));
    });
  }

  /** What was asked for until now is in the frame that is being drawn. */
  absorb() {
    if (this.asked !== null) cancelAnimationFrame(this.asked);
    this.asked = null;
  }
}
