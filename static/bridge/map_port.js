/** Where maps come from: a worker of its own for each who asks, started when it first does. */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { MapJob, SettingsFound, StartsFound } from "../engine/map_kinds.js" */
import { problems } from "../problem.js";

/**
 * @typedef {{id: number, engine: EngineRecord, jobs: MapJob[]}} MapRequest  jobs in the order in which they are wanted
 * @typedef {{id: number, job: MapJob, found: SettingsFound | StartsFound}} MapAnswer
 */

export class MapPort {
  /** @type {Worker|undefined} */
  worker;
  id = 0;

  /** @param {(job: MapJob, found: any) => void} hear  called with each map as it is there */
  constructor(hear) {
    this.hear = hear;
  }

  /** What was asked for before and is not there yet is given up. @param {EngineRecord} engine @param {MapJob[]} jobs */
  ask(engine, jobs) {
    this.worker ??= this.begin();
    const objective = { ...engine.objective, along: undefined }; // of other races
    /** @type {MapRequest} */
    const request = { id: ++this.id, engine: { ...engine, objective }, jobs };
    this.worker.postMessage(request);
  }

  begin() {
    const { search } = new URL(import.meta.url); // the version of all that is in static/dist/
    const worker = new Worker(new URL(`./map_worker.js${search}`, import.meta.url), { type: "module" });
    worker.onmessage = (/** @type {MessageEvent<MapAnswer>} */ { data }) => {
      if (data.id === this.id) this.hear(data.job, data.found);
    };
    worker.onerror = (event) => problems.publish(event.error ?? new Error(event.message || "no worker"));
    return worker;
  }

  dispose() {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
