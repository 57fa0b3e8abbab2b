/** Runs one racer on one objective at a time, beside the page. */
/** @import { Asked } from "./race.js" */
import { fairCheck } from "../engine/fair_check.js";
import { fairEntry } from "../engine/fair.js";

self.onmessage = (/** @type {MessageEvent<Asked>} */ { data }) => {
  const { number, objective, racers, protocol, schedule, epsilons } = data;
  const found = epsilons
    ? fairCheck(objective, racers, protocol, schedule, epsilons)
    : fairEntry(objective, racers[0], protocol, schedule);
  self.postMessage({ number, found });
};
