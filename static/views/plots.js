/** The ground of both plots: draws a hill's figures when they come, one after the other; the latest wins. */
/** @import { DrawnHill, HillPayload, Race } from "../types.js" */
import { Hill } from "../model/terrain.js";
import { terrainOf } from "../model/computed_terrain.js";
import { loadPlotly } from "../bridge/plotly.js";

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
    if (hill.defined) await this.drawPlots(payload);
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

  /** @param {HillPayload} payload */
  async drawPlots(payload) {
    const Plotly = await loadPlotly(payload.chunk);
    const moved = this.frame !== payload.frame;
    this.frame = null;
    await Promise.all([
      this.views.contour.show(Plotly, payload.contour),
      this.views.surface.show(Plotly, payload.surface, moved),
    ]);
    this.frame = payload.frame;
  }

  /** Gives the plots' memory back. */
  clear() {
    for (const { plot } of Object.values(this.views)) window.Plotly?.purge(plot);
  }
}
