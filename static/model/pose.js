/**
 * A camera's pose: the side it looks from, how high it stands, and how far away, as a share of the distance from
 * which all is seen: so it suits a picture of any size.
 */
/** @import { Box } from "../types.js" */
/** @import { Camera, Vector } from "./projection.js" */
import { wholeCamera } from "./projection.js";

/**
 * @typedef {object} Pose
 * @property {number} azimuth  degrees
 * @property {number} elevation  degrees
 * @property {number} distance  1 where all is seen
 * @property {[number, number, number]} shift  of what it looks at
 */

/** The upright of every camera: one cannot tilt the picture. */
const UP = { x: 0, y: 0, z: 1 };
const DEGREE = Math.PI / 180;
const HIGHEST = 89.9; // degrees: the camera has an upright
const WHOLE = [10, 60]; // degrees: from lower or higher, no distance suits the whole box
const [NEAREST, FARTHEST] = [0.05, 20];
/** @type {("x"|"y"|"z")[]} */
const AXES = ["x", "y", "z"];

/**
 * @param {Camera} camera @param {Vector} sides  of the box @param {Pick<Box, "width"|"height">} picture
 * @returns {Pose}
 */
export function poseOf({ eye, center }, sides, picture) {
  const [x, y, z] = AXES.map((axis) => eye[axis] - center[axis]);
  const length = Math.hypot(x, y, z);
  const azimuth = Math.atan2(y, x) / DEGREE;
  const elevation = Math.asin(z / length) / DEGREE;
  const whole = wholeFrom(azimuth, elevation, sides, picture);
  const [dx, dy, dz] = AXES.map((axis) => center[axis] - whole.center[axis]);
  return { azimuth, elevation, distance: length / lengthOf(whole), shift: [dx, dy, dz] };
}

/**
 * @param {Pose} pose @param {Vector} sides @param {Pick<Box, "width"|"height">} picture
 * @returns {Camera}
 */
export function cameraAt({ azimuth, elevation, distance, shift }, sides, picture) {
  const whole = wholeFrom(azimuth, elevation, sides, picture);
  const [x, y, z] = AXES.map((axis, i) => whole.center[axis] + shift[i]);
  const [dx, dy, dz] = sight(azimuth, elevation).map((part) => part * distance * lengthOf(whole));
  return { center: { x, y, z }, eye: { x: x + dx, y: y + dy, z: z + dz }, up: UP };
}

/**
 * @param {number} azimuth @param {number} elevation @param {Vector} sides
 * @param {Pick<Box, "width"|"height">} picture
 */
function wholeFrom(azimuth, elevation, sides, picture) {
  const [x, y, z] = sight(azimuth, clamp(Math.abs(elevation), WHOLE[0], WHOLE[1]));
  return wholeCamera({ eye: { x, y, z }, center: { x: 0, y: 0, z: 0 }, up: UP }, sides, picture);
}

/** @param {number} azimuth @param {number} elevation */
function sight(azimuth, elevation) {
  const [turn, rise] = [azimuth * DEGREE, elevation * DEGREE];
  return [Math.cos(turn) * Math.cos(rise), Math.sin(turn) * Math.cos(rise), Math.sin(rise)];
}

/** @param {Camera} camera */
const lengthOf = ({ eye, center }) => Math.hypot(...AXES.map((axis) => eye[axis] - center[axis]));

/**
 * Whether two cameras see the same, but for rounding.
 * @param {Camera} one @param {Camera} other
 */
export function isSameView(one, other) {
  /** @param {"eye"|"center"} point @param {"x"|"y"|"z"} axis */
  const apart = (point, axis) => Math.abs(one[point][axis] - other[point][axis]);
  return AXES.every((axis) => apart("eye", axis) + apart("center", axis) < 1e-3);
}

/** @param {Pose} pose @returns {string} three numbers; six where it looks beside the middle */
export function poseText({ azimuth, elevation, distance, shift }) {
  const rounded = shift.map((part) => round(part, 3));
  const beside = rounded.some((part) => part !== 0) ? rounded : [];
  return [round(azimuth, 1), round(elevation, 1), round(distance, 3), ...beside].join();
}

/** @param {number} value @param {number} digits */
const round = (value, digits) => Number(value.toFixed(digits)) + 0; // + 0: no negative zero

/**
 * @param {number[]} numbers
 * @returns {{value: Pose|null, fault?: string}} the good pose nearest to them, and what is wrong with them
 */
export function poseFrom(numbers) {
  const [azimuth, elevation, distance, ...shift] = numbers;
  if (![3, 6].includes(numbers.length) || !numbers.every(Number.isFinite))
    return { value: null, fault: "is not three numbers azimuth,elevation,distance" };
  const beside = (/** @type {number} */ i) => clamp(shift[i] ?? 0, -FARTHEST, FARTHEST);
  /** @type {Pose} */
  const value = {
    azimuth: azimuth % 360,
    elevation: clamp(elevation, -HIGHEST, HIGHEST),
    distance: clamp(distance, NEAREST, FARTHEST),
    shift: [beside(0), beside(1), beside(2)],
  };
  const moved = value.elevation !== elevation || value.distance !== distance;
  return moved ? { value, fault: "is out of reach" } : { value };
}

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
