/** From a message to runs: typed arrays in place of what travels as text. */
/** @import { LessonRun, LessonRunFacts } from "../types.js" */
import { decodeArray } from "../model/terrain.js";

/** @param {Record<string, LessonRunFacts>} facts @returns {Record<string, LessonRun>} */
export const unpackRuns = (facts) =>
  Object.fromEntries(Object.entries(facts).map(([name, run]) => [name, unpacked(name, run)]));

/** @param {string} name @param {LessonRunFacts} facts @returns {LessonRun} */
function unpacked(name, { columns = {}, ratios, ...facts }) {
  const arrays = Object.entries(columns).map(([column, values]) => [column, decodeArray(values)]);
  return { name, ...facts, ...Object.fromEntries(arrays), ...(ratios && { ratios: decodeArray(ratios) }) };
}
