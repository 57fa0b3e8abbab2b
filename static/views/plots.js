/** Contour and surface as Plotly draws them: figures are drawn when they come, one after the other; the latest wins. */
/** @import { DrawnTerrain, TerrainFigures, PlotlyLibrary, Race } from "../types.js" */
import { Terrain } from "../model/terrain.js";
import { computedTerrain } from "../model/computed_terrain.js";
import { giveWay, loadPlotly, nextFrame, plotlyNow } from "../bridge/plotly.js";
import { attempt } from "../problem.js";

const UNLOADED = "The surface could not be loaded. Reload the page to try again.";

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
    /** Whether Plotly has drawn what is on show, or never will. */
    this.settled = false;
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
    const terrain = Object.assign(new Terrain(figures), {
      key: figures.key,
      theme: figures.theme,
      maps: figures.maps,
    });
    const Plotly = plotlyNow();
    this.settled = !terrain.defined;
    if (terrain.defined && Plotly) await this.drawPlots(Plotly, figures);
    else if (terrain.defined) this.sketch(figures);
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

  /** The figures on show, drawn again: at another scale. */
  async again() {
    const [Plotly, { terrain, figures }] = [plotlyNow(), this];
    if (!Plotly || !terrain?.defined || !figures) return;
    this.queue = this.queue
      .catch(() => null)
      .then(() => this.views.contour.keepZoom())
      .then(() => this.drawPlots(Plotly, figures))
      .then(() => terrain);
    await this.queue;
  }

  /**
   * The stage draws the contour itself, so that the race moves; Plotly takes over when it is here.
   * @param {TerrainFigures} figures
   */
  sketch(figures) {
    this.views.contour.sketch(figures.contour);
    nextFrame()
      .then(nextFrame) // the race is on the screen, and moves
      .then(loadPlotly)
      .then(
        (Plotly) => attempt(() => (this.queue = this.queue.then(() => this.takeOver(Plotly, figures)))),
        (error) => this.doWithout(error),
      );
  }

  /** @param {PlotlyLibrary} Plotly @param {TerrainFigures} figures */
  async takeOver(Plotly, figures) {
    if (figures !== this.figures) return null;
    await this.drawPlots(Plotly, figures, (view) => view.takeOver());
    return this.terrain;
  }

  /** Without Plotly there is no surface; the contour stays as the stage has drawn it. @param {unknown} error */
  doWithout(error) {
    console.error(error);
    this.settled = true;
    this.views.surface.doWithout("plotly", UNLOADED);
  }

  /**
   * @param {PlotlyLibrary} Plotly @param {TerrainFigures} figures
   * @param {(view: import("./path_view.js").PathView) => void} [drawn]  called when a plot is there
   */
  async drawPlots(Plotly, figures, drawn = () => {}) {
    const moved = this.frame !== figures.frame;
    this.frame = null;
    const { contour, surface } = this.views;
    await surface.show(Plotly, figures.surface, moved);
    drawn(surface);
    await giveWay();
    await contour.show(Plotly, figures.contour);
    drawn(contour);
    this.frame = figures.frame;
    this.settled = true;
  }

  /** Gives the plots' memory back. */
  clear() {
    for (const { plot } of Object.values(this.views)) plotlyNow()?.purge(plot);
  }
}
