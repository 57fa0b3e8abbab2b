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

// A browser that cannot say when it idles does such work in a moment of its own.
const soon = /** @type {typeof requestIdleCallback} */ (
  globalThis.requestIdleCallback ?? ((/** @type {() => void} */ work) => setTimeout(work))
);
const never = globalThis.cancelIdleCallback ?? clearTimeout;

export class NextIdle {
  /** The browser's number of what is to be done. */
  idle = 0;

  /** @param {() => void} work  done when nothing else waits */
  constructor(work) {
    this.work = work;
  }

  /** Something has changed: what was asked for is asked for anew. */
  ask() {
    this.dispose();
    this.idle = soon(() => attempt(this.work));
  }

  dispose = () => never(this.idle);
}
