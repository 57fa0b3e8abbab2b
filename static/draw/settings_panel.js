/** All that is drawn of a map of settings: the owner's own map, a strip for each other racer, axes, and the setting of now. */
/** @import { Box, Ctx, Pixel, Point, Scene } from "../types.js" */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { SettingsFound } from "../engine/map_kinds.js" */
/** @import { MapAxis } from "../model/map_axes.js" */
/** @import { Part } from "../model/map_plan.js" */
/** @import { SettingsLayout } from "../model/settings_layout.js" */
/** @import { MapPicture } from "./settings_map.js" */
import { exactRaised } from "../model/format.js";
import { unit } from "../model/scale.js";
import { bestCell, settingOf } from "../model/settings_map.js";
import { edges, shownEdge } from "../model/theory.js";
import { drawLossAxis, drawLossLine, lossAxis, lossSpot, nameLevel } from "./loss_line.js";
import { drawCross, drawSettingAxes, drawStrip, drawTheory, drawWords } from "./map_axes.js";
import { drawMinimum } from "./marks.js";
import { drawSettingsMap, mapPicture } from "./settings_map.js";
import { drawKey, drawStripNames } from "./settings_signs.js";

/**
 * A map that is here.
 * @typedef {object} Shown
 * @property {SettingsFound} found @property {number} columns @property {number} n_iter
 * @property {MapPicture|null} picture @property {string} painted  what the picture was painted for
 *
 * What a panel is drawn of.
 * @typedef {object} Drawn
 * @property {Scene} scene @property {EngineRecord} record @property {string} owner
 * @property {{x: MapAxis, y: MapAxis|null}} axes
 * @property {Part[]} parts  the owner's own first @property {Map<string, Shown>} shown  by part
 * @property {SettingsLayout} layout
 * @property {[Point, Point]|null} band  a rectangle that is being drawn, in shares of the axes
 * @property {number} [ratio]  pixels a unit, by default the page's
 */

export class SettingsPanel {
  /** @param {Drawn} drawn */
  constructor(drawn) {
    this.drawn = drawn;
    this.box = drawn.layout.box;
    /** The setting of now. */
    this.current = drawn.record.optimizers[drawn.owner].hyperparameters;
    this.own = drawn.shown.get("plane");
    const { tolerance } = drawn.record.objective;
    /** Where there is no second parameter, the loss stands in its place. */
    this.loss = this.own && !drawn.axes.y ? lossAxis(this.own.found, tolerance) : null;
  }

  /** @param {Ctx} ctx */
  draw(ctx) {
    const { axes, scene, parts, layout, band } = this.drawn;
    const look = { theme: scene.theme };
    if (this.own) this.drawOwn(ctx, this.own);
    parts.slice(1).forEach(({ part }, i) => this.drawStripOf(ctx, part, layout.strips[i]));
    const last = layout.strips.at(-1) ?? this.box;
    const now = { x: this.current[axes.x.name], y: axes.y && this.current[axes.y.name] };
    drawSettingAxes(ctx, this.box, last.top + last.height, axes, now, look);
    drawCross(ctx, this.box, last.top + last.height, axes, now, look, band);
  }

  /** @param {Ctx} ctx @param {Shown} shown */
  drawOwn(ctx, shown) {
    const { box } = this;
    const { axes, scene, owner, record } = this.drawn;
    const { theme, nIter, terrain, runs } = scene;
    const picture = this.pictureOf(shown, box);
    if (axes.y) drawSettingsMap(ctx, picture, box, terrain.maps, theme);
    else drawStrip(ctx, picture, shown.found, box, terrain.maps);
    const run = runs.find(({ name }) => name === owner);
    if (this.loss && run) {
      const { tolerance } = record.objective;
      const words = `${exactRaised(Number(tolerance.toPrecision(2)))} above the minimum`;
      const level = drawLossAxis(ctx, this.loss, box, tolerance, theme);
      drawLossLine(ctx, shown.found, this.loss, box, run.style, theme);
      nameLevel(ctx, words, level, box, this.spotOf(this.current).x, theme);
    }
    this.drawTheoryIn(ctx, owner, box);
    const best = bestCell(shown.found, nIter);
    const spot = this.spotOf(settingOf(best, axes.x, axes.y, shown.columns));
    drawWords(ctx, picture, box, terrain.maps, theme, [spot, this.spotOf(this.current)]);
    if (best >= 0) drawMinimum(ctx, spot.x, spot.y, theme);
  }

  /** @param {Ctx} ctx @param {string} part @param {Box} box */
  drawStripOf(ctx, part, box) {
    const { scene, shown: all, layout } = this.drawn;
    const shown = all.get(part);
    if (!shown) return;
    drawStrip(ctx, this.pictureOf(shown, box), shown.found, box, scene.terrain.maps);
    if (layout.hasTheory) this.drawTheoryIn(ctx, part.slice(6), box);
    const best = bestCell(shown.found, scene.nIter);
    const x = box.left + ((best + 0.5) / shown.columns) * box.width;
    if (best >= 0) drawMinimum(ctx, x, box.top + box.height / 2, scene.theme);
  }

  /** @param {Ctx} ctx @param {string} racer @param {Box} box */
  drawTheoryIn(ctx, racer, box) {
    const { axes, scene, record, owner } = this.drawn;
    const y = racer === owner ? axes.y : null;
    const along = y ? { [y.name]: y.values(box.height) } : {};
    const limits = edges(record, racer, along, y ? Math.floor(box.height) : 1);
    const label = record.optimizers[racer].edge?.label ?? "";
    if (limits) drawTheory(ctx, box, shownEdge(limits, axes.x), label, scene.theme);
  }

  /**
   * What the page writes beside the drawing. @param {Ctx} ctx @param {string} within  what is deep
   * @param {(racer: string) => string} textOf  the name of a strip
   */
  drawSigns(ctx, within, textOf) {
    const { scene, parts, layout } = this.drawn;
    const names = parts.slice(1).flatMap(({ part }, i) => {
      const run = scene.runs.find(({ name }) => name === part.slice(6));
      return run ? [{ box: layout.strips[i], style: run.style, text: textOf(run.name) }] : [];
    });
    drawStripNames(ctx, names, layout.hasNames, scene.theme);
    drawKey(ctx, this.box, within, scene.terrain.maps, scene.theme);
  }

  /** A setting on the owner's map, held within it. @param {Record<string, number>} values @returns {Pixel} */
  spotOf(values) {
    const { box, loss, own } = this;
    const { x, y } = this.drawn.axes;
    const held = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
    const along = held(x.shareOf(values[x.name]));
    const up = y ? held(y.shareOf(values[y.name])) : 0.5;
    const flat = loss && own ? lossSpot(own.found, loss, along, box) : box.top + (1 - up) * box.height;
    return { x: box.left + along * box.width, y: flat };
  }

  /** Painted once for a box, a theme and a scale. @param {Shown} shown @param {Box} box */
  pictureOf(shown, { width, height }) {
    const { maps } = this.drawn.scene.terrain;
    const ratio = this.drawn.ratio ?? (window.devicePixelRatio || 1) * unit();
    const key = [width, height, ratio, maps.edge].join();
    if (shown.painted !== key || !shown.picture) {
      const { n_iter: nIter, found, columns } = shown;
      shown.picture = mapPicture(found, columns, nIter, maps, { left: 0, top: 0, width, height }, ratio);
      shown.painted = key;
    }
    return shown.picture;
  }
}
