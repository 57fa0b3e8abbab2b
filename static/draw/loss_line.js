/** The loss at the end against the step size, over the ground of a map that has no second axis. */
/** @import { Box, Ctx, Style, Theme } from "../types.js" */
/** @import { SettingsFound } from "../engine/map_kinds.js" */
import { axisRange, axisTicks } from "../model/axis.js";
import { letters } from "../model/scale.js";
import { line, writeTick } from "./backdrop.js";

const DECADES = 16; // below the highest loss, at most
const TICK = 5; // px long
const ROOM = 16; // px, of a line of text
const PAD = 8; // px, from the edge of the map to words
const THUMB = 16; // px, half of it, and some room

/** @typedef {import("../model/axis.js").Axis} Axis */

/** The axis of the losses of runs that do not diverge. @param {SettingsFound} found @param {number} tolerance */
export function lossAxis({ loss, diverged }, tolerance) {
  const kept = loss.filter((_, i) => !diverged[i]);
  const highest = kept.reduce((most, value) => Math.max(most, value), 0);
  return axisRange([kept], { floor: highest * 10 ** -DECADES, guides: [{ level: tolerance, reach: 8 }] });
}

/** @param {Axis} axis @param {number} loss @param {Box} box @returns {number} px; at the edge where the axis ends before */
export function lossHeight({ low, high, of }, loss, { top, height }) {
  const share = (high - of(Math.max(loss, 0))) / (high - low);
  return top + Math.min(1, Math.max(0, share)) * height;
}

/**
 * Where a step size stands on the line, at the top where it diverges.
 * @param {SettingsFound} found @param {Axis} axis @param {number} share  of the step sizes @param {Box} box
 */
export function lossSpot({ loss, diverged }, axis, share, box) {
  const cell = Math.min(loss.length - 1, Math.max(0, Math.floor(share * loss.length)));
  return diverged[cell] ? box.top : lossHeight(axis, loss[cell], box);
}

/** @param {Ctx} ctx @param {SettingsFound} found @param {Axis} axis @param {Box} box @param {Style} style @param {Theme} theme */
export function drawLossLine(ctx, { loss, diverged }, axis, box, style, theme) {
  ctx.lineJoin = "round";
  ctx.beginPath();
  let isDown = false;
  loss.forEach((value, i) => {
    const x = box.left + ((i + 0.5) / loss.length) * box.width;
    if (!diverged[i])
      isDown ? ctx.lineTo(x, lossHeight(axis, value, box)) : ctx.moveTo(x, lossHeight(axis, value, box));
    isDown = !diverged[i];
  });
  for (const [color, width] of /** @type {[string, number][]} */ ([
    [theme.casing, 3.6],
    [style.color, 1.9],
  ])) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    ctx.stroke();
  }
}

/**
 * Round losses at the left, and the line under which a run is near the minimum.
 * @param {Ctx} ctx @param {Axis} axis @param {Box} box @param {number} tolerance @param {Theme} theme
 * @returns {number} px, where that line is
 */
export function drawLossAxis(ctx, axis, box, tolerance, theme) {
  const end = box.left - TICK;
  const ticks = axisTicks(axis).map((tick) => ({
    ...tick,
    y: Math.round(lossHeight(axis, tick.value, box)) + 0.5,
  }));
  ctx.textBaseline = "middle";
  ctx.strokeStyle = theme.rule;
  ctx.lineWidth = 1;
  for (const { text, power, y } of ticks) {
    line(ctx, end, y, box.left, y);
    writeTick(ctx, text, power, end - 3, y, theme);
  }
  const [first, next] = ticks.map(({ y }) => y).sort((a, b) => a - b);
  ctx.textAlign = "right";
  if (next - first > 2 * ROOM) ctx.fillText("loss", end - 3, (first + next) / 2);
  const level = Math.round(lossHeight(axis, tolerance, box)) + 0.5;
  ctx.strokeStyle = theme.ink2;
  ctx.setLineDash([3, 3]);
  line(ctx, box.left, level, box.left + box.width, level);
  ctx.setLineDash([]);
  return level;
}

/**
 * The name of a level, over its line: at the left, or at the right where the setting of now stands at the left.
 * @param {Ctx} ctx @param {string} words @param {number} level  px @param {Box} box @param {number} now  px
 * @param {Theme} theme
 */
export function nameLevel(ctx, words, level, { left, width }, now, theme) {
  ctx.font = `${letters(13)}px "Source Sans", sans-serif`;
  const isLeft = now > left + PAD + ctx.measureText(words).width + THUMB;
  const at = isLeft ? left + PAD : left + width - PAD;
  ctx.textAlign = isLeft ? "left" : "right";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.background; // the map beneath is deep or pale
  ctx.strokeText(words, at, level - 12);
  ctx.fillStyle = theme.ink;
  ctx.fillText(words, at, level - 12);
}
