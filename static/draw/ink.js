/**
 * A long path on a canvas kept aside: a frame adds only what is new since the last one. To stroke some thousand
 * segments anew at every frame would cost more than a frame has; so would the copy of a path that is drawn only once,
 * as each is while a slider moves.
 */
/** @import { Ctx } from "../types.js" */
/** @import { Trail } from "./trail.js" */
import { contextOf } from "../dom.js";
import { countUntil, drawTrail } from "./trail.js";

const SHORT = 300; // vertices; a shorter path is drawn anew, which costs less than a copy

export class Ink {
  constructor() {
    this.canvas = document.createElement("canvas");
    this.drawn = 0;
    /** @type {Trail|null} */
    this.trail = null;
  }

  /**
   * Draws a path up to `time`, as drawTrail does.
   * @param {Ctx} ctx of the visible canvas, of which this one copies size and transform
   * @param {Trail} trail @param {number} time @param {import("../types.js").Style} style @param {string} casing
   */
  draw(ctx, trail, time, style, casing) {
    if (!ctx.canvas.width || !ctx.canvas.height) return; // a stage that is hidden: there is nothing to copy from
    const isNew = trail !== this.seen;
    this.seen = trail;
    if (isNew || trail.at.length <= SHORT) return drawTrail(ctx, trail, time, style, casing);
    const until = countUntil(trail.at, time);
    const kept = this.prepare(ctx, trail, until);
    if (until > this.drawn) {
      drawTrail(kept, trail, trail.at[until - 1], style, casing, this.drawn);
      this.drawn = until;
    }
    ctx.save();
    ctx.resetTransform();
    ctx.drawImage(this.canvas, 0, 0);
    ctx.restore();
    drawTrail(ctx, trail, time, style, casing, until); // the last stretch ends between two vertices
  }

  /**
   * Starts afresh for another path, another size, or a clock that was set back.
   * @param {Ctx} ctx @param {Trail} trail @param {number} until
   */
  prepare(ctx, trail, until) {
    const { width, height } = ctx.canvas;
    const resized = this.canvas.width !== width || this.canvas.height !== height;
    if (resized) Object.assign(this.canvas, { width, height });
    const kept = contextOf(this.canvas);
    if (resized || trail !== this.trail || until < this.drawn) {
      kept.resetTransform();
      kept.clearRect(0, 0, width, height);
      kept.setTransform(ctx.getTransform());
      this.drawn = 0;
      this.trail = trail;
    }
    return kept;
  }
}
