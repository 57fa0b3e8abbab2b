/**
 * All that the stage takes from Plotly's private parts: where a plot's axes are in pixels, the camera of its scene,
 * and the sheet in it. tests/browser/test_plotly_scene.py says what is missing after an upgrade.
 */
import { wake } from "./plotly_frames.js";

/** @import { Axes } from "../model/contour_axes.js" */
/** @import { Numbers, Plot, PlotlyScene } from "../types.js" */

/** @param {Plot} plot @returns {boolean} whether Plotly has drawn it */
export const isDrawn = (plot) => Boolean(plot._fullLayout);

/** @param {Plot} plot @returns {boolean} whether Plotly has drawn it, and as large as there is room */
export function fits({ _fullLayout, clientWidth, clientHeight }) {
  return _fullLayout?.width === clientWidth && _fullLayout.height === clientHeight;
}

/** @param {Plot} plot @param {number} scale  pixels a unit @returns {Axes|null} in units; null before it is drawn */
export function axesOf(plot, scale) {
  const { xaxis, yaxis } = plot._fullLayout ?? {};
  if (!xaxis?._length || !yaxis) return null;
  return {
    scaleX: (xaxis.l2p(1) - xaxis.l2p(0)) / scale,
    scaleY: (yaxis.l2p(1) - yaxis.l2p(0)) / scale,
    originX: (xaxis._offset + xaxis.l2p(0)) / scale,
    originY: (yaxis._offset + yaxis.l2p(0)) / scale,
    box: {
      left: xaxis._offset / scale,
      top: yaxis._offset / scale,
      width: xaxis._length / scale,
      height: yaxis._length / scale,
    },
    ranges: [xaxis.range, yaxis.range],
  };
}

/**
 * Plotly keeps the ranges of the first figure that a plot has shown, and measures those of later ones by them: a much
 * smaller frame is then widened where its place should narrow. And it keeps its size, until it looks again after a
 * tenth of a second: till then a lower figure lies over what is below it. To be called before a figure is drawn.
 * @param {Plot} plot
 */
export function forgetFirstFigure({ _fullLayout }) {
  if (!_fullLayout) return;
  for (const axis of [_fullLayout.xaxis, _fullLayout.yaxis]) if (axis) axis._inputRange = null;
  _fullLayout._initialAutoSizeIsDone = false;
}

/** @param {Plot} plot */
const sceneOf = (plot) => plot._fullLayout?.scene?._scene;

/** @param {Plot} plot @returns {PlotlyScene} */
function drawnScene(plot) {
  const scene = sceneOf(plot);
  if (!scene) throw new Error("no surface yet");
  return scene;
}

/** @param {Plot} plot @returns {boolean} whether it has a scene: a browser without WebGL has none */
export const hasScene = (plot) => Boolean(sceneOf(plot)?.glplot);

/** @param {Plot} plot @returns the camera as Plotly's layout has it */
export const cameraOf = (plot) => drawnScene(plot).getCamera();

/** @param {Plot} plot @returns {string} what changes with every turn of the camera; "" before it is drawn */
export const viewOf = (plot) => String(sceneOf(plot)?.glplot?.cameraParams?.view ?? "");

/**
 * @typedef {[number, number, number]} Triple
 * @typedef {ArrayLike<number>} Matrix
 *
 * @param {Plot} plot
 * @returns {{projection: Matrix, view: Matrix, model: Matrix, scale: Triple, eye: Triple}|null}  the matrices of
 *   WebGL, what data are multiplied by, and where the eye is, in data; null before it is drawn
 */
export function projectionOf(plot) {
  const scene = plot._fullLayout?.scene;
  const params = scene?._scene?.glplot?.cameraParams;
  if (!scene || !params) return null;
  const { eye } = cameraOf(plot);
  /** @param {"x"|"y"|"z"} name */
  const along = (name) => {
    const [low, high] = scene[`${name}axis`].range;
    return (low + high) / 2 + (eye[name] * (high - low)) / scene.aspectratio[name];
  };
  return { ...params, scale: drawnScene(plot).dataScale, eye: [along("x"), along("y"), along("z")] };
}

/**
 * Nothing in a scene is picked by Plotly: the stage finds what is pointed at by itself. Without slots to pick from,
 * WebGL draws no second picture at each turn, and none is read back. To be called before its last trace is added.
 * @param {Plot} plot
 */
export function pickNothing(plot) {
  const { glplot } = drawnScene(plot);
  const { add, objects } = glplot;
  for (const object of objects) object.pickSlots = 0;
  glplot.add = (object) => add(Object.assign(object, { pickSlots: 0 }));
}

/** The canvas of the scene, drawn just now: WebGL forgets its pixels after each frame. @param {Plot} plot */
export function redrawn(plot) {
  const { glplot } = drawnScene(plot);
  glplot.redraw();
  return glplot.canvas;
}

/**
 * Gives the sheet of a scene other heights and colours, at once; Plotly's own update draws the whole scene anew.
 * @param {Plot} plot
 * @param {{height: Numbers, colour: Numbers, nx: number, ny: number}} terrain
 * @param {boolean} withLines  whether the level lines on the sheet are still those of its heights
 */
export function drawSheet(plot, { height, colour, nx, ny }, withLines) {
  wake();
  const { traces, glplot } = drawnScene(plot);
  const [sheet, lines] = plot._fullData.map(({ uid }) => traces[uid]);
  /** @param {Numbers} values */
  const rows = (values) => Array.from({ length: ny }, (_, j) => values.subarray(j * nx, (j + 1) * nx));
  sheet.update({ ...sheet.data, z: rows(height), _surfacecolor: rows(colour), surfacecolor: rows(colour) });
  if (!lines.linePlot) return; // none are drawn on it
  const shown = glplot.objects.includes(lines.linePlot);
  if (shown && !withLines) glplot.remove(lines.linePlot);
  if (!shown && withLines) glplot.add(lines.linePlot);
}
