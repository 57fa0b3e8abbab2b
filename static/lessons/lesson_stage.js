/**
 * The stage of a lesson: the clock and its transport, planes and charts. What Python sends stays until a slider is held;
 * while it is, the picture follows the hand, and on release Python's runs come.
 */
/** @import { Component, LessonRun, LessonScene, Point, Run } from "../types.js" */
/** @import { Ground } from "./grounds.js" */
import { onResize, partOf, calm } from "../dom.js";
import { watchSliders } from "../hands/sliders.js";
import { Clock } from "../model/clock.js";
import { publish } from "../measure.js";
import { NextFrame } from "../next_frame.js";
import { attempt } from "../problem.js";
import { applyTheme, themeName } from "../views/theme.js";
import { listenToKeys, Transport } from "../views/transport.js";
import { LessonChart } from "./chart.js";
import { grounds, readGrounds } from "./grounds.js";
import { Hand } from "./hand.js";
import { showQuestion, watchVerdicts } from "./in_view.js";
import { LessonPlane } from "./plane.js";
import { PointHand } from "./point_hand.js";
import { buildRoot, figuresOf, shapeOf } from "./skeleton.js";
import { unpackRuns } from "./unpack.js";

const BROKEN = "This picture cannot be drawn. The question and the verdict still hold.";

/** @typedef {Omit<LessonScene, "runs"> & {runs: Record<string, LessonRun>}} Unpacked */

export class LessonStage {
  /** What Python sent last. @type {Unpacked|null} */
  sent = null;
  json = "";
  /** @type {{key: string, theme: import("../types.js").Theme, planes: Ground[]}|null} */
  ground = null;
  shape = "";
  /** @type {LessonPlane[]} */
  planes = [];
  /** @type {LessonChart[]} */
  charts = [];
  /** @type {PointHand|null} */
  point = null;
  /** Where Python's newest picture has the point, until the hand has heard of it. @type {{at: Point|null}|null} */
  pointNews = null;
  /** Whether the hand has moved since the last frame. */
  stale = false;
  /** The theme that was asked for. */
  asked = "";
  received = 0;
  /** @type {Component<unknown>["setStateValue"]} */
  setState = () => {};

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.root = buildRoot(parent);
    this.nextFrame = new NextFrame((now) => this.attempt(() => this.frame(now)));
    const redraw = () => this.nextFrame.ask();
    this.clock = new Clock(redraw);
    this.transport = new Transport(partOf(this.root, ".stage-transport"), this.clock);
    this.hand = new Hand(() => {
      this.stale = true;
      redraw();
    });
    const ends = [
      grounds.subscribe(() => this.attempt(() => this.show())),
      listenToKeys(this.clock),
      watchVerdicts(),
      watchSliders(() => this.hand.names(), this.hand),
      onResize(this.root, () => this.attempt(() => this.resize())),
    ];
    this.dispose = () => {
      ends.forEach((end) => end());
      this.clock.pause(); // it would play on, unseen
      this.nextFrame.absorb();
    };
  }

  /** What fails here is said here; what fails in another element is none of the pictures'. @param {() => void} work */
  attempt(work) {
    attempt(work, () => this.say(BROKEN));
  }

  /** @param {Component<{json: string}>} component */
  receive({ data, setStateValue }) {
    this.attempt(() => {
      this.setState = setStateValue;
      if (!data) return;
      if (data.json !== this.json) this.take(data.json);
      this.show();
    });
  }

  /** @param {string} json */
  take(json) {
    /** @type {LessonScene} */
    const scene = JSON.parse(json);
    const before = this.sent;
    this.json = json;
    this.received++;
    this.hand.take(scene.hand);
    this.sent = this.hand.filled({ ...scene, runs: unpackRuns(scene.runs) });
    if (before && before.step !== scene.step) showQuestion();
    this.pointNews = { at: subjectOf(scene).prediction?.at ?? null };
    const isCommitted = before?.step === scene.step && !before.revealed && scene.revealed;
    this.begins = isCommitted || before?.step !== scene.step ? { plays: isCommitted } : this.begins;
  }

  /** Shows what came last, once its grounds are here. */
  show() {
    const { sent } = this;
    const { latest } = grounds;
    if (!sent || latest?.key !== sent.ground) return;
    if (this.ground?.key !== latest.key) this.ground = { key: latest.key, ...readGrounds(latest.json) };
    this.askForTheme(this.ground.theme.name);
    applyTheme(this.root, this.ground.theme);
    if (this.shape !== shapeOf(sent)) this.build(sent);
    this.present(sent);
    if (this.begins) this.begin(this.begins.plays);
    this.begins = undefined;
  }

  /** Python draws the grounds in the theme of its last run, so a change of it on the page is sent. @param {string} drawn */
  askForTheme(drawn) {
    const shown = themeName(this.root);
    if (drawn !== shown && this.asked !== shown) this.setState("theme", shown);
    this.asked = drawn === shown ? "" : shown;
  }

  /** @param {Unpacked} scene */
  build(scene) {
    const [first, rest] = figuresOf(scene);
    partOf(this.root, '[data-row="first"]').innerHTML = first;
    partOf(this.root, '[data-row="rest"]').innerHTML = rest;
    const all = (/** @type {string} */ what) =>
      /** @type {HTMLElement[]} */ ([...this.root.querySelectorAll(what)]);
    this.planes = all("[data-plane]").map((figure) => new LessonPlane(figure, () => this.nextFrame.ask()));
    this.charts = all("[data-chart]").map((figure) => new LessonChart(figure, this.clock));
    const subject = this.planes[this.planes.length - 1];
    this.point = new PointHand(subject, {
      move: (at) => this.movePoint(at),
      release: (at) => this.setState("picked", [this.sent?.step, ...at]),
    });
    this.shape = shapeOf(scene); // last: what was built by half is built again
  }

  /** @param {Unpacked} scene  Python's, or what the hand makes of it */
  present(scene) {
    const { ground } = this;
    if (!ground) return;
    const { theme } = ground;
    const runsOf = (/** @type {string[]} */ names) => names.map((name) => scene.runs[name]);
    const moved = scene !== this.sent;
    this.planes.forEach((plane, i) => {
      const terrain = this.hand.terrainUnder(ground.planes[i].terrain, scene.planes[i].name);
      plane.setScene(scene.planes[i], runsOf(scene.planes[i].runs), ground.planes[i], {
        ...{ nIter: scene.n_iter, terrain, moved },
      });
    });
    const named = scene.planes.flatMap((plane) => plane.runs.map((name) => scene.runs[name].title));
    this.charts.forEach((chart, i) =>
      chart.setScene(scene.charts[i], runsOf(scene.charts[i].runs), theme, named),
    );
    this.shown = scene;
    this.say("");
    this.setClock(scene, theme);
    if (this.pointNews) this.point?.hear(this.pointNews.at);
    this.pointNews = null;
    this.point?.show(scene.picks);
    if (scene.picks && this.point?.at) this.movePoint(this.point.at);
    this.nextFrame.ask();
  }

  /** Without a run that moves there is nothing to play. @param {Unpacked} scene @param {import("../types.js").Theme} theme */
  setClock(scene, theme) {
    const runs = Object.values(scene.runs);
    const isIdle = !runs.some(({ kind, times = [] }) => kind === "path" || times.length > 1);
    const paths = /** @type {Run[]} */ (/** @type {unknown} */ (runs.filter(({ outcome }) => outcome)));
    this.root.toggleAttribute("data-idle", isIdle);
    partOf(this.root, ".stage-transport").inert = isIdle;
    this.clock.setLength(isIdle ? 0 : scene.n_iter);
    this.transport.setScene(
      /** @type {import("../types.js").Scene} */ (
        /** @type {unknown} */ ({ runs: paths, theme, nIter: scene.n_iter })
      ),
    );
  }

  /** A sentence below the pictures; "" for none. @param {string} words */
  say(words) {
    const line = partOf(this.root, ".lesson-broken");
    if (line.textContent !== words) line.textContent = words;
  }

  /** What was committed plays; what was seen before stands at its end. @param {boolean} plays */
  begin(plays) {
    this.clock.pause();
    this.clock.begin(!plays || calm());
  }

  /** @param {Point} at */
  movePoint(at) {
    if (this.shown) subjectOf(this.shown).prediction = { words: "you", at };
    this.nextFrame.ask();
  }

  resize() {
    if (!this.shown || !this.root.clientWidth) return;
    for (const view of [...this.planes, ...this.charts]) view.layout();
    this.point?.draw();
    this.nextFrame.ask();
  }

  /** @param {number} now */
  frame(now) {
    if (!this.sent || !this.shown) return;
    if (this.stale) this.present(/** @type {Unpacked} */ (this.hand.sceneOf(this.sent)));
    this.stale = false;
    this.clock.tick(now);
    this.nextFrame.absorb();
    const { time, iterate, playing, nIter } = this.clock;
    for (const view of [...this.planes, ...this.charts]) view.draw(time);
    this.transport.draw();
    const { step, revealed } = this.sent;
    const value = this.hand.value ?? "";
    publish(this.root, { iterate, playing, nIter, step, revealed, value, sent: this.received, ready: true });
    if (playing) this.nextFrame.ask();
  }
}

/** The plane that the question is about. @param {Pick<LessonScene, "planes">} scene */
const subjectOf = ({ planes }) => planes[planes.length - 1];
