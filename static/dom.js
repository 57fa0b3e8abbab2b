/** What must be there: the parts of an element, and the context of a canvas; and what the visitor's system asks for. */

/**
 * A part of an element; an error says which is missing, where a null would be noticed later and elsewhere.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [kind] of element, any HTML element if not said
 * @returns {T} the first that matches
 */
export function partOf(root, selector, kind = /** @type {any} */ (HTMLElement)) {
  const found = root.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`${selector}: ${found ? `not of the kind ${kind.name}` : "not there"}`);
}

/**
 * @param {HTMLCanvasElement} canvas @param {CanvasRenderingContext2DSettings} [settings]
 * @returns {CanvasRenderingContext2D}
 */
export function contextOf(canvas, settings) {
  const context = canvas.getContext("2d", settings);
  if (!context) throw new Error("a canvas without a context");
  return context;
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} PNG */
export function blobOf(canvas) {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture"))), "image/png"),
  );
}

/** @returns {boolean} whether the visitor wants nothing to move by itself */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** @param {Element} element @param {() => void} listener  called at every change of its size @returns {() => void} ends that */
export function onResize(element, listener) {
  const observer = new ResizeObserver(listener);
  observer.observe(element);
  return () => observer.disconnect();
}
