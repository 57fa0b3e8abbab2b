/** The ground of both plots: draws a hill's figures when they come, the latest wins. */
import { Hill } from "./hill.js";
import { loadPlotly } from "./plotly.js";

export class Ground {
  /** @param {import("./contour_view.js").ContourView} contour @param {import("./surface_view.js").SurfaceView} surface */
  constructor(contour, surface) {
    this.views = { contour, surface };
    this.hill = null;
  }

  /**
   * @param {object} payload as hill_port.js has it
   * @returns {Promise<Hill|null>} the hill, drawn; null if a later one has come meanwhile
   */
  async show(payload) {
    this.payload = payload;
    if (payload.key === this.hill?.key) return this.hill;
    const Plotly = await loadPlotly(payload.chunk);
    if (payload !== this.payload) return null;
    const moved = this.frame !== payload.frame;
    await Promise.all([
      this.views.contour.show(Plotly, payload.contour),
      this.views.surface.show(Plotly, payload.surface, moved),
    ]);
    if (payload !== this.payload) return null;
    this.frame = payload.frame;
    this.hill = Object.assign(new Hill(payload), { key: payload.key, theme: payload.theme });
    return this.hill;
  }
}
