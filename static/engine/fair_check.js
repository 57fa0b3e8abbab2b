/**
 * A check of the search itself: with a large epsilon Adam's steps are those of momentum, its step size over epsilon
 * theirs. So with epsilon searched too, Adam cannot lose to momentum, unless the search is too small to find that.
 */
/** @import { EngineOptimizer, EngineRecord } from "./types.js" */
/** @import { FairObjective, FairProtocol } from "./fair.js" */
import { fairEntry, lanes, lossesOf, lowest, median, mediansOf, recordOf } from "./fair.js";
import { fates } from "./fates.js";

const SLACK = 10; // times the loss: rounding decides between losses that all are next to nothing

/** @typedef {{adam: number, momentum: number, epsilon: number, loses: boolean}} Check  medians over the test runs */

/**
 * @param {FairObjective} objective @param {EngineOptimizer[]} racers  Adam, momentum @param {FairProtocol} protocol
 * @param {EngineRecord["schedule"]} schedule @param {number[]} epsilons @returns {Check}
 */
export function fairCheck(objective, [adam, momentum], protocol, schedule, epsilons) {
  const { budget, step_sizes: sizes } = protocol;
  const record = recordOf(objective.engine, budget, schedule);
  const pairs = epsilons.flatMap((epsilon) => sizes.map((size) => ({ size, epsilon })));
  /** @param {import("./types.js").Point[]} starts @param {typeof pairs} tried */
  const run = (starts, tried) =>
    lossesOf(
      fates(
        record,
        adam,
        lanes(
          starts,
          tried.map(({ size }) => size),
          { epsilon: tried.map(({ epsilon }) => epsilon) },
        ),
      ),
    );
  const best = pairs[lowest(mediansOf(run(objective.tuned, pairs), objective.tuned.length))];
  const found = median(run(objective.tested, [best]));
  const other = median(fairEntry(objective, momentum, protocol, schedule).losses);
  const { tolerance } = objective.engine;
  const loses = found > SLACK * other && found > tolerance;
  return { adam: found, momentum: other, epsilon: best.epsilon, loses };
}
