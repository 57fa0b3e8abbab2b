import assert from "node:assert/strict";
import test from "node:test";

import { isolines } from "../../static/model/isolines.js";
import { axesOf, MapAxis } from "../../static/model/map_axes.js";
import { jobsOf, kept, settingsParts, sizesOf } from "../../static/model/map_plan.js";
import { coloursOf, endRows, endsSentence, finding, percentText } from "../../static/model/starts_map.js";
import { MARGIN, settingsLayout } from "../../static/model/settings_layout.js";
import { lossAxis, lossHeight, lossSpot } from "../../static/draw/loss_line.js";
import { shownEdge } from "../../static/model/theory.js";
import { SettingsView } from "../../static/views/settings_view.js";
import { MapPlate } from "../../static/views/map_plate.js";
import { StartsView } from "../../static/views/starts_view.js";
import { BOWL, RULE } from "./programs.js";
import { bestCell, fateWords, mapSentence, toneOf } from "../../static/model/settings_map.js";

globalThis.WebSocket ??= class {}; // the page's, which the bridge wraps
globalThis.HTMLInputElement ??= class {};
const { TakeAway } = await import("../../static/export/take.js");
const { Maps } = await import("../../static/hands/maps.js");

const STEP_SIZES = [0.001, 0.01, 0.1, 1];
const RHOS = [0, 0.5, 0.9, 0.99];
const x = new MapAxis("step_size", "step_size", STEP_SIZES);
const y = new MapAxis("rho", "rho", RHOS);

test("a value comes back from its place on an axis", () => {
  for (const [axis, values] of [
    [x, STEP_SIZES],
    [y, RHOS],
  ])
    for (const value of values) assert.ok(Math.abs(axis.valueAt(axis.shareOf(value)) - value) < 1e-12);
});

test("a hand near a position means it, elsewhere a number with few digits", () => {
  assert.equal(x.chosen(x.shareOf(0.01) + 0.02, 0.03), 0.01);
  assert.equal(x.chosen(0.5, 0.01), 0.0316);
  assert.equal(y.chosen(0.75, 0.01), 0.968);
  assert.equal(x.chosen(7, 0.01), 1, "beside the map its edge counts");
});

test("a part of an axis has round ticks of its own, and is never nothing", () => {
  const part = x.between(0.3, 0.4);
  assert.ok(part.isZoomed && part.ticks().length > 1);
  assert.ok(part.ticks().every((value) => part.shareOf(value) >= 0 && part.shareOf(value) <= 1));
  assert.equal(x.between(0.3, 0.301), x);
});

test("an axis is zoomed to values as to shares, and no farther than its slider goes", () => {
  const part = x.showing(0.01, 0.1);
  assert.ok(part.ends.every((value, i) => Math.abs(value - [0.01, 0.1][i]) < 1e-12));
  assert.ok(y.showing(0.9, 1).ends.every((value, i) => Math.abs(value - [0.9, 0.99][i]) < 1e-12));
  assert.equal(x.showing(1e-9, 1e-8), x, "that is too little");
});

test("a link may ask for a part before the map has axes", () => {
  const view = Object.assign(Object.create(SettingsView.prototype), {
    ...{ host: { hidden: false }, axes: null, asked: null, plate: { point: () => {} } },
  });
  view.zoomTo([0.01, 0.1, 0.5, 0.9]);
  assert.deepEqual(view.zoomed(), [0.01, 0.1, 0.5, 0.9]);
  view.axes = view.asTheyAreAsked(x, y);
  assert.deepEqual(
    view.zoomed().map((value) => Number(value.toPrecision(6))),
    [0.01, 0.1, 0.5, 0.9],
  );
  view.zoomTo(null);
  assert.deepEqual([view.axes, view.zoomed()], [null, null]);
  assert.deepEqual(view.asTheyAreAsked(x, y), { x, y });
});

test("an own value has a slider of its own, and what has no slider no axis", () => {
  const rule = { hyperparameters: { step_size: 0.1, rho: 0.9 }, shared: ["rho"] };
  const axes = axesOf(rule, "rmsprop_2", (slider) => (slider === "rmsprop_2.step_size" ? STEP_SIZES : []));
  assert.equal(axes.x.slider, "rmsprop_2.step_size");
  assert.equal(axes.y, null);
});

test("theory's line is on a map where any part of it is, and its name where there is room", () => {
  const part = x.between(1 / 3, 2 / 3); // 0.01 to 0.1
  const bent = Float64Array.of(0.005, 0.02, 0.03, 0.05, 5);
  const { shares, named, value } = shownEdge(bent, part);
  assert.ok(shares[0] < 0 && shares[1] > 0 && shares[3] < 1 && shares[4] > 1);
  assert.deepEqual([named, value], [3, 0.05]);
  assert.equal(shownEdge(Float64Array.of(5), part).named, -1);
  assert.equal(shownEdge(Float64Array.of(0.02), part).named, 0);
});

test("a line of a level is where the grid takes it", () => {
  const n = 21;
  const grid = Float64Array.from({ length: n * n }, (_, i) =>
    Math.hypot((i % n) - 10, Math.floor(i / n) - 10),
  );
  const [circle, ...others] = isolines(grid, n, 6.5);
  assert.equal(others.length, 0);
  assert.ok(circle.closed);
  circle.x.forEach((at, i) => assert.ok(Math.abs(Math.hypot(at - 10, circle.y[i] - 10) - 6.5) < 0.02));
});

test("a line that leaves the grid is open, and none goes through what is not a number", () => {
  assert.deepEqual(isolines([0, 1, 0, 1], 2, 0.25), [{ x: [0.25, 0.25], y: [0, 1], closed: false }]);
  assert.deepEqual(isolines([0, 1, NaN, 1], 2, 0.25), []);
});

test("the first picture is there within the blink of an eye, the last as fine as can be paid", () => {
  assert.deepEqual(sizesOf("plane", 200, 2), [16, 32, 64, 128]);
  assert.deepEqual(sizesOf("plane", 10_000, 2), [8, 16, 32]);
  assert.deepEqual(sizesOf("strip", 200, 1), [512]);
});

/** Gradient descent on a bowl, from (start, start). */
const runnable = (start) => ({
  objective: {
    ...{
      program: BOWL,
      parameters: {},
      factor: 1,
      minimum: 0,
      minima: [[0, 0]],
      tolerance: 1e-5,
      unit: 1,
      data: null,
      kinks: null,
    },
    bounds: [[-1, 1], [-1, 1]], // prettier-ignore
  },
  optimizers: { gd: { ...RULE, hyperparameters: { step_size: 0.1 }, shared: ["step_size"] } },
  schedule: { program: { inputs: ["k", "n_iter"], constants: [1], steps: [], results: [-1] } },
  noise: { std: 0, seed: 0, batch: 0 },
  start: [start, start],
  n_iter: 4,
  quantities: [],
});

const RECORD = {
  objective: { parameters: {}, factor: 1, tolerance: 1e-5 },
  noise: {},
  start: [0, 0],
  n_iter: 200,
  optimizers: {
    rmsprop: { hyperparameters: { step_size: 0.1, rho: 0.9 } },
    gd: { hyperparameters: { step_size: 0.1 } },
  },
};
const partsAt = (hyperparameters) => {
  const optimizers = { ...RECORD.optimizers, rmsprop: { hyperparameters } };
  return settingsParts({ ...RECORD, optimizers }, "programs", "rmsprop", { x, y });
};

test("a map stays while its own settings are moved, and is asked for coarse first", () => {
  const before = partsAt({ step_size: 0.1, rho: 0.9 });
  before[0].done = 16;
  const now = kept(before, partsAt({ step_size: 0.5, rho: 0.99 }));
  assert.deepEqual(now, before);
  const asked = jobsOf(now).map(({ part, size }) => [part, size]);
  assert.deepEqual(asked, [
    ["strip gd", 512],
    ["plane", 32],
    ["plane", 64],
    ["plane", 128],
  ]);
  assert.notEqual(kept(before, partsAt({ step_size: 0.1, rho: 0.9, epsilon: 1 }))[0], before[0]);
});

/** Four runs of 10 iterations: one there at 4, one there by way of outside, one in and out again, one that diverges. */
const FOUND = {
  score: Float64Array.of(0.4, 0.2, 1.5, NaN),
  loss: Float64Array.of(1e-6, 1e-6, 0.02, 1e9),
  near: Int32Array.of(4, 2, 11, 11),
  firstNear: Int32Array.of(4, 2, 6, 11),
  firstOut: Int32Array.of(11, 1, 11, 3),
  diverged: Uint8Array.of(0, 0, 0, 1),
};
const SHORT = { ...RECORD, n_iter: 10 };

test("the best stays in the plot, and each fate has its words", () => {
  assert.equal(bestCell(FOUND, 10), 0);
  assert.deepEqual(
    [0, 1, 2, 3].map((i) => fateWords(FOUND, SHORT, i)),
    [
      "there from iterate 4",
      "there from iterate 2, by way of outside",
      "within 1e−5 at 6, out again",
      "diverges: out at 3",
    ],
  );
});

test("the map in a sentence", () => {
  const sentence = mapSentence(FOUND, SHORT, "RMSProp", x, y, 2);
  assert.equal(
    sentence,
    "RMSProp converges within 10 iterations for 50 % of the settings; best at α 0.00562  ρ 0.684: there from iterate 4.",
  );
});

test("what is there has the deep half of the tones, what is not the pale one", () => {
  assert.deepEqual([0, 1].map(toneOf), [0, 0.52]);
  assert.ok(toneOf(1.0001) > 0.55 && toneOf(2) === 1);
});

/** Ten starts in two minima, one that bounces, one that is gone. */
const ENDS = {
  end: Int16Array.of(0, 0, 0, 0, 0, 0, 0, 1, -1, -2),
  since: new Int32Array(10),
  minima: [
    [3, 2],
    [-2.81, 3.13],
  ],
  limits: [0.0243, 0.019],
  frame: [
    [-5, 5],
    [-5, 5],
  ],
};

test("the table of a map of starts, and what it shows", () => {
  const rows = endRows([ENDS], [0.02]);
  assert.deepEqual(
    rows.map(({ name, shares, limit }) => [name, ...shares, limit]),
    [
      ["(3, 2)", "70", "0.0243"],
      ["(−2.81, 3.13)", "10", "0.0190"],
      ["bounces", "10", ""],
      ["diverges", "10", ""],
    ],
  );
  assert.equal(
    finding(rows, [0.02], ["Gradient descent"]),
    "Where 2/L is under the step size, 0.02, a valley cannot hold gradient descent: of its starts 10 % end in (−2.81, 3.13).",
  );
  assert.equal(finding(rows, [NaN], ["RMSProp"]), "", "2/L is no edge of its");
  assert.equal(
    endsSentence(rows, 0, "RMSProp"),
    "Of the starts of RMSProp, 70 % end in (3, 2), 10 % end in (−2.81, 3.13), 10 % bounce, 10 % diverge.",
  );
});

test("of a valley that the frame does not show nothing is said: no start is there", () => {
  const near = { ...ENDS, frame: [[2, 4], [1, 3]] }; // prettier-ignore
  assert.equal(finding(endRows([near], [0.02]), [0.02], ["Gradient descent"]), "");
  assert.match(
    finding(endRows([near], [0.03]), [0.03], ["Gradient descent"]),
    /starts 70 % end in \(3, 2\)\.$/,
  );
});

test("of more minima than colours, the largest have their own and the rest one row", () => {
  const minima = [0, 1, 2, 3, 4, 5].map((i) => [i, 0]);
  const many = {
    ...ENDS,
    minima,
    limits: minima.map(() => NaN),
    end: Int16Array.of(5, 5, 5, 4, 4, 3, 3, 2, 2, 1),
  };
  assert.deepEqual(coloursOf([many]), [4, 4, 1, 2, 3, 0]);
  const last = endRows([many], [NaN]).filter(({ colour }) => colour >= 4);
  assert.deepEqual(
    last.map(({ name, shares }) => [name, ...shares]),
    [["2 others", "10"]],
  );
});

test("a share that is small is not 0", () => {
  assert.deepEqual([0, 0.0001, 0.009, 0.354].map(percentText), ["0", "0.1", "0.9", "35"]);
});

test("a map of starts is drawn once a race, and again where the contour is zoomed", () => {
  let drawn = 0;
  const view = Object.assign(Object.create(StartsView.prototype), {
    ...{ owner: "gd", parts: [], seen: null, isGround: true },
    preview: { moved: () => undefined },
    contour: { visible: { x0: 0 }, frame: {} },
    layout: () => drawn++,
  });
  view.setScene({});
  view.draw(0);
  view.draw(1);
  assert.equal(drawn, 1);
  view.contour.visible = { x0: 1 };
  view.draw(1);
  view.draw(1);
  assert.equal(drawn, 2);
});

test("a map that could not be worked out is not promised to who takes it away", () => {
  const maps = Object.create(Maps.prototype);
  const still = { trouble: { isOn: false }, taken: () => null };
  Object.assign(maps, {
    name: "settings",
    settings: { ...still, trouble: { isOn: true } },
    starts: still,
    basins: still,
  });
  const said = () => {
    let words = "";
    const snapshot = () => ({ map: maps.taken(0), hasFailedMap: maps.hasFailed });
    TakeAway.prototype.withMap.call({ snapshot, notice: { say: (text) => (words = text) } });
    return words;
  };
  assert.equal(said(), "There is no map to take.");
  maps.name = "starts";
  assert.match(said(), /^The map is not here yet/, "it is another map that has failed");
});

test("what is pointed at is read again for the race that has come under it", () => {
  const plate = new MapPlate({}, {}, {});
  plate.again(runnable(0.5), { name: "gd", style: {} });
  assert.equal(plate.pointed, null, "nothing is pointed at");
  plate.point({ step_size: 0.5 }, runnable(0.5), { name: "gd", style: {} });
  const before = plate.pointed;
  plate.again(runnable(0.9), { name: "gd", style: {} });
  assert.deepEqual([before.run.x[0], plate.pointed.run.x[0]], [0.5, 0.9]);
  assert.deepEqual(plate.pointed.values, { step_size: 0.5 });
});

test("an owner's map fills what its strips leave, however many race", () => {
  const size = { width: 420, height: 400 };
  for (const count of [0, 2, 14]) {
    const { box, strips, hasNames } = settingsLayout(size, 374, count);
    assert.equal(strips.length, count);
    assert.ok(box.height >= 84 && box.left === MARGIN.left && hasNames === count < 14);
    const end = strips.at(-1) ?? box;
    assert.ok(Math.abs(end.top + end.height - 374) < 1e-9, "level with the contour's end");
    assert.ok(strips.every(({ top, height }) => top >= box.top + box.height && height > 0));
  }
});

test("without a second parameter the setting of now stands on the line of its loss", () => {
  const found = {
    loss: Float64Array.of(1, 0.01, 1e-7, 1e300),
    diverged: Uint8Array.of(0, 0, 0, 1),
  };
  const [box, axis] = [{ left: 0, top: 10, width: 100, height: 100 }, lossAxis(found, 1e-5)];
  const heights = found.loss.slice(0, 3).map((loss) => lossHeight(axis, loss, box));
  assert.ok(10 <= heights[0] && heights[0] < heights[1] && heights[1] < heights[2] && heights[2] <= 110);
  assert.equal(lossSpot(found, axis, 0.3, box), heights[1]);
  assert.equal(lossSpot(found, axis, 1, box), 10, "what diverges is at the top");
  assert.ok(lossHeight(axis, 1e-5, box) < 110, "the tolerance is on the axis");
});
