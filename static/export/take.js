/**
 * What the browser makes itself when the visitor takes the race away: the link, its QR code, the picture, the
 * animation. The buttons are the page's own, in its menu (ui/export/take.py); what answers them is loaded when clicked.
 */
import { keyAfter } from "../bridge/streamlit_page.js";

const KEY = "take_";
const LATER = "The map is not here yet. Try again in a moment.";
const NO_MAP = "There is no map to take.";

export class TakeAway {
  /**
   * @param {HTMLElement} root  the stage
   * @param {() => import("./picture.js").Snapshot|null} snapshot  null while there is no picture
   * @param {import("../views/notice.js").Notice} notice
   */
  constructor(root, snapshot, notice) {
    this.root = root;
    this.snapshot = snapshot;
    this.notice = notice;
    /** Of the animation that is being made. @type {AbortController|null} */
    this.recording = null;
    const stops = new AbortController();
    // Before the page's own handlers: Python has nothing to do.
    window.addEventListener("click", (event) => this.click(event), { capture: true, signal: stops.signal });
    this.dispose = () => (stops.abort(), this.recording?.abort());
  }

  /** @param {MouseEvent} event */
  click(event) {
    const what = keyAfter(event, KEY);
    if (what === null) return;
    event.stopPropagation();
    const { link, qr, png, gif, mapPng, mapCsv } = this;
    const make = { link, qr, png, gif, map_png: mapPng, map_csv: mapCsv }[what];
    make?.call(this).catch((error) => {
      this.notice.say("That did not work. Reload the page to try again.");
      console.error(error);
    });
  }

  async link() {
    const { copyLink } = await import("./share.js");
    this.notice.say(
      (await copyLink()) ? "Copied" : "The browser does not let us copy: copy the link from the address bar.",
    );
  }

  async qr() {
    const { showCode } = await import("./share.js");
    await showCode(this.root, this.root.dataset.network || null);
  }

  async png() {
    const snapshot = this.snapshot();
    if (!snapshot) return;
    const { Picture } = await import("./picture.js");
    const picture = await Picture.of(snapshot, () => 2);
    picture.paint(snapshot.time);
    save(await picture.toBlob(), `${snapshot.file}.png`);
  }

  async mapPng() {
    const snapshot = this.withMap();
    if (!snapshot) return;
    const { map, title, settings, file } = snapshot;
    const { mapPicture } = await import("./map_picture.js");
    save(await mapPicture(map, `${title}. ${settings}`), `${file}-${map.name}.png`);
  }

  async mapCsv() {
    const snapshot = this.withMap();
    if (!snapshot) return;
    const { map, file } = snapshot;
    save(new Blob([map.table()], { type: "text/csv" }), `${file}-${map.name}.csv`);
  }

  /** The picture with the map on show; null while there is none, and that is said. */
  withMap() {
    const snapshot = this.snapshot();
    if (snapshot?.map) return { ...snapshot, map: snapshot.map };
    this.notice.say(snapshot?.hasFailedMap ? NO_MAP : LATER);
    return null;
  }

  /** A second click while it is being made changes nothing. */
  async gif() {
    const snapshot = this.snapshot();
    if (!snapshot || this.recording) return;
    this.recording = new AbortController();
    const { signal } = this.recording;
    const progress = this.notice.progress("Making the animation", () => this.recording?.abort());
    try {
      const { record } = await import("./gif.js");
      save(await record(snapshot, progress, signal), `${snapshot.file}.gif`);
      this.notice.hide();
    } catch (error) {
      this.notice.hide();
      if (!signal.aborted) throw error;
    } finally {
      this.recording = null;
    }
  }
}

/** @param {Blob} blob @param {string} name of the file */
export function save(blob, name) {
  const link = Object.assign(document.createElement("a"), {
    href: URL.createObjectURL(blob),
    download: name,
  });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser may still be reading it
}
