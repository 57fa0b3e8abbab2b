/** The maps: which of them is on show in the surface's place, which is the contour's ground, and whose they are. */
/** @import { Scene } from "../types.js" */
import { markerSvg } from "../draw/marks.js";
import { partOf } from "../dom.js";
import { escapeHtml } from "../model/format.js";
import { EndsTable } from "../views/ends_table.js";
import { SettingsView } from "../views/settings_view.js";
import { StartsView } from "../views/starts_view.js";
import { MapHands } from "./map_hands.js";
import { listenToStarts } from "./starts_hands.js";

/** What the surface's place can show: the maps by their names in a link. */
export const MAPS = ["settings", "starts"];

export class Maps {
  /** The map on show; "" for the surface. */
  name = "";
  /** Whose it is, as it was chosen; "" for the first racer. */
  chosen = "";
  /** Whose ends are the contour's ground; "" for the height. */
  ground = "";
  /** @type {Scene|undefined} */
  scene;

  /**
   * @param {HTMLElement} root  of the stage
   * @param {{contour: import("../views/contour_view.js").ContourView, surface: import("../views/surface_view.js").SurfaceView}} views
   * @param {import("./preview.js").Preview} preview
   * @param {object} on
   * @param {() => void} on.hold  called when a setting is taken
   * @param {(slider: string, value: number) => void} on.release  called when it is let go
   * @param {(point: {x: number, y: number}) => void} on.place  called when the start is
   * @param {() => void} on.widen  called when more of the plane is to be seen
   */
  constructor(root, { contour, surface }, preview, on) {
    this.root = root;
    this.surface = surface;
    this.contour = contour;
    this.on = on;
    const view = (/** @type {string} */ name) => partOf(root, `[data-view="${name}"]`);
    const retell = () => this.tell();
    this.settings = new SettingsView(view("settings"), contour, preview, (owner) =>
      this.show("settings", owner),
    );
    this.starts = new StartsView(view("starts"), contour, preview, retell);
    this.basins = new StartsView(contour.host, contour, preview, retell);
    this.views = [this.settings, this.starts, this.basins];
    this.table = new EndsTable(root);
    this.hands = new MapHands(this.settings, preview, on);
    listenToStarts(this.starts.host, contour, preview, on.place);
    this.row = partOf(root, ".stage-shown");
    this.listen();
    this.dispose = () => this.views.forEach((each) => each.dispose());
  }

  listen() {
    this.row.addEventListener("click", ({ target }) => {
      const button = target instanceof Element ? target.closest("button") : null;
      if (button?.dataset.shows === undefined) return;
      const before = this.name;
      this.show(button.dataset.shows);
      if (this.name === "starts" && this.name !== before && !this.contour.zoomed()) this.seeValleys();
    });
    this.menus = [
      new OwnerMenu(partOf(this.row, ".stage-owner"), (owner) => this.show(this.name, owner)),
      new OwnerMenu(partOf(this.root, ".stage-ground"), (owner) => this.showGround(owner), "Height"),
    ];
  }

  /** Of several valleys more than one: a map of where starts end says nothing of one alone. */
  seeValleys() {
    const { minima } = this.scene ?? { minima: [] };
    const seen = minima.filter((minimum) => this.contour.contains(...minimum));
    if (seen.length < Math.min(2, minima.length)) this.on.widen();
  }

  /** Whose map it is now: the first racer's where the one that was chosen does not race. */
  get owner() {
    return this.racing(this.chosen) || (this.scene?.runs[0]?.name ?? "");
  }

  /** @param {string} racer @returns {string} "" where it does not race */
  racing(racer) {
    return this.scene?.runs.some(({ name }) => name === racer) ? racer : "";
  }

  /** @param {string} name  of MAPS, "" for the surface @param {string} [owner] */
  show(name, owner = this.chosen) {
    Object.assign(this, { name: MAPS.includes(name) ? name : "", chosen: owner });
    this.surface.isCovered = this.name !== "";
    this.root.toggleAttribute("data-map", this.name !== "");
    for (const button of this.row.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.shows === this.name));
    this.settle();
    this.surface.onChange();
  }

  /** @param {string} owner  "" for the height */
  showGround(owner) {
    this.ground = owner;
    this.settle();
    this.surface.onChange();
  }

  /** Each view has its racer, or none. */
  settle() {
    this.settings.show(this.name === "settings" ? this.owner : null);
    this.starts.show(this.name === "starts" ? this.owner : null);
    this.basins.show(this.racing(this.ground) || null);
    this.write();
  }

  /** @param {Scene} scene */
  setScene(scene) {
    const owners = () => [this.owner, this.racing(this.ground)].join();
    const before = owners();
    this.scene = scene;
    if (before !== owners()) this.settle();
    for (const view of this.views) view.setScene(scene);
    this.write();
  }

  write() {
    const { scene } = this;
    this.menus?.forEach((menu, i) => menu.write(scene, i ? this.racing(this.ground) : this.owner));
    partOf(this.row, ".stage-owner").hidden = !this.name;
    this.tell();
  }

  /** In numbers where starts end. */
  tell() {
    this.table.write([this.basins, this.starts], this.scene);
  }

  /** The map on show, else the contour's ground. */
  get shown() {
    return this.name === "settings" ? this.settings : this.name === "starts" ? this.starts : this.basins;
  }

  /** As it is taken away; null while it is not here. @param {number} time */
  taken(time) {
    return this.shown.taken(time);
  }

  /** Whether it could not be worked out. */
  get hasFailed() {
    return this.shown.trouble.isOn;
  }

  /** @param {number} time */
  draw(time) {
    this.starts.draw(time);
    this.basins.draw(time);
  }

  layout() {
    for (const view of this.views) view.layout();
  }

  reset() {
    this.settings.reset();
    this.ground = "";
    this.show("", "");
  }
}

/** A marker, a name, and the menu of racers that lies over them unseen. */
class OwnerMenu {
  options = "";
  title = "";

  /** @param {HTMLElement} host @param {(owner: string) => void} choose @param {string} [none]  what no racer is called */
  constructor(host, choose, none = "") {
    this.name = partOf(host, "b");
    this.menu = partOf(host, "select", HTMLSelectElement);
    this.none = none;
    this.menu.addEventListener("change", () => choose(this.menu.value));
  }

  /** @param {Scene|undefined} scene @param {string} owner */
  write(scene, owner) {
    if (!scene) return;
    const { menu, none } = this;
    const first = none && `<option value="">${none}</option>`;
    const ends = none ? "Where it ends: " : "";
    const racers = scene.runs.map(
      ({ name, title }) => `<option value="${name}">${ends}${escapeHtml(title)}</option>`,
    );
    const options = first + racers.join("");
    if (this.options !== options) menu.innerHTML = this.options = options;
    menu.value = owner;
    const run = scene.runs.find(({ name }) => name === owner);
    const title = run ? markerSvg(run.style, scene.theme.casing, 5.5, 18) + escapeHtml(run.short) : none;
    if (this.title !== title) this.name.innerHTML = this.title = title;
  }
}
