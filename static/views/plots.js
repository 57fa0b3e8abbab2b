/** Contour and surface as Plotly draws them: a terrain's figures are drawn when they come, one after the other; the latest wins. */
/** @import { DrawnTerrain, TerrainFigures, Race } from "../types.js" */
import { Terrain } from "../model/terrain.js";
import { computedTerrain } from "../model/computed_terrain.js";
import { loadPlotly } from "../bridge/plotly.js";

export class Plots {
  /**
   * @param {import("./contour_view.js").ContourView} contour
   * @param {import("./surface_view.js").SurfaceView} surface
   */
  constructor(contour, surface) {
    this.views = { contour, surface };
    /** @type {DrawnTerrain|null} */
    this.terrain = null;
    /** The last that the engine has worked out. @type {{key: string, terrain: DrawnTerrain|null}} */
    this.moved = { key: "", terrain: null };
    /** @type {Promise<DrawnTerrain|null>} */
    this.queue = Promise.resolve(null);
  }

  /**
   * @param {TerrainFigures} figures
   * @returns {Promise<DrawnTerrain|null>} the terrain, drawn; null if a later one has come meanwhile
   */
  show(figures) {
    this.figures = figures;
    this.queue = this.queue.catch(() => null).then(() => this.draw(figures));
    return this.queue;
  }

  /** @param {TerrainFigures} figures */
  async draw(figures) {
    if (figures !== this.figures) return null;
    if (figures.key === this.terrain?.key) return this.terrain;
    this.terrain = null; // should this fail, the next one is drawn in any case
    const terrain = Object.assign(new Terrain(figures), { key: figures.key, theme: figures.theme });
    if (terrain.defined) await this.drawPlots(figures);
    this.terrain = terrain;
    return figures === this.figures ? terrain : null;
  }

  /**
   * The terrain under a race: the one on show, or, while its own parameters are moved, what the engine makes of it.
   * @param {Race} race
   */
  under({ moved: objective }) {
    const { terrain } = this;
    if (!terrain || !objective) return terrain;
    const key = `${terrain.key} ${JSON.stringify(objective.parameters)}`;
    if (this.moved.key !== key) this.moved = { key, terrain: computedTerrain(terrain, objective) ?? terrain };
    return this.moved.terrain;
  }

  /** @param {TerrainFigures} figures */
  async drawPlots(figures) {
    const Plotly = await loadPlotly(figures.chunk);
    const moved = this.frame !== figures.frame;
    this.frame = null;
    await Promise.all([
      this.views.contour.show(Plotly, figures.contour),
      this.views.surface.show(Plotly, figures.surface, moved),
    ]);
    this.frame = figures.frame;
  }

  /** Gives the plots' memory back. */
  clear() {
    for (const { plot } of Object.values(this.views)) window.Plotly?.purge(plot);
  }
}
