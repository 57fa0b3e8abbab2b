/**
 * Packs frames into a GIF, off the page's own thread. One palette for all frames, and of each frame only the pixels
 * that have changed: the hill is stored once.
 */
import { GIFEncoder, nearestColorIndex, quantize } from "../vendor/gifenc.js";

const CLEAR = 255; // the place in the palette of 'as before'

const encoder = GIFEncoder();
const places = new Map(); // colour -> its place in the palette; exact, where the library's own search rounds first
let palette = null;
let before = null; // the pixels of the last frame

function chooseColours(images) {
  const all = new Uint8ClampedArray(images.reduce((sum, { data }) => sum + data.length, 0));
  let at = 0;
  for (const { data } of images) {
    all.set(data, at);
    at += data.length;
  }
  palette = quantize(all, CLEAR);
}

function placeOf(pixel) {
  let place = places.get(pixel);
  if (place === undefined) {
    place = nearestColorIndex(palette, [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
    places.set(pixel, place);
  }
  return place;
}

function addFrame({ data, width, height }, delay) {
  const now = new Uint32Array(data.buffer);
  const first = before === null;
  const shown = new Uint8Array(now.length);
  for (let i = 0; i < now.length; i++) shown[i] = !first && now[i] === before[i] ? CLEAR : placeOf(now[i]);
  const look = first ? { palette: padded(palette) } : { transparent: true, transparentIndex: CLEAR };
  encoder.writeFrame(shown, width, height, { ...look, delay, dispose: 1 });
  before = now;
}

/** All 256 places, so that CLEAR is one of them. */
const padded = (colours) => Array.from({ length: CLEAR + 1 }, (_, i) => colours[i] ?? [0, 0, 0]);

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
