/** The values of f written on the level lines, along one ray from the minimum, turned with the line. */
/** @import { Ctx, DrawnTerrain, Point, Scene } from "../types.js" */
/** @import { Occupied } from "../model/occupied.js" */
/** @import { ContourView } from "../views/contour_view.js" */

import { letters } from "../model/scale.js";

/** @typedef {{text: string, color: string, halo: string, x: number, y: number, turn: number}} LevelLabel */
/**
 * @typedef {{angle: number, labels: LevelLabel[], most: number, second?: Ray}} Ray  the labels along it, of those that
 *   it had at most; and another one, with labels of other lines
 */

const RAYS = Array.from({ length: 24 }, (_, i) => -0.62 + (i / 24) * 2 * Math.PI);
const STRIDE = 2; // px along a ray
const APART = 30; // px from label to label
const FROM_MINIMUM = 26; // px
const SIZE = 12; // px
const DIGIT = 6.2 / SIZE; // of the size, the width of one
const MARGIN = 6; // px between a label and the edge of the plot
const FEW = 4; // labels; where one ray has fewer, another has those of other lines

/**
 * The ray on which most labels have room, beside all paths and marks; where that has few, a second one.
 * @param {ContourView} view @param {Scene} scene @param {Ray} [shown]
 * @returns {Ray}
 */
export function placeLevelLabels(view, scene, shown) {
  const { terrain, minima } = scene;
  const origin = minima.find(([x, y]) => view.contains(x, y)) ?? [
    (terrain.x0 + terrain.x1) / 2,
    (terrain.y0 + terrain.y1) / 2,
  ];
  const occupied = takenIn(view);
  const along = (/** @type {number} */ angle) => alongRay(view, terrain, occupied, origin, angle);
  const isMoved = scene.id === null;
  const first = chooseRay(along, shown, isMoved);
  if (first.labels.length >= FEW) return first;
  const others = (/** @type {number} */ angle) =>
    along(angle).filter((label) => first.labels.every((other) => areApart(label, other)));
  return { ...first, second: chooseRay(others, shown?.second, isMoved) };
}

/**
 * The ray on show stays unless another has two labels more; and while anything is moved, as long as it loses no more
 * than one.
 * @param {(angle: number) => LevelLabel[]} along @param {Ray|undefined} shown @param {boolean} isMoved
 * @returns {Ray}
 */
function chooseRay(along, shown, isMoved) {
  const at = (/** @type {number} */ angle) => ({ angle, labels: along(angle) });
  const kept = shown && at(shown.angle);
  if (kept && isMoved && kept.labels.length >= Math.max(1, shown.most - 1))
    return { ...kept, most: shown.most };
  const best = RAYS.map(at).reduce((most, ray) => (ray.labels.length > most.labels.length ? ray : most));
  const ray = kept && kept.labels.length >= best.labels.length - 1 ? kept : best;
  return { ...ray, most: ray.labels.length };
}

/** Whether two labels are of different lines, and clear of each other. @param {LevelLabel} one @param {LevelLabel} other */
const areApart = (one, other) =>
  one.text !== other.text &&
  Math.hypot(one.x - other.x, one.y - other.y) >= halfOf(one) + halfOf(other) + APART / 2;

/** @param {ContourView} view */
function takenIn(view) {
  const occupied = view.occupied();
  for (const { place } of view.lastExitLabels()) {
    for (let along = -place.half; along <= place.half; along += 10)
      occupied.addSpot(place.x + along, place.y);
  }
  return occupied;
}

/**
 * @param {ContourView} view @param {DrawnTerrain} terrain @param {Occupied} occupied
 * @param {Point} origin @param {number} angle
 */
function alongRay(view, terrain, occupied, [x0, y0], angle) {
  /** @type {LevelLabel[]} */
  const labels = [];
  const { width, height } = view.box();
  const from = view.point(x0, y0);
  let before = bandOf(terrain, terrain.colourAt(x0, y0));
  for (let r = STRIDE; r < Math.hypot(width, height); r += STRIDE) {
    const x = from.x + Math.cos(angle) * r,
      y = from.y - Math.sin(angle) * r;
    const band = bandOf(terrain, terrain.colourAt(...view.unproject(x, y)));
    const crossed = band === before ? undefined : terrain.levels[Math.min(band, before)];
    before = band;
    const last = labels.at(-1);
    if (!crossed?.text || r < FROM_MINIMUM || (last && Math.hypot(x - last.x, y - last.y) < APART)) continue;
    const label = { ...crossed, x, y, turn: lineDirection(view, terrain, x, y) };
    if (fits(view, label) && !occupied.takenOf(x, y, halfOf(label), label.turn)) labels.push(label);
  }
  return labels;
}

/** How many levels lie below a colour; NaN in a hole. @param {DrawnTerrain} terrain @param {number} colour */
function bandOf({ levels }, colour) {
  if (Number.isNaN(colour)) return NaN;
  let band = 0;
  while (band < levels.length && levels[band].value <= colour) band++;
  return band;
}

/** Half the width of a label. @param {LevelLabel} label */
const halfOf = ({ text }) => (text.length * DIGIT * letters(SIZE)) / 2 + 2;

/** Whether all of a label lies in the plot. @param {ContourView} view @param {LevelLabel} label */
function fits(view, label) {
  const { left, top, width, height } = view.box();
  const [dx, dy] = [Math.cos(label.turn) * halfOf(label), Math.sin(label.turn) * halfOf(label)];
  return [-1, 1].every((side) => {
    const [x, y] = [label.x + side * dx - left, label.y + side * dy - top];
    return x > MARGIN && y > MARGIN && x < width - MARGIN && y < height - MARGIN;
  });
}

/**
 * The direction of the level line at a pixel, turned so that the text stands upright.
 * @param {ContourView} view @param {DrawnTerrain} terrain @param {number} px @param {number} py
 */
function lineDirection(view, terrain, px, py) {
  /** @param {number} dx @param {number} dy */
  const c = (dx, dy) => terrain.colourAt(...view.unproject(px + dx, py + dy));
  const angle = Math.atan2(c(3, 0) - c(-3, 0), c(0, -3) - c(0, 3));
  if (angle > Math.PI / 2) return angle - Math.PI;
  return angle < -Math.PI / 2 ? angle + Math.PI : angle;
}

/** @param {Ctx} ctx @param {LevelLabel[]} labels */
export function drawLevelLabels(ctx, labels) {
  ctx.font = `500 ${letters(SIZE)}px "Source Sans", sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const { text, x, y, turn, halo, color } of labels) {
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(turn);
    ctx.strokeStyle = halo;
    ctx.lineWidth = 5;
    ctx.strokeText(text, 0, 0);
    ctx.fillStyle = color;
    ctx.fillText(text, 0, 0);
    ctx.restore();
  }
}
