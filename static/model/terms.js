/** The sentences that explain words beside the picture, filled with the numbers of the run. */
import { escapeHtml, formatHtml } from "./format.js";

/**
 * @param {Record<string, string>} terms  from Python: sentences with {name} for a number @param {string} name
 * @param {Record<string, number|string|null>} numbers  a text stands as it is
 * @returns {string} HTML
 */
export function sentence(terms, name, numbers) {
  return escapeHtml(terms[name]).replace(/{(\w+)}/g, (_, key) => {
    const value = numbers[key];
    return typeof value === "number" ? formatHtml(value) : (value ?? "none");
  });
}

/** @typedef {import("../types.js").Run} Run */

/**
 * Of a run's status, the word that it is and its numbers.
 * @param {Pick<Run, "f"|"distance"|"length"|"outcome">} run @param {number} iterate
 * @param {number|null} minimum
 * @returns {{term: string, numbers: Record<string, number|string>}}
 */
export function termOf({ f, distance, length, outcome }, iterate, minimum) {
  const k = Math.min(iterate, length - 1);
  const values = { start: f[0], now: f[k] };
  if (iterate >= outcome.iteration)
    return { term: "outcome", numbers: { ...values, iterate: String(outcome.iteration) } };
  if (iterate >= outcome.left) return { term: "left", numbers: { iterate: String(outcome.left) } };
  if (minimum === null) return { term: "unbounded", numbers: values };
  const share = Math.floor((1 - distance[k] / distance[0]) * 100);
  const way = { start: distance[0], now: distance[k], share: String(share) };
  return { term: share > 0 ? "share" : "moving", numbers: way };
}
