/** The outlines of the markers: each is (ctx, x, y, r), and adds itself to the path of a context. */

/** @import { Point } from "../types.js" */

/**
 * @typedef {Pick<CanvasPath, "moveTo"|"lineTo"|"closePath"|"arc"|"rect">} Pen  what outlines a shape
 * @typedef {(ctx: Pen, x: number, y: number, r: number) => void} Shape
 */

/** @type {Point[]} */
const TRIANGLE = [
  [0, -1.22],
  [1.16, 0.88],
  [-1.16, 0.88],
];
/** @type {Point[]} */
const CROSS = [
  [-0.42, -1.15],
  [0.42, -1.15],
  [0.42, -0.42],
  [1.15, -0.42],
  [1.15, 0.42],
  [0.42, 0.42],
  [0.42, 1.15],
  [-0.42, 1.15],
  [-0.42, 0.42],
  [-1.15, 0.42],
  [-1.15, -0.42],
  [-0.42, -0.42],
];
/** @type {Point[]} */
const BOWTIE = [
  [-1.2, -1.05],
  [0, -0.22],
  [1.2, -1.05],
  [1.2, 1.05],
  [0, 0.22],
  [-1.2, 1.05],
];

/** @type {Record<string, Shape>} */
export const SHAPES = {
  circle: (ctx, x, y, r) => ctx.arc(x, y, r, 0, 2 * Math.PI),
  square: (ctx, x, y, r) => ctx.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8),
  triangle: outline(TRIANGLE),
  diamond: outline(ring(4, [1.25])),
  hourglass: outline(turned(BOWTIE, 90)),
  "triangle-down": outline(turned(TRIANGLE, 180)),
  x: outline(turned(CROSS, 45)),
  star: outline(ring(10, [1.45, 0.62])),
  pentagon: outline(ring(5, [1.2])),
  "triangle-left": outline(turned(TRIANGLE, 270)),
  "triangle-right": outline(turned(TRIANGLE, 90)),
  hexagram: outline(ring(12, [1.4, 0.8])),
  bowtie: outline(BOWTIE),
  hexagon: outline(ring(6, [1.15])),
  "star-diamond": outline(ring(8, [1.5, 0.55])),
};

/**
 * @param {Point[]} corners [x, y] around 0, in radii
 * @returns {Shape}
 */
function outline(corners) {
  return (ctx, x, y, r) =>
    polygon(
      ctx,
      x,
      y,
      corners.map(([dx, dy]) => [dx * r, dy * r]),
    );
}

/**
 * Corners around (x, y), in px, as one closed line.
 * @param {Pen} ctx @param {number} x @param {number} y @param {number[][]} corners
 */
export function polygon(ctx, x, y, corners) {
  corners.forEach(([dx, dy], i) => (i ? ctx.lineTo(x + dx, y + dy) : ctx.moveTo(x + dx, y + dy)));
  ctx.closePath();
}

/**
 * So many corners evenly around 0, the first on top; their radii take turns.
 * @param {number} count @param {number[]} radii @returns {Point[]}
 */
function ring(count, radii) {
  return Array.from({ length: count }, (_, i) => turn([0, -radii[i % radii.length]], (360 * i) / count));
}

/** @param {Point[]} corners @param {number} degrees */
function turned(corners, degrees) {
  return corners.map((corner) => turn(corner, degrees));
}

/** Clockwise, as y points down. @param {Point} corner @param {number} degrees @returns {Point} */
function turn([x, y], degrees) {
  const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  return [x * cos - y * sin, x * sin + y * cos];
}
