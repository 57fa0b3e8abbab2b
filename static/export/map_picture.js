/** A map as a picture of its own: whose it is and of what race, the map as it stands, and what it says. */
/** @import { Ctx, Theme } from "../types.js" */
import { blobOf, contextOf } from "../dom.js";
import { wrap, write } from "./picture_text.js";

const SCALE = 2;
const MARGIN = 24;
const GAP = 14;
const LINE = 19; // px
const HEAD = '600 20px "Source Serif", serif';
const TEXT = '14px "Source Sans", sans-serif';

/**
 * A map that is taken away.
 * @typedef {object} Taken
 * @property {string} name  for a file @property {string} title @property {string} words  what it says
 * @property {Theme} theme @property {number} width @property {number} height  px, without title and words
 * @property {(ctx: Ctx, ratio: number) => void} paint  draws it, with so many pixels a px
 * @property {() => string} table  of all its cells, CSV
 */

/** @param {Taken} map @param {string} settings  of the race, in one line @returns {Promise<Blob>} PNG */
export async function mapPicture({ title, words, theme, width, height, paint }, settings) {
  await document.fonts.ready;
  const canvas = document.createElement("canvas");
  const ctx = contextOf(canvas);
  const [about, said] = [settings, words].map((text) => wrap(ctx, text, TEXT, width, 4));
  const top = MARGIN + LINE + GAP + about.length * LINE;
  canvas.width = SCALE * (width + 2 * MARGIN);
  canvas.height = SCALE * (top + height + GAP + said.length * LINE + MARGIN);
  ctx.scale(SCALE, SCALE);
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  write(ctx, title, MARGIN, MARGIN + LINE, HEAD, theme.ink, width);
  const lines = (/** @type {string[]} */ texts, /** @type {number} */ from, /** @type {string} */ ink) =>
    texts.forEach((text, i) => write(ctx, text, MARGIN, from + i * LINE, TEXT, ink));
  lines(about, MARGIN + LINE + GAP + LINE / 2, theme.ink2);
  lines(said, top + height + GAP + LINE, theme.ink);
  ctx.translate(MARGIN, top);
  paint(ctx, SCALE);
  return blobOf(canvas);
}
