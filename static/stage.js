/**
 * The stage: wires the clock, the views and the transport, and receives what Python sends. It draws a frame only
 * when something has changed.
 */
/** @import { Component, DrawnTerrain, TerrainFigures, Packet, Programs, Race, RaceMessage } from "./types.js" */
import { Chart } from "./views/chart.js";
import { Clock } from "./model/clock.js";
import { CurveChoice } from "./hands/curve_choice.js";
import { ContourView } from "./views/contour_view.js";
import { DataChart } from "./views/data_chart.js";
import { Plots } from "./views/plots.js";
import { terrains, wholeDomain } from "./bridge/terrain_port.js";
import { programs as sentPrograms } from "./bridge/programs_port.js";
import { Preview } from "./hands/preview.js";
import { calm, onResize, partOf } from "./dom.js";
import { measure, publish } from "./measure.js";
import { Moments } from "./moments/moments.js";
import { Maps } from "./hands/maps.js";
import { Mechanism } from "./views/mechanism.js";
import { Message } from "./views/message.js";
import { NextFrame, NextIdle } from "./next_frame.js";
import { Options } from "./views/options.js";
import { attempt, problems } from "./problem.js";
import { Requests } from "./bridge/requests.js";
import { Scoreboard } from "./views/scoreboard.js";
import { buildSkeleton } from "./views/skeleton.js";
import { Presenter } from "./hands/presenter.js";
import { SliderHands } from "./hands/slider_hands.js";
import { StartDrag } from "./hands/start_drag.js";
import { holdBackSwipes } from "./hands/swipes.js";
import { onAnswered, onReconnected, onReset, watchWaiting } from "./bridge/streamlit_page.js";
import { Sweeps } from "./hands/sweeps.js";
import { SubstepView } from "./views/substep_view.js";
import { SurfaceView } from "./views/surface_view.js";
import { snapshot } from "./export/snapshot.js";
import { TakeAway } from "./export/take.js";
import { applyTheme, themeName } from "./views/theme.js";
import { Tooltip } from "./views/tooltip.js";
import { unpackRace } from "./bridge/trajectories.js";
import { listenToKeys, Transport } from "./views/transport.js";
import { UpdatePanel } from "./views/update_panel.js";

export class Stage {
  /** The race as it came last. @type {Packet} */
  packet;
  /** The true race on show, or to be shown. @type {Race} */
  race;
  /** As it is drawn; null while another one is. @type {DrawnTerrain|null} */
  terrain = null;
  /** @type {Pick<TerrainFigures, "quantities"|"terms">} */
  catalogue;
  /** The theme that was asked for. @type {string|null} */
  asked = null;
  /** Ends all that the stage has begun. */
  dispose = () => {};

  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.root = buildSkeleton(parent);
    const view = (/** @type {string} */ name) => partOf(this.root, `[data-view="${name}"]`);
    this.nextFrame = new NextFrame((now) => this.frame(now));
    const redraw = () => this.nextFrame.ask();
    this.clock = new Clock(redraw);
    this.requests = new Requests();
    this.contour = new ContourView(view("contour"), redraw);
    this.surface = new SurfaceView(view("surface"), redraw);
    /** @type {NodeListOf<HTMLElement>} */
    const figures = this.root.querySelectorAll(".stage-charts [data-place]");
    this.charts = [...figures].map(
      (figure, place) =>
        new Chart(figure, place, redraw, (...choice) => this.curves.choose(place, ...choice)),
    );
    this.scoreboard = new Scoreboard(partOf(this.root, ".stage-scoreboard"));
    this.transport = new Transport(partOf(this.root, ".stage-transport"), this.clock);
    this.tooltip = new Tooltip(this.root);
    this.update = new UpdatePanel(
      partOf(this.root, ".stage-update", HTMLDetailsElement),
      this.clock,
      (name) => this.request("explain", name),
    );
    this.mechanism = new Mechanism([this.contour, this.surface], this.root, (on) =>
      this.request("mechanism", on),
    );
    this.substep = new SubstepView([this.contour, this.surface], this.update);
    this.data = new DataChart(this.root);
    this.plots = new Plots(this.contour, this.surface);
    this.contour.onZoom = () => this.packet?.frame === "fit" && this.request("frame", "still");
    this.message = new Message(this.root, () => this.chooseFrame("domain"));
    this.preview = new Preview({ present: (race) => this.present(race), invalidate: redraw });
    this.sweeps = new Sweeps(this.preview, (sweeps) =>
      this.charts.forEach((chart) => chart.setSweeps(sweeps)),
    );
    this.curves = new CurveChoice(this.preview, {
      quantity: (name) => this.catalogue.quantities[name],
      request: (curves) => this.request("curves", curves),
    });
    this.chaos = new NextIdle(() => this.preview.findChaos(this.contour.pixel()));
    this.options = new Options(this.root, this.preview, (frame) => this.chooseFrame(frame));
    const rescale = () => attempt(() => this.plots.again().then(() => this.resize()));
    this.presenter = new Presenter(this.root, (on) => this.request("present", on), rescale);
    this.startDrag = new StartDrag([this.contour, this.surface], this.preview, {
      time: () => this.clock.time,
      place: (point) => this.release("place", point),
    });
    this.sliders = new SliderHands(this.root, this.preview, (set) =>
      set ? this.release("set", set) : this.keepWide(),
    );
    this.maps = new Maps(this.root, this, this.preview, {
      hold: this.sliders.on.hold,
      release: (slider, value) => this.release("set", { slider, value }),
      place: (point) => this.release("place", point),
      widen: () => this.chooseFrame("domain"),
    });
    this.views = [this.contour, this.surface, this.maps, this.data, ...this.charts];
    const { scoreboard, transport, update, mechanism, substep, sliders } = this;
    this.parts = [...this.views, scoreboard, transport, update, mechanism, substep, sliders];
    this.moments = new Moments(this.root, { ...this, packet: () => this.packet }, (settings) =>
      this.request("settings", settings),
    );
    this.drawn = 0;
    this.received = 0;
    this.wire();
  }

  wire() {
    for (const view of [this.contour, this.surface]) this.tooltip.attach(view, () => this.clock.time);
    for (const chart of this.charts) chart.scrub(this.clock, this.tooltip);
    const cleanups = [
      terrains.subscribe((figures) => this.showTerrain(figures)),
      sentPrograms.subscribe((programs) => this.takePrograms(programs)),
      holdBackSwipes(), // before anything else listens to fingers
      this.sliders.watch(),
      problems.subscribe((error) => this.fail(error)),
      listenToKeys(this.clock),
      watchWaiting((words) => (partOf(this.root, '[data-role="waiting"]').textContent = words)),
      onReconnected(this.requests),
      onAnswered(() => this.preview.yield()),
      onReset(() => this.reset()),
      this.chaos.dispose,
      new TakeAway(this.root, () => this.snapshot(), this.moments.notice).dispose,
      this.moments.dispose,
      this.update.dispose,
      this.mechanism.dispose,
      this.startDrag.dispose,
      this.presenter.dispose,
      this.maps.dispose,
      this.sweeps.dispose,
      onResize(this.root, () => attempt(() => this.resize())),
      () => this.plots.clear(),
      () => (this.clock.pause(), this.nextFrame.absorb()), // or it plays on, unseen
    ];
    this.dispose = () => cleanups.forEach((cleanup) => cleanup());
  }

  /** @param {Programs} programs */
  takePrograms(programs) {
    this.programs = programs;
    if (!this.race) return;
    this.preview.arrive(this.race, programs);
    this.chaos.ask();
  }

  /**
   * Takes a new run, or the same one again after a change of theme.
   * @param {Component<RaceMessage>} component
   */
  receive({ data, setStateValue }) {
    attempt(() => {
      this.requests.receive(data, setStateValue);
      this.askForTheme();
      this.moments.hear(data.answered, data.facts.id);
      if (this.packet?.id === data.facts.id) return;
      performance.mark("stage.run");
      this.packet = { ...data.facts, tables: data };
      this.presenter.receive(this.packet.present);
      this.curves.pending = null;
      this.received++;
      this.showRun();
    });
  }

  /**
   * Whatever arrives, the stage lives: what cannot be shown is reported, and the next message is taken as ever.
   * @param {unknown} error
   */
  fail(error) {
    this.ready = false;
    this.message.broken(error);
  }

  /**
   * Asks Python for something, see REQUESTS in ui/race_page.py.
   * @param {string} name @param {unknown} value
   */
  request(name, value) {
    return this.requests.add(name, value);
  }

  /** Python draws the terrain in the theme of its last run, so a change of theme on the page is sent to it. */
  askForTheme() {
    const shown = themeName(this.root);
    if (!this.terrain || this.terrain.theme.name === shown || this.asked === shown) return;
    this.asked = shown;
    this.request("theme", shown);
  }

  /**
   * Draws a terrain as soon as its run is here: never under the paths of another one.
   * @param {TerrainFigures} figures
   * @param {boolean} [wide]  the whole domain of the terrain on show, for the run on show
   */
  showTerrain(figures, wide = false) {
    if (this.packet && this.packet.terrain !== figures.key && !wide) return;
    if (figures.key !== this.terrain?.key) this.terrain = null; // no run is shown until the new terrain is drawn
    this.root.toggleAttribute("data-drawing", !this.terrain);
    attempt(async () => {
      const terrain = await this.plots.show(figures);
      if (terrain) this.standOn(terrain, figures);
    });
  }

  /** @param {DrawnTerrain} terrain as it is drawn now @param {TerrainFigures} figures */
  standOn(terrain, figures) {
    this.terrain = terrain;
    this.catalogue = { quantities: figures.quantities, terms: figures.terms };
    this.asked = null;
    applyTheme(this.root, terrain.theme);
    if (!this.showRun() && this.widened) this.preview.again(); // the race on show, seen from farther off
    this.askForTheme();
  }

  /** A start was dragged out of the frame: the whole domain, if Python has sent it ahead. */
  widen() {
    const terrain = terrains.latest;
    const figures = terrain && wholeDomain(terrain);
    if (!figures || figures.key === this.terrain?.key || this.widened) return;
    this.widened = true;
    this.showTerrain(figures, true);
  }

  /**
   * Shows the run as soon as both it and its terrain are here, unless something is moved on from it.
   * @returns {boolean} whether they are
   */
  showRun() {
    const { packet, terrain } = this;
    if (!packet) return false;
    if (packet.terrain !== terrain?.key) {
      const figures = terrains.latest;
      if (packet.terrain === figures?.key && !this.widened) this.showTerrain(figures);
      return false;
    }
    this.race = unpackRace(packet);
    this.taken = this.received; // a run that waits for its terrain does not count yet
    this.preview.arrive(this.race, this.programs);
    this.chaos.ask();
    this.options.markFrame(packet.frame);
    if (this.begun !== packet.begins) this.begin(packet);
    this.moments.arrive(packet.id);
    return true;
  }

  /** @param {Race} race */
  present(race) {
    const terrain = this.terrain && this.plots.under(race);
    if (!terrain) return; // it is being drawn, and shows the race then
    const beside = { ...this.preview.beside(), sweeps: this.sweeps.of(race, this.catalogue.quantities) };
    const scene = { ...race, terrain, theme: terrain.theme, ...this.catalogue, ...beside };
    this.clock.setLength(race.nIter);
    for (const part of this.parts) part.setScene(scene);
    this.root.removeAttribute("data-drawing");
    if (race.id === null && !terrain.inside(...race.start)) this.widen(); // Python chooses the frame of its own
    terrain.defined ? this.message.clear() : this.message.undefinedTerrain(race.frame === "domain");
    this.ready = true;
    this.nextFrame.ask();
  }

  /** What the visitor wants to see: the whole domain, or what fits the paths from now on. @param {string} choice */
  chooseFrame(choice) {
    if (this.ready && this.terrain?.defined) for (const view of [this.contour, this.surface]) view.unzoom();
    this.request("frame", choice);
  }

  /** The picture as it is now, for whoever takes it away; null before there is one. */
  snapshot() {
    return this.ready && this.packet ? snapshot({ ...this, packet: this.packet }) : null;
  }

  /** The visitor has pressed 'Reset': what Python does not know of is as on the first visit too. */
  reset() {
    if (!this.ready) return;
    const { sliders, options, mechanism, transport, scoreboard, views } = this;
    for (const part of [sliders, options, mechanism, transport, scoreboard, ...views]) part.reset();
  }

  /** What was moved on the stage itself is let go: Python is told. @param {string} name @param {unknown} value */
  release(name, value) {
    this.keepWide();
    this.request(name, value);
  }

  /** A slider was released: Python keeps the part of the plane that the drag has led to. */
  keepWide() {
    if (this.widened && this.packet.frame !== "fit") this.request("frame", "domain");
    this.widened = false;
  }

  /** A new terrain plays once by itself; who prefers reduced motion sees its end. @param {Packet} packet */
  begin({ begins, objective, network }) {
    this.begun = begins;
    Object.assign(this.root.dataset, { objective, network: network ?? "" });
    this.clock.begin(calm());
  }

  async resize() {
    if (!this.ready || !this.root.clientWidth) return;
    this.tooltip.hide(); // its place was in a page of another size
    await Promise.all([this.contour, this.surface].map((view) => view.resize()));
    for (const view of this.views) view.layout();
    this.nextFrame.ask();
  }

  /** @param {number} now */
  frame(now) {
    if (!this.ready) return;
    const started = performance.now();
    const sweeping = this.sliders.tick(now);
    this.preview.follow();
    this.clock.tick(now);
    this.nextFrame.absorb();
    const { time, iterate, playing, nIter } = this.clock;
    const { contour, surface, maps, mechanism, substep, startDrag, data, charts } = this;
    const views = this.terrain?.defined ? [contour, surface, maps, mechanism, substep, startDrag] : [];
    for (const part of [...views, data, ...charts]) part.draw(time);
    this.scoreboard.draw(iterate);
    for (const part of [this.transport, this.update, this.options, this.sliders]) part.draw();
    publish(this.root, {
      iterate,
      playing,
      nIter,
      start: this.contour.scene.start,
      run: this.taken,
      engine: Boolean(this.preview.record),
      plots: this.plots.settled ? "drawn" : "coming",
      ready: true,
    });
    measure(started, { iterate, slider: this.preview.shown }, ++this.drawn);
    if (playing || sweeping) this.nextFrame.ask();
  }
}
