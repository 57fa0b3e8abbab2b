/** Page Down and Page Up, as a presenter's remote sends them. */
import { closest } from "../bridge/streamlit_page.js";

/** @type {Record<string, number>} */
const KEYS = { PageDown: 1, PageUp: -1 };
// A slider or a closed list that was used last does not keep the remote from going on.
const WANTS =
  'input:not([type="range"], [type="checkbox"], [type="radio"], [aria-expanded="false"]), textarea, ' +
  '[contenteditable], [role="listbox"], [role="dialog"], dialog, [role="grid"], canvas[data-testid]';

/**
 * @param {(by: number) => boolean} go  goes on or back, or nowhere, with 0, while a key is held; false where there is
 *   nothing to go through
 * @returns {() => void} stops listening
 */
export function listenToPageKeys(go) {
  /** @param {KeyboardEvent} event */
  const hear = (event) => {
    const by = KEYS[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (closest(event, WANTS) || !go(event.repeat ? 0 : by)) return;
    event.preventDefault();
    event.stopPropagation(); // a slider would move
  };
  window.addEventListener("keydown", hear, { capture: true });
  return () => window.removeEventListener("keydown", hear, { capture: true });
}
