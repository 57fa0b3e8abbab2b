/** Two of the ghosts say of which slider they are, and of which value: those at its two ends, of the first racer. */
/** @import { Box, Ctx, Ghost, Run, Stroke, Theme } from "../types.js" */
import { formatRound } from "../model/format.js";
import { letters } from "../model/scale.js";
import { countUntil } from "./trail.js";

const SIZE = 12; // px
const LETTER = 6.2 / SIZE; // of the size, about, a letter's width
const HEIGHT = 18; // px
const SAMPLES = 40; // of a ghost's vertices

/** @typedef {{x: number, y: number, width: number, text: string, color: Record<string, string>}} Label */

/**
 * Each label stands where its ghost is farthest from the path of its own racer, in the box and clear of the other.
 * @param {{run: Ghost, trail: Stroke}[]} ghosts @param {{run: Run, trail: Stroke}[]} tracks @param {Box} box
 * @returns {Label[]}
 */
export function placeGhostLabels(ghosts, tracks, box) {
  const own = ghosts.filter(({ run }) => run.name === ghosts[0].run.name);
  const sorted = own
    .filter(({ trail }) => trail.at.length > 1)
    .sort((a, b) => a.run.ghost.value - b.run.ghost.value);
  const ends = sorted.length > 1 ? [sorted[0], sorted[sorted.length - 1]] : sorted;
  /** @type {Label[]} */
  const labels = [];
  for (const { run, trail } of ends) {
    const track = tracks.find(({ run: { name } }) => name === run.name);
    const v = farthest(trail, track?.trail ?? trail);
    const text = `${run.ghost.label} ${formatRound(run.ghost.value)}`;
    const width = LETTER * letters(SIZE) * text.length;
    const x = Math.max(box.left + 4, Math.min(box.left + box.width - width - 4, trail.px[v] + 6));
    let y = Math.max(box.top + HEIGHT, Math.min(box.top + box.height - HEIGHT, trail.py[v]));
    const other = labels[0];
    if (other && Math.abs(other.y - y) < HEIGHT && Math.abs(other.x - x) < Math.max(width, other.width))
      y = other.y + (other.y > box.top + box.height / 2 ? -HEIGHT : HEIGHT);
    labels.push({ x, y, width, text, color: run.style.ink });
  }
  return labels;
}

/** @param {Stroke} ghost @param {Stroke} path @returns {number} the vertex at which they are farthest apart at one time */
function farthest(ghost, path) {
  let [best, least] = [ghost.at.length - 1, -1];
  const stride = Math.max(1, Math.floor(ghost.at.length / SAMPLES));
  for (let v = 0; v < ghost.at.length; v += stride) {
    const i = Math.max(0, countUntil(path.at, ghost.at[v]) - 1);
    const apart = Math.hypot(ghost.px[v] - path.px[i], ghost.py[v] - path.py[i]);
    if (apart > least) [best, least] = [v, apart];
  }
  return best;
}

/** @param {Ctx} ctx @param {Label[]} labels @param {Theme} theme */
export function drawGhostLabels(ctx, labels, theme) {
  ctx.font = `600 ${letters(SIZE)}px "Source Sans", sans-serif`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  for (const { x, y, text, color } of labels) {
    ctx.lineJoin = "round";
    ctx.lineWidth = 4;
    ctx.strokeStyle = theme.background;
    ctx.globalAlpha = 0.85;
    ctx.strokeText(text, x, y);
    ctx.globalAlpha = 1;
    ctx.fillStyle = color[theme.name];
    ctx.fillText(text, x, y);
  }
}
