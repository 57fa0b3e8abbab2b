/** The runs along the sliders that are axes of charts: asked of a worker, and kept until others are there. */
/** @import { Quantity, Race, Sweep } from "../types.js" */
/** @import { MapJob, SettingsFound } from "../engine/map_kinds.js" */
/** @import { EngineRecord } from "../engine/types.js" */
/** @import { Part } from "../model/map_plan.js" */
/** @import { SweepAxis, SweptRacer } from "../model/sensitivity.js" */
import { MapPort } from "../bridge/map_port.js";
import { jobsOf, kept } from "../model/map_plan.js";
import { axisAlong, partName, racersMoved, sweepParts, sweptRacer } from "../model/sensitivity.js";

const NO_MINIMUM = "f has no minimum to measure a loss from";
const FAILED = "This chart could not be worked out. Change any setting to try again.";

export class Sweeps {
  /** What is asked for, or here. @type {Part[]} */
  parts = [];
  /** By part: what has come last. @type {Map<string, SweptRacer>} */
  found = new Map();
  hasFailed = false;
  /** What the charts show now. @type {SweepAxis[]} */
  axes = [];
  /** @type {EngineRecord|undefined} */
  record = undefined;

  /**
   * @param {import("./preview.js").Preview} preview
   * @param {(sweeps: Record<string, Sweep>) => void} changed  called when more is here
   */
  constructor(preview, changed) {
    this.preview = preview;
    this.changed = changed;
    this.port = new MapPort(
      (job, found) => this.hear(job, found),
      () => this.fail(),
    );
    this.dispose = () => this.port.dispose();
  }

  /**
   * What the charts of a race show that have a slider for an axis; what has changed is asked for.
   * @param {Race} race @param {Record<string, Quantity>} quantities @returns {Record<string, Sweep>} by hyperparameter
   *   or parameter
   */
  of({ curves }, quantities) {
    const names = [...new Set(curves.flatMap(([name]) => quantities[name].along ?? []))];
    const record = (this.record = names.length ? this.preview.moved() : undefined);
    if (record) {
      const positionsOf = (/** @type {string} */ slider) => this.preview.positionsOf(slider);
      this.axes = names.map((name) => axisAlong(record.objective, name, positionsOf));
      this.ask(record);
    } else this.rest();
    return this.shown();
  }

  /** What is here of it. @returns {Record<string, Sweep>} */
  shown() {
    const { record } = this;
    return Object.fromEntries(record ? this.axes.map((axis) => [axis.name, this.sweep(record, axis)]) : []);
  }

  /** Nothing is wanted: what is not here yet is asked for again when it is. */
  rest() {
    this.parts = this.parts.filter(({ done, sizes }) => done === sizes.at(-1));
    this.port.dispose();
  }

  /** @param {EngineRecord} record */
  ask(record) {
    const programs = this.preview.programs?.key ?? "";
    const now = this.axes.flatMap((axis) => sweepParts(record, programs, axis));
    const parts = kept(this.parts, now);
    if (parts.some((part) => !this.parts.includes(part))) {
      this.hasFailed = false;
      this.port.ask(record, jobsOf(parts));
    }
    this.parts = parts;
  }

  /** @param {EngineRecord} record @param {SweepAxis} axis @returns {Sweep} */
  sweep(record, axis) {
    const nothing = record.objective.minimum === null ? NO_MINIMUM : this.hasFailed ? FAILED : "";
    const racers = nothing
      ? []
      : racersMoved(record, axis).map((racer) => this.found.get(partName(axis.slider, racer)));
    const now = Number(this.preview.valueOf(axis.slider));
    return { ...axis, now, nothing, racers: racers.filter((racer) => racer !== undefined) };
  }

  /** @param {MapJob} job @param {SettingsFound} found */
  hear(job, found) {
    const part = this.parts.find(({ part: name, key }) => name === job.part && key === job.key);
    if (!part) return;
    part.done = job.size;
    this.found.set(job.part, sweptRacer(job, found, this.record?.n_iter ?? 0));
    this.changed(this.shown());
  }

  /** Nothing of what was asked for comes: with the next change all of it is asked for again. */
  fail() {
    [this.parts, this.hasFailed] = [[], true];
    this.found.clear();
    this.changed(this.shown());
  }
}
