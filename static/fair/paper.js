/** A canvas in the flow of the page: as large as its place, in device pixels, drawn in CSS pixels. */
/** @import { Ctx, MapLook, Theme } from "../types.js" */
import { contextOf } from "../dom.js";

/** @typedef {{ctx: Ctx, width: number, height: number}} Paper  cleared */
/** @typedef {{theme: Theme, map: MapLook}} Look */

export const SANS = '13px "Source Sans", sans-serif';

/** @param {HTMLCanvasElement} canvas @returns {Paper} */
export function paperOf(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const ctx = contextOf(canvas);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.lineJoin = ctx.lineCap = "round";
  return { ctx, width, height };
}

/** The colours of what diverges. @param {Look} look */
export const ashOf = ({ map }) => ({ ash: map.ash[0], lines: map.hatch });
