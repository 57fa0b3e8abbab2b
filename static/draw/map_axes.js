/** What is drawn round and over a map of settings: axes, the cross of the setting of now, theory's line, words. */
/** @import { Box, Ctx, MapLook, Pixel, Point, Theme } from "../types.js" */
/** @import { SettingsFound } from "../engine/map_kinds.js" */
/** @import { MapAxis } from "../model/map_axes.js" */
/** @import { ShownEdge } from "../model/theory.js" */
/** @import { MapPicture } from "./settings_map.js" */
import { exactText } from "../model/format.js";
import { letters } from "../model/scale.js";
import { line, writeTick } from "./backdrop.js";
import { pixelOf } from "./settings_map.js";

const TICK = 5; // px long
const INSIDE = 40; // px: a strip that high has room for words
const NEAR = 26; // px, of a tick's text from the number of now
const ROOM = { edge: 22, word: 44, spot: 30 }; // px that words keep from the frame, each other, and the signs

const font = (/** @type {number} */ size, weight = 400) =>
  `${weight} ${letters(size)}px "Source Sans", sans-serif`;
const maths = (/** @type {number} */ size) => `italic ${letters(size)}px KaTeX_Math, "Source Serif", serif`;

/** A power of ten as two texts, any other number as one. @param {number} value @returns {[string, string|null]} */
function tickTexts(value) {
  const power = Math.log10(value);
  const isPower = Number.isInteger(power) && (power < -2 || power > 3);
  return isPower ? ["10", String(power).replace("-", "−")] : [exactText(value), null];
}

/** @param {number} value */
const shortText = (value) => exactText(Number(value.toPrecision(3)));

/**
 * Both axes: round values, without those that the values of now would cover.
 * @param {Ctx} ctx @param {Box} box @param {number} bottom  where the axis of step sizes is
 * @param {{x: MapAxis, y: MapAxis|null}} axes @param {{x: number, y: number|null}} now @param {{theme: Theme}} look
 */
export function drawSettingAxes(ctx, box, bottom, { x, y }, now, { theme }) {
  ctx.fillStyle = theme.ink2;
  ctx.strokeStyle = theme.rule;
  ctx.lineWidth = 1;
  ctx.textBaseline = "middle";
  const right = box.left + box.width;
  const nowX = box.left + x.shareOf(now.x) * box.width;
  for (const value of x.ticks()) {
    const at = box.left + x.shareOf(value) * box.width;
    line(ctx, at, bottom, at, bottom + TICK);
    const isClear = Math.abs(at - nowX) > NEAR && at < right - 2 && Math.abs(at - (right - 22)) > 12;
    if (isClear || (value === x.ticks().at(-1) && Math.abs(at - nowX) > NEAR))
      writeTick(ctx, ...tickTexts(value), Math.min(at, right - 4), bottom + 15, theme, "center");
  }
  ctx.textAlign = "center";
  ctx.font = maths(17);
  if (Math.abs(right - 32 - nowX) > NEAR) ctx.fillText(x.symbol, right - 32, bottom + 14);
  if (!y || now.y === null) return;
  ctx.textAlign = "right";
  const nowY = box.top + (1 - y.shareOf(now.y)) * box.height;
  for (const value of y.ticks()) {
    const at = box.top + (1 - y.shareOf(value)) * box.height;
    line(ctx, box.left - TICK, at, box.left, at);
    ctx.font = font(13);
    if (Math.abs(at - nowY) > 12)
      ctx.fillText(exactText(value), box.left - TICK - 3, Math.max(at, box.top + 5));
  }
  ctx.font = maths(17);
  const middle = box.top + 0.13 * box.height;
  ctx.fillText(y.symbol, box.left - 14, Math.abs(middle - nowY) > 16 ? middle : middle + 34);
}

/**
 * The setting of now: a line to each axis, and its numbers there; and the rectangle that is being drawn.
 * @param {Ctx} ctx @param {Box} box @param {number} bottom @param {{x: MapAxis, y: MapAxis|null}} axes
 * @param {{x: number, y: number|null}} now @param {{theme: Theme}} look @param {[Point, Point]|null} band
 */
export function drawCross(ctx, box, bottom, { x, y }, now, { theme }, band) {
  ctx.strokeStyle = ctx.fillStyle = theme.accent;
  ctx.lineWidth = 1.4;
  ctx.textBaseline = "middle";
  const [shareX, shareY] = [x.shareOf(now.x), y && now.y !== null ? y.shareOf(now.y) : NaN];
  ctx.font = font(13, 600);
  if (shareX >= 0 && shareX <= 1) {
    const at = box.left + shareX * box.width;
    line(ctx, at, box.top, at, bottom + TICK);
    ctx.textAlign = "center";
    ctx.fillText(shortText(now.x), Math.min(at, box.left + box.width - 6), bottom + 15);
  }
  if (shareY >= 0 && shareY <= 1) {
    const at = box.top + (1 - shareY) * box.height;
    line(ctx, box.left - TICK, at, box.left + box.width, at);
    ctx.textAlign = "right";
    ctx.fillText(exactText(now.y ?? 0), box.left - TICK - 3, at);
  }
  ctx.strokeStyle = theme.frame;
  ctx.lineWidth = 1;
  ctx.strokeRect(box.left + 0.5, box.top + 0.5, box.width - 1, box.height - 1);
  if (band) drawBand(ctx, box, band, theme);
}

/** @param {Ctx} ctx @param {Box} box @param {[Point, Point]} band @param {Theme} theme */
function drawBand(ctx, box, [[x0, y0], [x1, y1]], theme) {
  const corner = /** @type {const} */ ([box.left + x0 * box.width, box.top + (1 - y1) * box.height]);
  const sides = /** @type {const} */ ([(x1 - x0) * box.width, (y1 - y0) * box.height]);
  ctx.fillStyle = theme.accent;
  ctx.globalAlpha = 0.16;
  ctx.fillRect(...corner, ...sides);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = theme.accent;
  ctx.strokeRect(...corner, ...sides);
}

/** @param {Ctx} ctx @param {MapPicture} picture @param {SettingsFound} found @param {Box} box @param {MapLook} look */
export function drawStrip(ctx, picture, { diverged }, box, look) {
  ctx.drawImage(picture.canvas, box.left, box.top, box.width, box.height);
  ctx.strokeStyle = look.edge;
  ctx.lineWidth = 1.6;
  for (let i = 1; i < diverged.length; i++)
    if (diverged[i] !== diverged[i - 1]) {
      const at = box.left + (i / diverged.length) * box.width;
      line(ctx, at, box.top, at, box.top + box.height);
    }
}

/**
 * The step sizes beyond which theory says that a rule diverges, from the lowest value of the other axis up.
 * @param {Ctx} ctx @param {Box} box @param {ShownEdge} edge @param {string} label @param {Theme} theme
 */
export function drawTheory(ctx, box, edge, label, theme) {
  const isStrip = edge.shares.length === 1;
  const above = isStrip ? 4 : 0; // px that the line of a strip stands out
  const bright = theme.name === "dark" ? "#FFFFFF" : theme.ink;
  ctx.save();
  ctx.beginPath();
  ctx.rect(box.left, box.top - above, box.width, box.height + above);
  ctx.clip();
  ctx.setLineDash([3, 3]);
  ctx.strokeStyle = bright;
  ctx.lineWidth = 1.2;
  const spots = edge.shares.map((_, i) => spotOn(edge, i, box));
  if (isStrip) line(ctx, spots[0].x, box.top - above, spots[0].x, box.top + box.height);
  else {
    ctx.beginPath();
    for (const { x, y } of spots) ctx.lineTo(x, y);
    ctx.stroke();
  }
  ctx.restore();
  if (edge.named < 0) return;
  ctx.font = font(13);
  ctx.textBaseline = "middle";
  if (isStrip) return nameBeside(ctx, box, spots[0], `${label} = ${shortText(edge.value)}`, theme.ink);
  ctx.save();
  ctx.translate(spots[edge.named].x + 12, spots[edge.named].y);
  ctx.rotate(Math.PI / 2);
  ctx.textAlign = "center";
  ctx.fillStyle = bright;
  ctx.fillText(label, 0, 0);
  ctx.restore();
}

/** @param {ShownEdge} edge @param {number} i @param {Box} box @returns {Pixel} */
const spotOn = ({ shares }, i, box) => ({
  x: box.left + shares[i] * box.width,
  y: box.top + box.height * (1 - (i + 0.5) / shares.length),
});

/** Above a strip, or in it where it is high. @param {Ctx} ctx @param {Box} box @param {Pixel} spot @param {string} text @param {string} ink */
function nameBeside(ctx, box, { x }, text, ink) {
  const isRight = x + 4 + ctx.measureText(text).width > box.left + box.width;
  ctx.fillStyle = ink;
  ctx.textAlign = isRight ? "right" : "left";
  ctx.fillText(text, x + (isRight ? -4 : 4), box.height > INSIDE ? box.top + 11 : box.top - 9);
}

/**
 * The numbers of the lines, and what the dotted border means.
 * @param {Ctx} ctx @param {MapPicture} picture @param {Box} box @param {MapLook} look @param {Theme} theme
 * @param {Pixel[]} taken  where signs stand
 */
export function drawWords(ctx, picture, box, look, theme, taken) {
  const spots = taken.map((spot) => ({ ...spot, room: ROOM.spot }));
  ctx.font = font(13, 600);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  const isDark = theme.name === "dark";
  for (const { text, lines } of picture.numbered) {
    const half = ctx.measureText(text).width / 2;
    const place = placeOf(lines, picture, box, half, spots);
    if (!place) continue;
    const isLast = text.startsWith("in") && !isDark;
    spots.push({ ...place, room: ROOM.word });
    write(ctx, text, place, isLast ? look.ramp[8] : look.halo, isLast ? theme.ink : "#FFFFFF");
  }
  if (picture.leaves) {
    const { x, y } = picture.leaves;
    const place = { x: box.left + x * box.width, y: box.top + (1 - y) * box.height };
    const words = "leaps out of the plot first";
    const half = ctx.measureText(words).width / 2 + 4;
    const fits = place.x - half > box.left && place.x + half < box.left + box.width;
    if (
      fits &&
      spots.every((spot) => Math.abs(spot.y - place.y) > 16 || Math.abs(spot.x - place.x) > half + 16)
    )
      write(ctx, words, place, look.halo, "#FFFFFF");
  }
}

/** @param {Ctx} ctx @param {string} text @param {Pixel} place @param {string} halo @param {string} ink */
function write(ctx, text, { x, y }, halo, ink) {
  ctx.strokeStyle = halo;
  ctx.lineWidth = 4;
  ctx.globalAlpha = 0.85;
  ctx.strokeText(text, x, y);
  ctx.globalAlpha = 1;
  ctx.fillStyle = ink;
  ctx.fillText(text, x, y);
}

/**
 * Where a line carries its number: as near to the middle of the longest as there is room.
 * @param {import("../model/isolines.js").Line[]} lines @param {MapPicture} picture @param {Box} box @param {number} half
 * @param {(Pixel & {room: number})[]} taken @returns {Pixel|null}
 */
function placeOf(lines, picture, box, half, taken) {
  const [longest] = lines.toSorted((a, b) => b.x.length - a.x.length);
  if (!longest || longest.x.length < 8) return null;
  const n = longest.x.length;
  const order = [...Array(n).keys()].sort((a, b) => Math.abs(a - n / 2) - Math.abs(b - n / 2));
  for (const i of order) {
    const [x, y] = pixelOf(longest, i, box, picture);
    const isInside =
      x - half > box.left + 4 &&
      x + half < box.left + box.width - 4 &&
      y > box.top + ROOM.edge &&
      y < box.top + box.height - ROOM.edge;
    const [, now] = taken; // its cross runs through the map
    const isClear = Math.abs(y - now.y) > 13 && Math.abs(x - now.x) > half + 5;
    if (isInside && isClear && taken.every((spot) => Math.hypot(spot.x - x, spot.y - y) > spot.room))
      return { x, y };
  }
  return null;
}
