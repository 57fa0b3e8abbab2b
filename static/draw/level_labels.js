/** The values of f written on the level lines, along one ray from the minimum, turned with the line. */
/** @import { Ctx, DrawnTerrain, Point, Scene } from "../types.js" */
/** @import { ContourView } from "../views/contour_view.js" */

/** @typedef {{text: string, color: string, halo: string, x: number, y: number, turn: number}} LevelLabel */

const ANGLES = 24;

/**
 * @param {ContourView} view @param {Scene} scene
 * @returns {LevelLabel[]} labels along the best ray: most
 *   labels, least of them on a path
 */
export function placeLevelLabels(view, { terrain, minima }) {
  const origin = minima.find(([x, y]) => view.contains(x, y)) ?? [
    (terrain.x0 + terrain.x1) / 2,
    (terrain.y0 + terrain.y1) / 2,
  ];
  /** @type {LevelLabel[]} */
  let best = [],
    most = -Infinity;
  for (let a = 0; a < ANGLES; a++) {
    const labels = alongRay(view, terrain, origin, -0.62 + (a / ANGLES) * 2 * Math.PI);
    const score = labels.length - 2 * labels.filter((label) => onPath(view, label)).length - 0.01 * a;
    if (score > most) [best, most] = [labels, score];
  }
  return best;
}

/** @param {ContourView} view @param {LevelLabel} label */
function onPath(view, label) {
  return view.tracks.some(({ trail }) =>
    trail.px.some((x, i) => Math.hypot(x - label.x, trail.py[i] - label.y) < 20),
  );
}

/** @param {ContourView} view @param {DrawnTerrain} terrain @param {Point} origin @param {number} angle */
function alongRay(view, terrain, [x0, y0], angle) {
  /** @type {LevelLabel[]} */
  const labels = [];
  const { left, top, width, height } = view.box();
  const from = view.point(x0, y0);
  let before = terrain.colourAt(x0, y0);
  for (let r = 1; r < Math.hypot(width, height); r++) {
    const px = from.x + Math.cos(angle) * r,
      py = from.y - Math.sin(angle) * r;
    if (px < left + 18 || px > left + width - 18 || py < top + 12 || py > top + height - 12) break;
    const value = terrain.colourAt(...view.unproject(px, py));
    const edge = Number.isNaN(before) || Number.isNaN(value); // of a hole, no level
    const crossed = terrain.levels.find(
      (level) => !edge && level.text && before < level.value !== value < level.value,
    );
    before = value;
    const last = labels.at(-1);
    if (!crossed || r < 26 || (last && Math.hypot(px - last.x, py - last.y) < 30)) continue;
    labels.push({ ...crossed, x: px, y: py, turn: lineDirection(view, terrain, px, py) });
  }
  return labels;
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
  ctx.font = '500 12px "Source Sans", sans-serif';
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
