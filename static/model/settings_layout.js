/** Where things stand in the panel of a map of settings: the owner's own map, and below it a strip for each other racer. */
/** @import { Box } from "../types.js" */

export const MARGIN = { left: 46, right: 6, top: 27, bottom: 26 };
const STRIP = { pitch: 38, high: 13, least: 16 }; // px: from one to the next, the strip itself, the smallest pitch
const MOST = 0.45; // of the room, that strips take
const LEAST = 84; // px, the owner's own
const NAME = 12; // px that a strip's name takes above it
const THEORY = 8; // px that theory's number does

/**
 * @typedef {{box: Box, strips: Box[], hasNames: boolean, hasTheory: boolean}} SettingsLayout  whether strips have room
 *   for names above them, and for theory's number
 */

/** @param {{width: number, height: number}} size @param {number} bottom  of the lowest strip @param {number} count  of strips @returns {SettingsLayout} */
export function settingsLayout({ width }, bottom, count) {
  const room = bottom - MARGIN.top;
  const pitch = Math.max(STRIP.least, Math.min(STRIP.pitch, (MOST * room) / Math.max(1, count)));
  const high = Math.min(STRIP.high, pitch - 4);
  const across = { left: MARGIN.left, width: width - MARGIN.left - MARGIN.right };
  const box = { ...across, top: MARGIN.top, height: Math.max(LEAST, room - count * pitch) };
  const strips = Array.from({ length: count }, (_, i) => ({
    ...across,
    top: box.top + box.height + (i + 1) * pitch - high,
    height: high,
  }));
  return { box, strips, hasNames: pitch > STRIP.least + NAME, hasTheory: pitch > STRIP.least + THEORY };
}
