/** What is pointed at on a map of settings: its run is dotted on the contour, and a plate beside the pointer reads it. */
/** @import { Box, Pixel, Run, Theme } from "../types.js" */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { MapAxis } from "../model/map_axes.js" */
import { drawPointed } from "../draw/pointed.js";
import { escapeHtml } from "../model/format.js";
import { pointedRun } from "../model/pointed.js";
import { unit } from "../model/scale.js";
import { settingText } from "../model/settings_map.js";

const BESIDE = 16; // px from what is pointed at
const CLEAR = 10; // px above it

export class MapPlate {
  /** @type {({values: Record<string, number>} & ReturnType<typeof pointedRun>)|null} */
  pointed = null;

  /**
   * @param {HTMLElement} plate @param {import("../draw/layer.js").Layer} layer  over the contour
   * @param {import("./contour_view.js").ContourView} contour
   */
  constructor(plate, layer, contour) {
    this.plate = plate;
    this.layer = layer;
    this.contour = contour;
  }

  /**
   * @param {Record<string, number>|null} values  by hyperparameter; null: nothing is pointed at
   * @param {EngineRecord} [record] @param {Run} [run]  of whose settings they are
   */
  point(values, record, run) {
    this.pointed = values && record && run ? { values, ...pointedRun(record, run, values) } : null;
  }

  /** The race is another one, under the same pointer. @param {EngineRecord} record @param {Run} [run] */
  again(record, run) {
    if (this.pointed) this.point(this.pointed.values, record, run);
  }

  /**
   * @param {{x: MapAxis, y: MapAxis|null}|null} axes @param {Box} box  of the map
   * @param {(values: Record<string, number>) => Pixel} spotOf @param {Theme} theme
   */
  draw(axes, box, spotOf, theme) {
    const { pointed, plate } = this;
    const ctx = this.layer.begin();
    plate.hidden = !pointed;
    if (!pointed || !axes) return;
    drawPointed(ctx, this.contour, pointed.run, theme);
    plate.innerHTML = `<b>${escapeHtml(settingText(pointed.values, [axes.x, axes.y]))}</b><br>${escapeHtml(pointed.words)}`;
    const { x, y } = spotOf(pointed.values);
    const [wide, high] = [plate.offsetWidth / unit(), plate.offsetHeight / unit()];
    const end = box.left + box.width;
    const isRight = x + BESIDE + wide <= end || x - BESIDE - wide < box.left;
    const left = isRight ? Math.min(x + BESIDE, end - wide) : x - BESIDE - wide;
    const top = Math.min(box.top + box.height - high - 2, Math.max(box.top + 2, y - high - CLEAR));
    plate.style.transform = `translate(${Math.max(0, left) * unit()}px, ${top * unit()}px)`;
  }
}
