/** What the browser keeps of a page for the next visit; one that keeps nothing is no reason to complain. */

/** @param {string} key @returns {string|null} */
export function kept(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} text @returns {boolean} whether it is kept */
export function keep(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false; // none is allowed, or it is full
  }
}

/** @param {string} key @param {() => void} listener  called when another tab has kept something @returns {() => void} */
export function onKeptElsewhere(key, listener) {
  /** @param {StorageEvent} event */
  const hear = (event) => event.key === key && listener();
  window.addEventListener("storage", hear);
  return () => window.removeEventListener("storage", hear);
}
