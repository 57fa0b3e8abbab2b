/** Where maps come from: a worker of its own for each who asks, started when it first does, and again after a failure. */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { MapJob, SettingsFound, StartsFound } from "../engine/map_kinds.js" */
/**
 * @typedef {{id: number, engine: EngineRecord, jobs: MapJob[]}} MapRequest  jobs in the order in which they are wanted
 * @typedef {{id: number, job: MapJob, found: SettingsFound | StartsFound}} MapAnswer
 */

export class MapPort {
  /** @type {Worker|undefined} */
  worker;
  id = 0;

  /**
   * @param {(job: MapJob, found: any) => void} hear  called with each map as it is there
   * @param {() => void} fail  called when the worker has failed: what was asked for does not come
   */
  constructor(hear, fail) {
    this.hear = hear;
    this.fail = fail;
  }

  /** What was asked for before and is not there yet is given up. @param {EngineRecord} engine @param {MapJob[]} jobs */
  ask(engine, jobs) {
    this.worker ??= this.begin();
    /** @type {MapRequest} */
    const request = { id: ++this.id, engine, jobs };
    this.worker.postMessage(request);
  }

  begin() {
    const { search } = new URL(import.meta.url); // the version of all that is in static/dist/
    const worker = new Worker(new URL(`./map_worker.js${search}`, import.meta.url), { type: "module" });
    worker.onmessage = (/** @type {MessageEvent<MapAnswer>} */ { data }) => {
      if (data.id === this.id) this.hear(data.job, data.found);
    };
    worker.onerror = ({ message }) => {
      console.warn(`A map was not worked out: ${message || "its worker is not there"}`);
      this.dispose();
      this.fail();
    };
    return worker;
  }

  dispose() {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
