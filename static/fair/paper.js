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

/** The sign of what diverges: ash, hatched at 45 degrees. @param {Ctx} ctx @param {[number, number, number, number]} box @param {Look} look @param {number} [down]  px that the hatch has come down already */
export function hatch(ctx, [left, top, width, height], { map }, down = 0) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.fillStyle = map.ash[0];
  ctx.fill();
  ctx.strokeStyle = map.hatch;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = -height - ((down % 6) + 6); x < width; x += 6) {
    ctx.moveTo(left + x + (down % 6), top + height);
    ctx.lineTo(left + x + (down % 6) + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
