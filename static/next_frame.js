/** The screen's next frame, and the next time when nothing waits: asked for once, however much changes until then. */
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

export class NextIdle {
  idle = 0;

  /** @param {() => void} work  done when nothing else waits */
  constructor(work) {
    this.work = work;
  }

  /** Something has changed: what was asked for is asked for anew. */
  ask() {
    this.dispose();
    this.idle = requestIdleCallback(() => attempt(this.work));
  }

  dispose = () => cancelIdleCallback(this.idle);
}
