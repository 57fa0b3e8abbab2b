/** The animation: the whole run in three seconds, as the stage plays it, painted here and packed in a worker. */
import { Picture } from "./picture.js";

const FRAMES = 60;
const DELAY = 50; // ms a frame
const HOLD = 1500; // ms at the end, before it starts again
const WIDEST = 900; // px

/**
 * @param {import("./picture.js").Snapshot} snapshot
 * @param {(share: number) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<Blob>} rejected when aborted
 */
export async function record(snapshot, progress, signal) {
  const picture = await Picture.of(snapshot, (width) => Math.min(1, WIDEST / width));
  signal.throwIfAborted(); // by who changed their mind at once
  const packer = new Packer(signal);
  try {
    const { nIter } = picture.scene;
    const frame = (/** @type {number} */ share) => (picture.paint(share * nIter), picture.pixels());
    await packer.ask({ colours: [0, 0.3, 1].map(frame) });
    for (let i = 0; i <= FRAMES; i++) {
      await packer.ask({ frame: frame(i / FRAMES), delay: i < FRAMES ? DELAY : HOLD });
      progress(i / FRAMES);
    }
    return new Blob([await packer.ask({ finish: true })], { type: "image/gif" });
  } finally {
    packer.end();
  }
}

/** The worker, asked one thing at a time: the page has a frame of its own in between. */
class Packer {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.worker = new Worker(new URL("./gif_worker.js", import.meta.url), { type: "module" });
    /** @type {Promise<never>} */
    this.broken = new Promise((_, reject) => {
      this.worker.onerror = (event) => reject(event.error ?? new Error(event.message || "no worker"));
      signal.addEventListener("abort", () => reject(signal.reason));
    });
    this.broken.catch(() => {});
  }

  /**
   * @param {{colours?: ImageData[], frame?: ImageData, delay?: number, finish?: boolean}} message
   * @returns {Promise<any>}
   */
  ask(message) {
    const answer = new Promise((resolve) => (this.worker.onmessage = ({ data }) => resolve(data)));
    const images = [...(message.frame ? [message.frame] : []), ...(message.colours ?? [])];
    this.worker.postMessage(
      message,
      images.map(({ data }) => data.buffer),
    );
    return Promise.race([answer, this.broken]);
  }

  end() {
    this.worker.terminate();
  }
}
