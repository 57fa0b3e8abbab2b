/**
 * Moments: what a lecturer has prepared, each all that is seen at once. They are kept in the browser, in a link and in
 * a file. A moment that differs from the page in what is seen alone is shown at once; for other settings Python is
 * asked, as for anything that is moved, and the rest follows with its run.
 */
/** @import { Parts } from "./sight.js" */
/** @import { Texts } from "../model/seen.js" */
import { calm } from "../dom.js";
import { copyLink, linkTo } from "../export/share.js";
import { save } from "../export/take.js";
import { keep, kept, onKeptElsewhere } from "../bridge/kept.js";
import { keyAfter, onAnswered } from "../bridge/streamlit_page.js";
import { MomentList } from "../model/moments.js";
import { fileText, readFile } from "../model/moments_file.js";
import { LONGEST_LINK, packed, queryOf, seenIn, unpacked } from "../model/moments_link.js";
import { MomentsPanel } from "../views/moments_panel.js";
import { Notice } from "../views/notice.js";
import { fileDialog, takeDrops } from "./files.js";
import { listenToPageKeys } from "./keys.js";
import { Sight } from "./sight.js";

const KEPT = "descent-lab-moments";
const FILE = "descent-lab-moments.json";
const FAILED = "The browser does not let us copy.";
const isEmbedded = () => new URLSearchParams(location.search).get("embed") === "true";

export class Moments {
  /**
   * What is to be seen when its race is here: the request for its settings, and, once that was answered, the race.
   * @type {{seen: Texts, number: number, race?: string, opens?: boolean}|null}
   */
  pending = null;
  /** The race on show. @type {string|null} */
  shown = null;

  /**
   * @param {HTMLElement} root  the stage @param {Parts} parts  of it
   * @param {(settings: Texts) => number} ask  asks Python for settings; gives the number of the request
   */
  constructor(root, parts, ask) {
    this.sight = new Sight(parts);
    this.parts = parts;
    this.notice = new Notice(root);
    this.ask = ask;
    this.list = new MomentList(() => this.changed());
    this.openFile = (/** @type {string} */ name, /** @type {string} */ text) => this.read(name, text);
    this.panel = new MomentsPanel(root, this.list, {
      add: () => this.add(),
      link: () => this.copyList(),
      save: () => save(new Blob([fileText(this.list.moments)], { type: "application/json" }), FILE),
      open: fileDialog(this.openFile),
      go: (place) => this.go(() => this.list.goTo(place)),
      step: (by) => this.go(() => this.list.step(by)),
    });
    this.begin();
    const stops = this.listen(root);
    this.dispose = () => stops.forEach((stop) => stop());
  }

  /** What the address asks for, and the list of the last visit, or of the link. */
  begin() {
    const seen = seenIn(location.search);
    if (Object.keys(seen).length) this.pending = { seen, number: 0, opens: true };
    if (!isEmbedded()) this.restore();
    this.readLink(0);
  }

  /** @param {HTMLElement} root */
  listen(root) {
    const stops = new AbortController();
    const { signal } = stops;
    window.addEventListener("hashchange", () => this.readLink(-1), { signal });
    window.addEventListener("click", (event) => this.click(event), { capture: true, signal });
    return [
      () => stops.abort(),
      listenToPageKeys((by) => this.page(by)),
      takeDrops(root, this.openFile),
      onKeptElsewhere(KEPT, () => this.restore()),
      onAnswered(() => this.sight.settle()),
    ];
  }

  /** The row of the menu 'Take it away' for this moment. @param {Event} event */
  click(event) {
    if (keyAfter(event, "take_") === "moment") this.copyMoment();
  }

  /** A key of a remote. @param {number} by @returns {boolean} whether there are moments */
  page(by) {
    if (by) this.go(() => this.list.step(by));
    return this.list.moments.length > 0;
  }

  /** @param {() => import("../model/moments.js").Moment|null} choose */
  go(choose) {
    if (this.shown === null) return; // there is no picture yet
    const moment = choose();
    if (moment) this.show(moment);
  }

  /** @param {{settings: Texts, seen: Texts}} moment */
  show({ settings, seen }) {
    this.pending = null;
    if (isSame(settings, this.sight.settings())) return this.put(seen, false);
    this.sight.prepare(seen);
    this.pending = { seen, number: this.ask(settings) };
  }

  /** Python has answered requests up to a number with a race. @param {number} answered @param {string} race */
  hear(answered, race) {
    if (!this.pending || answered < this.pending.number) return;
    this.pending.race = race;
    if (race === this.shown) this.arrive(race);
    else if (this.pending.opens) this.sight.prepare(this.pending.seen);
  }

  /** A race is on show: what was to be seen of it is shown with its first frame. @param {string} race */
  arrive(race) {
    this.shown = race;
    const { pending } = this;
    if (pending?.race !== race) return;
    this.pending = null;
    this.put(pending.seen, Boolean(pending.opens) && calm());
  }

  /** @param {Texts} seen @param {boolean} still */
  put(seen, still) {
    const notices = this.sight.show(seen, still);
    if (notices.length) this.notice.say(notices.join(" "));
  }

  add() {
    if (this.shown === null) return;
    const [settings, seen] = [this.sight.settings(), this.sight.texts()];
    const name = `${this.parts.packet().title}, iterate ${seen.iterate}`;
    if (!this.list.add({ name, settings, seen })) return this.notice.say("The list is full.");
    this.panel.edit(this.list.current);
  }

  async copyMoment() {
    if (this.shown === null) return;
    const link = linkTo(queryOf({ settings: this.sight.settings(), seen: this.sight.texts() }));
    this.notice.say((await copyLink(link)) ? "Copied" : FAILED);
  }

  /** The list in a link, which opens on its first moment. */
  async copyList() {
    const { moments } = this.list;
    const link = linkTo(queryOf(moments[0]), `moments=${await packed(moments)}`);
    const length = link.length.toLocaleString("en");
    if (link.length > LONGEST_LINK)
      this.notice.say(`Too long for a link (${length} characters): save the list.`);
    else this.notice.say((await copyLink(link)) ? `Copied, ${length} characters` : FAILED);
  }

  /** The list in the address, if there is one; what is taken up is no longer in it. @param {number} current */
  async readLink(current) {
    const text = new URLSearchParams(location.hash.slice(1)).get("moments");
    if (!text) return;
    const moments = await unpacked(text);
    if (!moments) return this.notice.say("The list of moments in the link is damaged.");
    this.take(moments, current);
    if (this.isKept) history.replaceState(history.state, "", location.pathname + location.search);
  }

  /** Takes a list, unless it is the one that is here. @param {import("../model/moments.js").Moment[]} moments @param {number} current */
  take(moments, current) {
    const isHere = fileText(moments) === fileText(this.list.moments);
    if (!isHere) this.list.replace(moments);
    this.list.set(this.list.moments, current);
  }

  /** @param {string} name  of a file @param {string} text  what is in it */
  read(name, text) {
    const found = readFile(name, text);
    if ("fault" in found) return this.notice.say(found.fault);
    if ("moments" in found) {
      this.take(found.moments, -1);
      const lost = found.lost ? `; ${found.lost} could not be read` : "";
      return this.notice.say(`${found.moments.length} moments from ${name}${lost}`);
    }
    if (this.shown === null) return;
    this.ask(found.settings);
    this.notice.say(`The settings of ${name}`);
  }

  restore() {
    if (this.panel.isEdited) return; // a name that is being written here is not taken away
    const text = kept(KEPT);
    const found = text === null ? null : readFile(KEPT, text);
    if (found && "moments" in found)
      this.list.set(found.moments, Math.min(this.list.current, found.moments.length - 1));
  }

  changed() {
    this.isKept = isEmbedded() || keep(KEPT, fileText(this.list.moments));
    this.panel?.draw();
  }
}

/** @param {Texts} one @param {Texts} other */
function isSame(one, other) {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}
