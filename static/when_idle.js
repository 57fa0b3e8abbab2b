/** Work that nobody waits for: done when the browser has nothing else to do, once, however often it is asked for. */
import { attempt } from "./problem.js";

export class WhenIdle {
  /** The browser's number of what is to come. */
  asked = 0;

  /** @param {() => void} work */
  constructor(work) {
    this.work = work;
  }

  ask() {
    this.cancel();
    this.asked = requestIdleCallback(() => attempt(this.work));
  }

  cancel() {
    cancelIdleCallback(this.asked);
  }
}
