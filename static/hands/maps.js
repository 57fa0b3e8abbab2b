/** The maps in the surface's place: which of them is on show, and whose it is. */
/** @import { Scene } from "../types.js" */
import { markerSvg } from "../draw/marks.js";
import { partOf } from "../dom.js";
import { escapeHtml } from "../model/format.js";
import { SettingsView } from "../views/settings_view.js";
import { MapHands } from "./map_hands.js";

/** What the surface's place can show: the maps by their names in a link. */
export const MAPS = ["settings"];

export class Maps {
  /** The map on show; "" for the surface. */
  name = "";
  /** Whose it is, as it was chosen; "" for the first racer. */
  chosen = "";
  /** @type {Scene|undefined} */
  scene;
  /** The menu and the name as they are written. */
  options = "";
  title = "";

  /**
   * @param {HTMLElement} root  of the stage
   * @param {{contour: import("../views/contour_view.js").ContourView, surface: import("../views/surface_view.js").SurfaceView}} views
   * @param {import("./preview.js").Preview} preview
   * @param {{hold: () => void, release: (slider: string, value: number) => void}} on
   */
  constructor(root, { contour, surface }, preview, on) {
    this.root = root;
    this.surface = surface;
    const host = partOf(root, '[data-view="settings"]');
    this.settings = new SettingsView(host, contour, preview, (owner) => this.show("settings", owner));
    this.hands = new MapHands(this.settings, preview, on);
    this.row = partOf(root, ".stage-shown");
    this.row.addEventListener("click", ({ target }) => {
      const name = target instanceof Element && target.closest("button")?.dataset.shows;
      if (name !== undefined && name !== false) this.show(name, this.chosen);
    });
    this.menu = partOf(root, '[data-action="map-owner"]', HTMLSelectElement);
    this.menu.addEventListener("change", () => this.show(this.name, this.menu.value));
    this.dispose = this.settings.dispose;
  }

  /** Whose map it is now: the first racer's where the one that was chosen does not race. */
  get owner() {
    const names = (this.scene?.runs ?? []).map(({ name }) => name);
    return names.includes(this.chosen) ? this.chosen : (names[0] ?? "");
  }

  /** @param {string} name  of MAPS, "" for the surface @param {string} [owner] */
  show(name, owner = this.chosen) {
    Object.assign(this, { name: MAPS.includes(name) ? name : "", chosen: owner });
    this.surface.isCovered = this.name !== "";
    this.root.toggleAttribute("data-map", this.name !== "");
    for (const button of this.row.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.shows === this.name));
    this.settings.show(this.name === "settings" ? this.owner : null);
    this.write();
    this.surface.onChange();
  }

  /** @param {Scene} scene */
  setScene(scene) {
    this.scene = scene;
    if (this.name && this.settings.owner !== this.owner) this.settings.show(this.owner);
    this.settings.setScene(scene);
    this.write();
  }

  /** Whose map it is: a marker, a name, and the menu that lies over them unseen. */
  write() {
    const { scene, menu, owner } = this;
    const host = partOf(this.row, ".stage-owner");
    host.hidden = !this.name;
    if (!scene || !this.name) return;
    const options = scene.runs
      .map(({ name, title }) => `<option value="${name}">${escapeHtml(title)}</option>`)
      .join("");
    if (this.options !== options) menu.innerHTML = this.options = options;
    menu.value = owner;
    const run = scene.runs.find(({ name }) => name === owner);
    const title = run ? markerSvg(run.style, scene.theme.casing, 5.5, 18) + escapeHtml(run.short) : "";
    if (this.title !== title) partOf(host, "b").innerHTML = this.title = title;
  }

  layout() {
    this.settings.layout();
  }

  reset() {
    this.settings.reset();
    this.show("", "");
  }
}
