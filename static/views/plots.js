/** The ground of both plots: draws a hill's figures when they come, one after the other; the latest wins. */
/** @import { DrawnHill, HillPayload, PlotlyLibrary, Race } from "../types.js" */
import { Hill } from "../model/terrain.js";
import { terrainOf } from "../model/computed_terrain.js";
import { giveWay, loadPlotly, plotlyNow } from "../bridge/plotly.js";
import { attempt } from "../problem.js";

const UNLOADED = "The surface could not be loaded. Reload the page to try again.";

export class Ground {
  /**
   * @param {import("./contour_view.js").ContourView} contour
   * @param {import("./surface_view.js").SurfaceView} surface
   */
  constructor(contour, surface) {
    this.views = { contour, surface };
    /** @type {DrawnHill|null} */
    this.hill = null;
    /** The last that the engine has worked out. @type {{key: string, hill: DrawnHill|null}} */
    this.moved = { key: "", hill: null };
    /** @type {Promise<DrawnHill|null>} */
    this.queue = Promise.resolve(null);
    /** Whether Plotly has drawn what is on show, or never will. */
    this.settled = false;
  }

  /**
   * @param {HillPayload} payload
   * @returns {Promise<DrawnHill|null>} the hill, drawn; null if a later one has come meanwhile
   */
  show(payload) {
    this.payload = payload;
    this.queue = this.queue.catch(() => null).then(() => this.draw(payload));
    return this.queue;
  }

  /** @param {HillPayload} payload */
  async draw(payload) {
    if (payload !== this.payload) return null;
    if (payload.key === this.hill?.key) return this.hill;
    this.hill = null; // should this fail, the next one is drawn in any case
    const hill = Object.assign(new Hill(payload), { key: payload.key, theme: payload.theme });
    const Plotly = plotlyNow();
    this.settled = !hill.defined;
    if (hill.defined && Plotly) await this.drawPlots(Plotly, payload);
    else if (hill.defined) this.sketch(payload);
    this.hill = hill;
    return payload === this.payload ? hill : null;
  }

  /**
   * The hill under a race: the one on show, or, while its own parameters are moved, what the engine makes of it.
   * @param {Race} race
   */
  under({ terrain: objective }) {
    const { hill } = this;
    if (!hill || !objective) return hill;
    const key = `${hill.key} ${JSON.stringify(objective.parameters)}`;
    if (this.moved.key !== key) this.moved = { key, hill: terrainOf(hill, objective) ?? hill };
    return this.moved.hill;
  }

  /**
   * The stage draws the contour itself, so that the race moves; Plotly takes over when it is here.
   * @param {HillPayload} payload
   */
  sketch(payload) {
    this.views.contour.sketch(payload.contour);
    loadPlotly().then(
      (Plotly) => attempt(() => (this.queue = this.queue.then(() => this.takeOver(Plotly, payload)))),
      (error) => this.doWithout(error),
    );
  }

  /** @param {PlotlyLibrary} Plotly @param {HillPayload} payload */
  async takeOver(Plotly, payload) {
    if (payload !== this.payload) return null;
    await this.drawPlots(Plotly, payload, (view) => view.takeOver());
    return this.hill;
  }

  /** Without Plotly there is no surface; the contour stays as the stage has drawn it. @param {unknown} error */
  doWithout(error) {
    console.error(error);
    this.settled = true;
    this.views.surface.doWithout("plotly", UNLOADED);
  }

  /**
   * @param {PlotlyLibrary} Plotly @param {HillPayload} payload
   * @param {(view: import("./path_view.js").PathView) => void} [drawn]  called when a plot is there
   */
  async drawPlots(Plotly, payload, drawn = () => {}) {
    const moved = this.frame !== payload.frame;
    this.frame = null;
    const { contour, surface } = this.views;
    await surface.show(Plotly, payload.surface, moved);
    drawn(surface);
    await giveWay();
    await contour.show(Plotly, payload.contour);
    drawn(contour);
    this.frame = payload.frame;
    this.settled = true;
  }

  /** Gives the plots' memory back. */
  clear() {
    for (const { plot } of Object.values(this.views)) plotlyNow()?.purge(plot);
  }
}
