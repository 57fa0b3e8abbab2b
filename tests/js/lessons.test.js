/** The models of a lesson's stage: what its charts draw of a run, and when. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { Axis, axesOf } from "../../static/lessons/chart_axes.js";
import { strokeOf, TimedCurve } from "../../static/lessons/curves.js";
import { guarded } from "../../static/problem.js";
import { cloudAt, KINDS, steppedAt, sweptAt } from "../../static/lessons/kinds.js";
import { Live } from "../../static/lessons/live.js";
import { Hand } from "../../static/lessons/hand.js";
import { Released } from "../../static/lessons/released.js";

globalThis.WebSocket ??= class {}; // the page's, which the bridge wraps
globalThis.HTMLInputElement ??= class {};
globalThis.addEventListener ??= () => {};
const { LessonStage } = await import("../../static/lessons/lesson_stage.js");

const RUN = {
  x: Float64Array.from([3, 2, 1, 0.5]),
  height: Float64Array.from([9, 4, 1, 0.25]),
  effective: Float64Array.from([0.1, 0.2, 0.4]),
};
const CHART = { kind: "loss", x: [0, 3], y: [0.1, 10], log_x: false, log_y: true };
const PLOT = { left: 10, top: 0, width: 300, height: 100 };

test("a loss stands at its iterate, and on a logarithmic axis the first at its end", () => {
  const even = KINDS.loss(RUN, CHART);
  assert.deepEqual([[...even.xs], [...even.ys]], [[0, 1, 2, 3], [9, 4, 1, 0.25]]); // prettier-ignore
  assert.deepEqual([...KINDS.loss(RUN, { x: [1, 3] }).xs], [1, 1, 2, 3]);
});

test("effective steps are counted from the first iteration, or from where x has passed a place", () => {
  const all = KINDS.effective(RUN, {});
  assert.deepEqual([[...all.xs], [...all.ys], [...all.times]], [[1, 2, 3], [0.1, 0.2, 0.4], [1, 2, 3]]); // prettier-ignore
  const below = KINDS.effective(RUN, { since: 1.5 });
  assert.deepEqual([[...below.xs], [...below.ys], [...below.times]], [[1, 2], [0.2, 0.4], [2, 3]]); // prettier-ignore
  assert.equal(KINDS.effective(RUN, { since: -1 }).xs.length, 0, "a run that never passes it has no curve");
});

test("distances and steps begin with the first iteration", () => {
  assert.deepEqual([...KINDS.distance(RUN, { minimum: 1 }).ys], [1, 0, 0.5]);
  assert.deepEqual([...KINDS.steps(RUN, {}).ys], [1, 1, 0.5]);
  assert.equal(KINDS.steps({}, {}).xs.length, 0, "a cloud has no one x");
});

test("a sweep goes from snapshot to snapshot, and a run stands in it at its step size", () => {
  const sweep = { sizes: [0.1, 1], times: [1, 5, 9], ratios: Float32Array.from([1, 1, 0.5, 2, 0.25, 4]) };
  assert.deepEqual([...sweptAt(sweep, 1).ys], [1, 1]);
  assert.deepEqual([...sweptAt(sweep, 3).ys], [0.75, 1.5]);
  assert.deepEqual([...sweptAt(sweep, 99).ys], [0.25, 4]);
  const [size, factor] = steppedAt({ ...RUN, step_size: 0.3 }, 2.5);
  assert.deepEqual([size, factor.toFixed(4)], [0.3, (1 / 3).toFixed(4)]);
  assert.ok(Number.isNaN(steppedAt({}, 1)[0]));
});

test("of a cloud the last snapshots are seen, of mere ends all at any time", () => {
  const cloud = { times: [0, 10, 20, 30], count: 2, window: 2 };
  assert.deepEqual([0, 15, 30].map((time) => cloudAt(cloud, time)), [[0, 2], [0, 4], [4, 8]]); // prettier-ignore
  assert.deepEqual(cloudAt({ times: [50], count: 3 }, 0), [0, 3]);
});

test("an axis gives a pixel for a value and the value back, and holds what is beyond just outside", () => {
  const axis = new Axis([0.01, 1], true, 100, 0);
  assert.equal(axis.at(0.1), 50);
  assert.ok(Math.abs(axis.valueAt(50) - 0.1) < 1e-12);
  assert.equal(axis.at(0), 120);
  assert.equal(axis.at(1e9), -20);
  assert.ok(Number.isNaN(axis.at(NaN)));
});

test("of many points in a column of pixels the extremes stay, and a gap is a gap", () => {
  const { x, y } = axesOf({ ...CHART, x: [0, 30_000], log_y: false, y: [-1, 1] }, PLOT);
  const n = 30_001;
  const swings = Float64Array.from({ length: n }, (_, k) => (k % 2 ? 1 : -1));
  const times = Float64Array.from({ length: n }, (_, k) => k);
  const stroke = strokeOf({ xs: times, ys: swings, times }, x, y);
  assert.ok(stroke.px.length <= 4 * 302, `${stroke.px.length} vertices`);
  assert.deepEqual([Math.min(...stroke.py), Math.max(...stroke.py)], [0, 100]);
  assert.deepEqual([stroke.at[0], stroke.at.at(-1)], [0, 30_000]);
  swings.fill(NaN, 10_000, 20_000);
  const broken = strokeOf({ xs: times, ys: swings, times }, x, y);
  assert.equal(
    broken.move.reduce((sum, lifted) => sum + lifted),
    1,
  );
});

test("a curve's head is where the clock is, and stays at its end", () => {
  globalThis.document = { createElement: () => ({}) };
  const { x, y } = axesOf(CHART, PLOT);
  const curve = new TimedCurve({ style: {} }, KINDS.loss(RUN, CHART), x, y);
  assert.equal(curve.head(1).x, 110);
  assert.equal(curve.head(1.5).x, 160);
  assert.deepEqual(curve.head(99), curve.head(3));
});

test("a picture of before a point that was let go does not put it back, what was typed does", () => {
  const released = new Released();
  assert.equal(released.hear(null), true);
  released.add([0.1, 0.1]);
  released.add([0.2, 0.1]);
  assert.equal(released.hear(null), false, "drawn again, in another theme");
  assert.equal(released.hear([0.1, 0.1]), false, "the first is answered, the second is open");
  assert.equal(released.hear([0.2, 0.1]), true);
  released.add([0.3, 0.1]);
  assert.equal(released.hear([0.5, 0.5]), true, "typed into the fields");
});

test("the line of a prediction follows its thumb until Python's picture is the same", () => {
  const sent = { runs: {}, planes: [], charts: [{ on: "x" }, { on: "" }] };
  let moves = 0;
  const hand = new Hand(() => moves++);
  hand.take({ widget: "w", moves: "prediction", positions: [0.00012, 2000], now: 0.00012 });
  assert.equal(hand.sceneOf(sent), sent);
  hand.hold();
  hand.move("w", 1);
  const [first, second] = hand.sceneOf(sent).charts;
  assert.deepEqual([first.prediction, second.prediction], [{ value: 2000, words: "you: 2,000" }, undefined]);
  hand.release();
  assert.notEqual(hand.sceneOf(sent), sent, "it stays until Python's picture is here");
  hand.take({ widget: "w", moves: "prediction", positions: [0.00012, 2000], now: 2000 });
  assert.equal(hand.sceneOf(sent), sent);
  hand.move("w", 0);
  assert.equal(hand.sceneOf(sent).charts[0].prediction.words, "you: 0.00012");
  hand.move("w", 1);
  hand.release();
  assert.equal(hand.sceneOf(sent), sent, "put back where it was, nothing is to come");
  assert.equal(moves, 4);
});

test("what was measured of a sweep stays while a trial beside it is moved, and goes where the sweep itself is", () => {
  const chart = { runs: ["sweep", "trial"], measured: { value: 0.25, words: "measured: 0.25" } };
  const sent = { runs: { sweep: { kind: "sweep" }, trial: { kind: "path" } }, charts: [chart], planes: [] };
  const live = new Live();
  live.make = () => ({ n_iter: 9 });
  const measuredWith = (...moved) => {
    const runs = Object.fromEntries(moved.map((name) => [name, {}]));
    live.take({ changes: [{ runs, charts: [{ x: [0, 1] }], start: null, ground: null }] });
    return live.sceneOf(sent, 0).charts[0].measured?.value;
  };
  assert.equal(measuredWith("trial"), 0.25);
  assert.equal(measuredWith("sweep", "trial"), undefined);
});

test("under the pictures stands what they themselves cannot, and nothing of another element", (t) => {
  t.mock.method(console, "error", () => {});
  const said = [];
  const stage = Object.assign(Object.create(LessonStage.prototype), { say: (words) => said.push(words) });
  const fail = () => {
    throw new Error("by a test");
  };
  guarded(fail)({});
  assert.deepEqual(said, []);
  stage.take = fail;
  stage.receive({ data: { json: "{}" } });
  assert.match(said.join(), /^This picture cannot be drawn/);
});
