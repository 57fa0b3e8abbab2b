/** What stands above and below the plots of a picture: title, settings, iterate, and the scoreboard's numbers. */
/** @import { Ctx, Run, Scene } from "../types.js" */
import { formatText, lessText, raised } from "../model/format.js";
import { drawMarker } from "../draw/marks.js";
import { LEGEND_TEXT } from "../views/mechanism.js";
import { statusAt, valueAt } from "../views/scoreboard.js";

export const HEAD = 64; // px, title and settings
const COLUMNS = 3;
const SCORE = 120; // px, one optimizer
const STEP = 22; // px, the line on its step while the mechanism is shown
const LEGEND = 24; // px, the line on the mechanism's signs
const BESIDE = 20; // px between the title and its formula
const MIDDLE = 14; // px from the top to the middle of the title's line
const HIGHEST = 40; // px, a formula
const SANS = '"Source Sans", sans-serif';

/** @typedef {{left: number, top: number, width: number}} Place  in px */

/**
 * What a picture says of itself.
 * @typedef {object} Words
 * @property {string} title @property {string} settings  in one line
 * @property {HTMLImageElement|null} formula  null where it cannot be drawn
 */

/**
 * @param {number} count @param {boolean} withSteps  whether the mechanism is shown
 * @returns {number} px that the numbers of so many optimizers take
 */
export const scoresHeight = (count, withSteps) =>
  (SCORE + (withSteps ? STEP : 0)) * Math.ceil(count / COLUMNS) + (withSteps ? LEGEND : 0);

/** @param {Ctx} ctx @param {Place} place @param {Words} words @param {number} iterate @param {Scene} scene */
export function drawHead(ctx, { left, top, width }, { title, settings, formula }, iterate, { theme, nIter }) {
  ctx.textBaseline = "alphabetic";
  write(ctx, title, left, top + 22, '600 26px "Source Serif", serif', theme.ink, width * 0.7);
  const after = Math.min(ctx.measureText(title).width, width * 0.7) + BESIDE;
  if (formula) fit(ctx, formula, left + after, top + MIDDLE, width * 0.78 - after);
  write(ctx, settings, left, top + 46, `15px ${SANS}`, theme.ink2, width * 0.78);
  ctx.textAlign = "right";
  write(ctx, `iterate ${iterate} of ${nIter}`, left + width, top + 22, `600 18px ${SANS}`, theme.ink);
  write(ctx, "Descent Lab", left + width, top + 46, '600 15px "Source Serif", serif', theme.ink3);
  ctx.textAlign = "left";
}

/**
 * @param {Ctx} ctx @param {Place} place @param {number} iterate @param {Scene} scene
 * @param {string[]|null} steps  a line on each step, while the mechanism is shown
 */
export function drawScores(ctx, { left, top, width }, iterate, scene, steps) {
  const each = width / COLUMNS;
  const [height, first] = steps ? [SCORE + STEP, top + LEGEND] : [SCORE, top];
  if (steps) write(ctx, LEGEND_TEXT, left, top + 20, `14px ${SANS}`, scene.theme.ink2, width);
  scene.runs.forEach((run, i) => {
    const box = {
      left: left + each * (i % COLUMNS),
      top: first + height * Math.floor(i / COLUMNS),
      width: each - 20,
    };
    drawScore(ctx, box, run, iterate, scene);
    const words = steps?.[i] ?? "";
    const at = { x: box.left + 28, y: box.top + SCORE + 14 };
    write(ctx, raised(words), at.x, at.y, `14px ${SANS}`, scene.theme.ink2, box.width - 28);
  });
}

/** @param {Ctx} ctx @param {Place} place @param {Run} run @param {number} iterate @param {Scene} scene */
function drawScore(ctx, { left, top, width }, run, iterate, { theme, minimum, tolerance, offset }) {
  ctx.textBaseline = "alphabetic";
  drawMarker(ctx, left + 9, top + 22, run.style, theme.casing);
  write(ctx, run.title, left + 28, top + 28, `600 18px ${SANS}`, theme.ink, width - 28);
  const { text, tone } = statusAt(run, iterate, minimum, tolerance);
  const ink = tone === "good" ? theme.ink : tone === "bad" ? theme.error : theme.ink2;
  const font = `${tone ? 600 : 400} 14px ${SANS}`;
  wrap(ctx, text, font, width - 28, 3).forEach((line, i) =>
    write(ctx, line, left + 28, top + 47 + 17 * i, font, ink, width - 28),
  );
  const numbers = {
    [offset ? raised(`f${lessText(offset)}`) : "loss"]: valueAt(run, run.f, iterate),
    best: run.best[Math.min(iterate, run.length - 1)],
    distance: valueAt(run, run.distance, iterate),
  };
  Object.entries(numbers).forEach(([name, value], i) => {
    const x = left + 28 + ((width - 28) / 3) * i;
    write(ctx, name, x, top + 98, `12px ${SANS}`, theme.ink3);
    write(ctx, raised(formatText(value)), x, top + 114, `15px ${SANS}`, theme.ink);
  });
}

/**
 * @param {Ctx} ctx @param {string} text @param {number} x @param {number} y @param {string} font
 * @param {string} color @param {number} [widest]
 */
export function write(ctx, text, x, y, font, color, widest) {
  ctx.font = font;
  ctx.fillStyle = color;
  ctx.fillText(text, x, y, widest);
}

/**
 * Draws an image as large as it is, or as there is room for.
 * @param {Ctx} ctx @param {HTMLImageElement} image @param {number} left @param {number} middle @param {number} room
 */
function fit(ctx, image, left, middle, room) {
  const scale = Math.min(1, room / image.width, HIGHEST / image.height);
  if (scale <= 0) return;
  const height = image.height * scale;
  ctx.drawImage(image, left, middle - height / 2, image.width * scale, height);
}

/**
 * @param {Ctx} ctx @param {string} text @param {string} font @param {number} width @param {number} most
 * @returns {string[]} at most `most` lines; the last holds all the rest
 */
export function wrap(ctx, text, font, width, most) {
  ctx.font = font;
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (lines.length < most && lines.at(-1) && ctx.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
