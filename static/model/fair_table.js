/** A fair race as a table for other programs: RFC 4180, a row a run. */
/** @import { Entry } from "../engine/fair.js" */
/** @import { FairMessage, FairObjectiveFacts, FairRacer } from "../bridge/wire.js" */

const HEAD = ["objective", "optimizer", "step_size", "seed", "loss", "solved_at", "loss_at_shared_step_size"];

/**
 * @param {FairMessage} message
 * @param {(objective: FairObjectiveFacts, racer: FairRacer) => Entry|undefined} entryOf @returns {string}
 */
export function fairTable({ objectives, racers, protocol: { tested } }, entryOf) {
  const rows = objectives.flatMap((objective) =>
    racers.flatMap((racer) => {
      const entry = entryOf(objective, racer);
      return entry ? runs(objective.name, racer.name, entry, tested[0]) : [];
    }),
  );
  return [HEAD, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** @param {string} objective @param {string} racer @param {Entry} entry @param {number} first  seed */
function runs(objective, racer, { stepSize, losses, solved, shared, budget }, first) {
  return Array.from(losses, (loss, i) => {
    const at = solved[i] <= budget ? solved[i] : "";
    return [objective, racer, stepSize, first + i, written(loss), at, written(shared[i])];
  });
}

/** What diverged is empty: no reader agrees on how infinity is written. @param {number} value */
const written = (value) => (Number.isFinite(value) ? String(value) : "");
