/** What Plotly draws around a contour and below it, drawn by the stage while Plotly is not here: to the pixel. */
/** @import { Axes } from "../model/contour_axes.js" */
/** @import { Box, Ctx, FigureAxis, FigureLayout } from "../types.js" */

const HATCHED = 756; // as figures/terrain.py: units across the plot, and between the lines of a hatch
const GAP = 13;
const OUT = 1; // px from the plot to its ticks
const ROOM = 0.2; // of a letter's size, from a tick to its number
const RISE = 1; // px, by which Plotly sets the names higher than the middle of their letters

/** @param {Ctx} ctx @param {Axes} axes @param {FigureLayout} layout @param {number} width  of the whole plot */
export function drawContourAxes(
  ctx,
  { scaleX, scaleY, originX, originY, box },
  { xaxis, yaxis, annotations },
  width,
) {
  const bottom = box.top + box.height;
  const { size } = xaxis.tickfont;
  ctx.textBaseline = "alphabetic";
  write(ctx, xaxis, "center");
  xaxis.tickvals.forEach((value, i) => {
    const x = originX + scaleX * value;
    ctx.fillRect(Math.round(x - 0.5), bottom + OUT, 1, xaxis.ticklen);
    const right = x + ctx.measureText(xaxis.ticktext[i]).width / 2; // beyond the plot there is none
    if (right <= width) tick(ctx, xaxis, i, x, bottom + OUT + xaxis.ticklen + (1 + ROOM) * size);
  });
  write(ctx, yaxis, "right");
  yaxis.tickvals.forEach((value, i) => {
    const y = originY + scaleY * value;
    ctx.fillRect(box.left - OUT - yaxis.ticklen, Math.round(y - 0.5), yaxis.ticklen, 1);
    tick(ctx, yaxis, i, box.left - OUT - yaxis.ticklen - ROOM * size, y + 0.35 * size);
  });
  drawNames(ctx, annotations, (name, value) =>
    name === "x" ? [originX + scaleX * value, bottom] : [box.left, originY + scaleY * value],
  );
}

/** @param {Ctx} ctx @param {FigureAxis} axis @param {CanvasTextAlign} align */
function write(ctx, { tickfont, tickcolor }, align) {
  ctx.font = `${tickfont.size}px ${tickfont.family}`;
  ctx.textAlign = align;
  ctx.fillStyle = tickcolor;
}

/** @param {Ctx} ctx @param {FigureAxis} axis @param {number} i @param {number} x @param {number} y */
function tick(ctx, { ticktext, tickfont, tickcolor }, i, x, y) {
  ctx.fillStyle = tickfont.color;
  ctx.fillText(ticktext[i], x, y);
  ctx.fillStyle = tickcolor;
}

/**
 * The names of the axes, on the rows of the numbers.
 * @param {Ctx} ctx @param {FigureLayout["annotations"]} names
 * @param {(name: string, value: number) => [number, number]} at  the pixel of a value of an axis
 */
function drawNames(ctx, names, at) {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const { text, font, x, y, xref, xshift = 0, yshift = 0 } of names) {
    const along = xref === "x" ? "x" : "y";
    const [px, py] = at(along, along === "x" ? x : y);
    ctx.font = `italic ${font.size}px ${font.family}`;
    ctx.fillStyle = font.color;
    ctx.fillText(text.replace(/<[^>]*>/g, ""), px + xshift, py - yshift - RISE);
  }
}

/**
 * Quiet diagonals, seen through the holes of the contour over them.
 * @param {Ctx} ctx @param {Box} box @param {string} colour
 */
export function drawHatch(ctx, { left, top, width, height }, colour) {
  const unit = width / HATCHED;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.translate(left, top);
  ctx.scale(unit, unit);
  ctx.rotate(Math.PI / 4);
  ctx.fillStyle = colour;
  const reach = (HATCHED + height / unit) / Math.SQRT2;
  for (let x = 0; x < reach; x += GAP) ctx.fillRect(x, -reach, 1, 2 * reach);
  ctx.restore();
}
