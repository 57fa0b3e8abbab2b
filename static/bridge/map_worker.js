/**
 * Works out maps off the page's own thread, a little at a time: what was asked for last counts, and what was asked for
 * before is given up.
 */
/** @import { MapAnswer, MapRequest } from "./map_port.js" */
import { MAPS } from "../engine/map_kinds.js";

const SLICE = 8; // ms of work between two looks at what has come

/** @type {MapRequest|null} */
let asked = null;
const channel = new MessageChannel();

/** Until what has come meanwhile was heard. */
const breathe = () =>
  new Promise((resolve) => {
    channel.port1.onmessage = resolve;
    channel.port2.postMessage(null);
  });

/** @param {MapRequest} request */
async function work(request) {
  const { engine, jobs } = request;
  for (const job of jobs) {
    const steps = MAPS[job.kind](engine, job);
    for (let until = performance.now() + SLICE; ;) {
      const { done, value } = steps.next();
      if (done) {
        answer({ id: request.id, job, found: value });
        break;
      }
      if (performance.now() < until) continue;
      await breathe();
      if (request !== asked) return;
      until = performance.now() + SLICE;
    }
  }
}

/** @param {MapAnswer} message */
function answer(message) {
  const arrays = Object.values(message.found).filter(ArrayBuffer.isView);
  /** @type {any} */ (globalThis).postMessage(
    message,
    arrays.map(({ buffer }) => buffer),
  );
}

onmessage = ({ data }) => {
  asked = data;
  work(data).catch(reportError);
};
