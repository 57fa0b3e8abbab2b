/** A stroke of a finger up or down, as a sheet is pulled open or pushed away. */

const LEAST = 24; // px; a shorter one is a tap

/** @param {HTMLElement} handle  which takes no other touch @param {(down: boolean) => void} act */
export function onVerticalStroke(handle, act) {
  let from = 0;
  let isStroke = false; // and so the click after it is none
  const begin = () => (isStroke = false);
  handle.addEventListener("keydown", begin);
  handle.addEventListener("pointerdown", (event) => {
    begin();
    from = event.clientY;
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointerup", ({ clientY }) => {
    isStroke = Math.abs(clientY - from) >= LEAST;
    if (isStroke) act(clientY > from);
  });
  handle.addEventListener("click", (click) => isStroke && click.stopImmediatePropagation(), {
    capture: true,
  });
}
