/**
 * Packs frames into a GIF, off the page's own thread. One palette for all frames, and of each frame only the pixels
 * that have changed: the terrain is stored once.
 */
/** @import { Palette } from "../vendor/gifenc.js" */
import { GIFEncoder, nearestColorIndex, quantize } from "../vendor/gifenc.js";

const CLEAR = 255; // the place in the palette of 'as before'

const encoder = GIFEncoder();
/** @type {Map<number, number>} */
const places = new Map(); // colour -> its place in the palette; exact, where the library's own search rounds first
/** @type {Palette} */
let palette = [];
/** The pixels of the last frame. @type {Uint32Array|null} */
let before = null;

/** @param {ImageData[]} images */
function chooseColours(images) {
  const all = new Uint8ClampedArray(images.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of images) {
    all.set(data, at);
    at += data.length;
  }
  palette = quantize(all, CLEAR);
}

/** @param {number} pixel */
function placeOf(pixel) {
  let place = places.get(pixel);
  if (place === undefined) {
    place = nearestColorIndex(palette, [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
    places.set(pixel, place);
  }
  return place;
}

/** @param {ImageData} image @param {number|undefined} delay */
function addFrame({ data, width, height }, delay) {
  const now = new Uint32Array(data.buffer);
  const last = before;
  const shown = new Uint8Array(now.length);
  for (let i = 0; i < now.length; i++) shown[i] = now[i] === last?.[i] ? CLEAR : placeOf(now[i]);
  const look = last ? { transparent: true, transparentIndex: CLEAR } : { palette: padded(palette) };
  encoder.writeFrame(shown, width, height, { ...look, delay, dispose: 1 });
  before = now;
}

/** All 256 places, so that CLEAR is one of them. @param {Palette} colours */
const padded = (colours) => Array.from({ length: CLEAR + 1 }, (_, i) => colours[i] ?? [0, 0, 0]);

/** @param {{colours?: ImageData[], frame?: ImageData, delay?: number, finish?: boolean}} message */
function answer({ colours, frame, delay, finish }) {
  if (colours) chooseColours(colours);
  if (frame) addFrame(frame, delay);
  if (finish) {
    encoder.finish();
    return encoder.bytes();
  }
  return true;
}

onmessage = ({ data }) => postMessage(answer(data));
