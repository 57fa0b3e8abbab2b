/**
 * Where what cannot be shown is reported. Several elements bring what the stage of a race shows; whichever of them
 * fails, the stage says so in one sentence, and nothing breaks that the next message could not mend.
 */
import { Channel } from "./channel.js";

/** @type {Channel<unknown>} */
export const problems = new Channel();

/**
 * Does something that may fail, at once or later.
 * @param {() => unknown} work @param {(error: unknown) => void} [tell]  who says so, if not the stage of a race
 */
export function attempt(work, tell = (error) => problems.publish(error)) {
  const report = (/** @type {unknown} */ error) => (console.error(error), tell(error));
  try {
    const doing = work();
    if (doing instanceof Promise) doing.catch(report);
  } catch (error) {
    report(error);
  }
}

/**
 * An element's entry that reports what it throws, where Streamlit would put a red box in the element's place.
 * @template Data
 * @param {(component: import("./types.js").Component<Data>) => void} entry
 * @returns {(component: import("./types.js").Component<Data>) => void}
 */
export const guarded = (entry) => (component) => attempt(() => entry(component));
