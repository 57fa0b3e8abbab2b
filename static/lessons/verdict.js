/** The verdict comes into sight as soon as it is there: whoever commits may have scrolled past its place. */
import { closest, widgetOf } from "../bridge/streamlit_page.js";

const COMMIT = `${widgetOf("lesson_commit")} button`;
const VERDICT = ".lesson-verdict";

/** @returns {() => void} stops watching */
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
