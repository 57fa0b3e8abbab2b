/** The race: asks a worker for one entry after the other, keeps them all, and can be stopped. */
/** @import { Check } from "../engine/fair_check.js" */
/** @import { Entry, FairObjective } from "../engine/fair.js" */
/** @import { FairMessage, FairObjectiveFacts, FairRacer } from "../types.js" */

/**
 * What the worker is asked for: an entry, or the check.
 * @typedef {object} Asked
 * @property {number} number
 * @property {FairObjective} objective @property {import("../engine/types.js").EngineOptimizer[]} racers
 * @property {FairMessage["protocol"]} protocol @property {FairMessage["schedule"]} schedule
 * @property {number[]} [epsilons]  of the check
 *
 * @typedef {{key: string, asked: Omit<Asked, "number">}} Work
 */

export class FairRace {
  /** @param {() => void} onChange  called when more is known */
  constructor(onChange) {
    this.onChange = onChange;
    /** By what they were made of. @type {Map<string, any>} */
    this.found = new Map();
    /** What is still to be done. @type {Work[]} */
    this.open = [];
    this.total = 0;
    this.number = 0;
    this.isStopped = false;
    /** @type {Worker|null} */
    this.worker = null;
  }

  /** Begins what is not known yet of a race, one objective after the other. @param {FairMessage} message */
  start(message) {
    this.stop();
    const all = [...works(message)];
    this.open = all.filter(({ key }) => !this.found.has(key));
    this.total = all.length;
    this.isStopped = false;
    if (this.open.length) this.next();
  }

  next() {
    const [work] = this.open;
    if (!work) return;
    this.worker ??= this.hire();
    this.worker.postMessage({ ...work.asked, number: ++this.number });
  }

  hire() {
    const { search } = new URL(import.meta.url); // the version of all that is in static/dist/
    const worker = new Worker(new URL(`./fair_worker.js${search}`, import.meta.url), { type: "module" });
    worker.onmessage = ({ data: { number, found } }) => {
      if (number !== this.number) return;
      const work = this.open.shift();
      if (work) this.found.set(work.key, found);
      this.onChange();
      this.next();
    };
    worker.onerror = () => this.end();
    return worker;
  }

  /** What is known stays; the rest can be asked for again. */
  end() {
    this.stop();
    this.isStopped = true;
    this.onChange();
  }

  stop() {
    if (this.worker && this.open.length) {
      this.worker.terminate();
      this.worker = null;
    }
    this.open = [];
  }

  dispose() {
    this.worker?.terminate();
  }

  /** @returns {number} the share that is done */
  get share() {
    return this.total ? 1 - this.open.length / this.total : 1;
  }

  /** @param {FairMessage} message @param {FairObjectiveFacts} objective @param {FairRacer} racer @returns {Entry|undefined} */
  entry(message, objective, racer) {
    return this.found.get(keyOf(message, objective, racer.name));
  }

  /** @param {FairMessage} message @returns {Check|undefined} */
  check(message) {
    return this.found.get(keyOf(message, message.check.objective, "check"));
  }
}

/** All that a race is made of, the check last. @param {FairMessage} message @returns {Generator<Work>} */
function* works(message) {
  const { protocol, schedule, objectives, racers, check } = message;
  for (const objective of objectives)
    for (const racer of racers)
      yield {
        key: keyOf(message, objective, racer.name),
        asked: { objective, racers: [racer.engine], protocol, schedule },
      };
  yield {
    key: keyOf(message, check.objective, "check"),
    asked: {
      ...{ objective: check.objective, racers: check.racers.map(({ engine }) => engine) },
      ...{ protocol, schedule, epsilons: check.epsilons },
    },
  };
}

/** @param {FairMessage} message @param {FairObjectiveFacts} objective @param {string} who */
function keyOf({ protocol }, objective, who) {
  const { budget, step_sizes: sizes, tuned, tested, shared } = protocol;
  return JSON.stringify([objective.name, who, budget, sizes[0], sizes.at(-1), tuned, tested, shared]);
}
