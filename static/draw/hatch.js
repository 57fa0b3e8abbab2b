/** The sign of what diverges: a ground of ash, hatched at 45 degrees. */
/** @import { Ctx } from "../types.js" */

const APART = 6; // px

/**
 * @param {Ctx} ctx @param {[number, number, number, number]} box  left, top, width, height
 * @param {{ash: string, lines: string}} colours @param {number} [down]  px that the hatch has come down already
 */
export function hatch(ctx, [left, top, width, height], { ash, lines }, down = 0) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.fillStyle = ash;
  ctx.fill();
  ctx.strokeStyle = lines;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = -height - ((down % APART) + APART); x < width; x += APART) {
    ctx.moveTo(left + x + (down % APART), top + height);
    ctx.lineTo(left + x + (down % APART) + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
