/** The run of one racer at a setting of its own, and what becomes of it. */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { Run } from "../types.js" */
import { fates } from "../engine/fates.js";
import { runRace } from "../engine/race.js";
import { fateWords } from "./settings_map.js";

/**
 * @param {EngineRecord} record @param {Run} run  the racer's own @param {Record<string, number>} values  by hyperparameter
 * @returns {{run: Pick<Run, "x"|"y"|"length"|"style">, words: string}}
 */
export function pointedRun(record, { name, style }, values) {
  const rule = record.optimizers[name];
  const own = { ...rule, hyperparameters: { ...rule.hyperparameters, ...values } };
  const alone = { ...record, quantities: ["loss"], optimizers: { [name]: own } };
  const fate = fates(alone, own, { n: 1, start: Float64Array.from(record.start), hyperparameters: {} });
  const { x, y, length } = runRace(alone).runs[name];
  return { run: { x, y, length, style }, words: fateWords(fate, record) };
}
