/**
 * A finger that strokes up or down scrolls the page, as everywhere else; in any other direction it is the view's.
 * @param {HTMLElement} host  around a view that takes every touch
 */
export function leaveVerticalSwipes(host) {
  /** @type {Touch|null} */
  let from = null;
  /** Unknown before the first move. @type {boolean|null} */
  let vertical = null;
  const capture = { capture: true, passive: true };
  host.addEventListener(
    "touchstart",
    ({ touches: [finger] }) => ((from = finger), (vertical = null)),
    capture,
  );
  host.addEventListener(
    "touchmove",
    (event) => {
      const [finger, second] = event.touches;
      if (second || !from) return;
      vertical ??= Math.abs(finger.clientY - from.clientY) > Math.abs(finger.clientX - from.clientX);
      if (vertical) event.stopPropagation(); // the view would keep the page from scrolling
    },
    capture,
  );
}
