/** What is new beside the pictures comes into view: whoever asked for it may have scrolled past its place. */
import { closest, heading, widgetOf } from "../bridge/streamlit_page.js";

const COMMIT = `${widgetOf("lesson_commit")} button`;
const VERDICT = ".lesson-verdict";

/** The question of another step, below the lesson's heading. */
export const showQuestion = () => heading()?.scrollIntoView({ block: "nearest" });

/** The verdict, as soon as it is there. @returns {() => void} stops watching */
export function watchVerdicts() {
  const stops = new AbortController();
  const observer = new MutationObserver(() => {
    const verdict = document.querySelector(VERDICT);
    if (!verdict) return;
    observer.disconnect();
    verdict.scrollIntoView({ block: "nearest" });
  });
  /** @param {Event} event */
  const hear = (event) =>
    closest(event, COMMIT) && observer.observe(document.body, { childList: true, subtree: true });
  window.addEventListener("click", hear, { capture: true, signal: stops.signal });
  return () => (stops.abort(), observer.disconnect());
}
