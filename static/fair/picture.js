/** The page's own figure as one picture: text where the browser has put it, canvases, marks and rules. */
/** @import { FairMessage } from "../types.js" */
/** @import { Look } from "./paper.js" */
import { blobOf, contextOf } from "../dom.js";
import { drawMarker } from "../draw/marks.js";

const SCALE = 2;
const MARGIN = 24;

/** @param {HTMLElement} root @param {Look} look @param {FairMessage} message @returns {Promise<Blob>} PNG */
export async function pictureOf(root, { theme }, { racers }) {
  await document.fonts.ready;
  const frame = root.getBoundingClientRect();
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * (frame.width + 2 * MARGIN);
  canvas.height = SCALE * (frame.height + 2 * MARGIN);
  const ctx = contextOf(canvas);
  ctx.scale(SCALE, SCALE);
  ctx.fillStyle = theme.background;
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.translate(MARGIN - frame.left, MARGIN - frame.top);
  for (const part of root.querySelectorAll("tr, canvas, svg, th, td, p, span, b, sup, li, figcaption, i")) {
    if (part.closest(".fair-take, .fair-progress, caption, .fair-unseen")) continue;
    if (part instanceof HTMLCanvasElement) drawCanvas(ctx, part);
    else if (part instanceof SVGElement) drawMark(ctx, part, racers, theme.casing);
    else drawWords(ctx, part);
  }
  return blobOf(canvas);
}

/** @param {import("../types.js").Ctx} ctx @param {HTMLCanvasElement} canvas */
function drawCanvas(ctx, canvas) {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  if (width && canvas.width) ctx.drawImage(canvas, left, top, width, height);
}

/** @param {import("../types.js").Ctx} ctx @param {SVGElement} svg @param {FairMessage["racers"]} racers @param {string} casing */
function drawMark(ctx, svg, racers, casing) {
  const { left, top, width, height } = svg.getBoundingClientRect();
  const words = svg.parentElement?.textContent ?? "";
  const called = (/** @type {{title: string, short: string}} */ { title, short }) =>
    words === title || words.startsWith(`${short} `);
  const racer = racers.filter(called).sort((a, b) => b.short.length - a.short.length)[0];
  if (racer && width) drawMarker(ctx, left + width / 2, top + height / 2, racer.style, casing, 5, 1.2);
}

/** The words that an element has itself, one after the other, and its rule. @param {import("../types.js").Ctx} ctx @param {Element} element */
function drawWords(ctx, element) {
  const style = getComputedStyle(element);
  const { color, borderBottomWidth, borderBottomColor } = style;
  const { left, bottom, width } = element.getBoundingClientRect();
  if (parseFloat(borderBottomWidth)) {
    ctx.fillStyle = borderBottomColor;
    ctx.fillRect(left, bottom - 1, width, 1);
  }
  // Not style.font: it is empty where the digits are of one width.
  ctx.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  ctx.fillStyle = color;
  ctx.textBaseline = "alphabetic";
  for (const node of element.childNodes) if (node instanceof Text) drawText(ctx, node);
}

/** @param {import("../types.js").Ctx} ctx @param {Text} node */
function drawText(ctx, node) {
  const range = document.createRange();
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const { left, top, width } = range.getBoundingClientRect();
    if (width) ctx.fillText(word, left, top + ctx.measureText(word).fontBoundingBoxAscent);
  }
}
