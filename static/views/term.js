/**
 * A word that explains itself: its sentence comes up beside it when it is pointed at, focused or tapped (tooltip.js), and
 * is read out with it.
 */

/**
 * Writing the same sentence again would make a screen reader begin anew.
 * @param {HTMLElement} element  that can be focused @param {string} sentence  as HTML
 */
export function explain(element, sentence) {
  if (element.dataset.tip === sentence) return;
  element.dataset.tip = sentence;
  element.setAttribute("aria-description", sentence.replace(/<sup>/g, "^").replace(/<.*?>/g, ""));
}
