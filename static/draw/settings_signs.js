/** What the page writes round a map of settings as text, for a picture of it: the names of the strips, and the key. */
/** @import { Box, Ctx, MapLook, Style, Theme } from "../types.js" */
import { drawMarker } from "./marks.js";

const FONT = '13px "Source Sans", sans-serif';
const SWATCH = { ramp: 52, ash: 20, high: 10, gap: 8 }; // px

/**
 * @param {Ctx} ctx @param {{box: Box, style: Style, text: string}[]} strips @param {boolean} above  whether there is room
 *   for words above each strip @param {Theme} theme
 */
export function drawStripNames(ctx, strips, above, theme) {
  ctx.font = FONT;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  for (const { box, style, text } of strips) {
    const [x, y] = above ? [box.left + 8, box.top - 11] : [box.left - 14, box.top + box.height / 2];
    drawMarker(ctx, x, y, style, theme.casing, 5, 1.2);
    ctx.fillStyle = theme.ink;
    if (above) ctx.fillText(text, x + 14, y);
  }
}

/** Above the map, as it is on the page. @param {Ctx} ctx @param {Box} box  of the map @param {string} within @param {MapLook} look @param {Theme} theme */
export function drawKey(ctx, box, within, look, theme) {
  const y = box.top - 13;
  let x = box.left + box.width;
  ctx.font = FONT;
  ctx.textBaseline = "middle";
  ctx.fillStyle = theme.ink2;
  ctx.textAlign = "left";
  ctx.fillText(within, box.left, y);
  ctx.textAlign = "right";
  const word = (/** @type {string} */ text) => {
    ctx.fillStyle = theme.ink2;
    ctx.fillText(text, x, y);
    x -= ctx.measureText(text).width + SWATCH.gap;
  };
  const swatch = (/** @type {number} */ width, /** @type {string|CanvasGradient} */ fill) => {
    ctx.fillStyle = fill;
    ctx.fillRect((x -= width), y - SWATCH.high / 2, width, SWATCH.high);
    x -= SWATCH.gap;
  };
  word("diverges");
  swatch(SWATCH.ash, look.ash[1]);
  word("far");
  const ramp = ctx.createLinearGradient(x - SWATCH.ramp, 0, x, 0);
  look.ramp.forEach((color, i) => ramp.addColorStop(i / (look.ramp.length - 1), color));
  swatch(SWATCH.ramp, ramp);
  word("soon");
}
