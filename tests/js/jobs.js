/** Jobs for the engine, as JSON on standard input; their results, as JSON: see tests/engine/node.py. */

import { readFileSync } from "node:fs";

import { fairEntry } from "../../static/engine/fair.js";
import { fates, finish } from "../../static/engine/fates.js";
import { MAPS } from "../../static/engine/map_kinds.js";
import { Machine } from "../../static/engine/machine.js";
import { scores, settingsMap, startsMap } from "../../static/engine/maps.js";
import { localMinima, stableStepAt } from "../../static/engine/minima.js";
import { batches, kicks } from "../../static/engine/noise.js";
import { runRace } from "../../static/engine/race.js";
import { randomStart } from "../../static/engine/random.js";
import { expectedBest, LOWEST, rowOf } from "../../static/model/fair.js";
import { readFile } from "../../static/model/moments_file.js";
import { MapAxis } from "../../static/model/map_axes.js";
import { settingsTable, startsTable } from "../../static/model/map_table.js";
import { jobsOf } from "../../static/model/map_plan.js";
import { sweepParts, sweptRacer } from "../../static/model/sensitivity.js";
import { NAMES } from "../../static/model/seen.js";
import { levelTexts, roundLevels, SCALES, tutorialLevels } from "../../static/model/levels.js";
import { valuesOn } from "../../static/engine/terrain.js";
import { Live } from "../../static/lessons/live.js";

const JOBS = {
  program: ({ program, inputs }) => {
    const machine = new Machine(program, inputs[0].length);
    program.inputs.forEach((name, i) => machine.set(name, inputs[i]));
    machine.prepare();
    machine.run();
    return machine.results;
  },
  fates: ({ engine, racer, lanes }) => plain(fates(engine, engine.optimizers[racer], lanes)),
  settings_table: ({ engine, racer, axes: [second, first] }) => {
    const [x, y] = [first, second].map(({ name, positions }) => new MapAxis(name, name, positions));
    const [size, values] = [first.size, (axis) => axis.values(first.size)];
    const axes = [y, x].map((axis) => ({ name: axis.name, values: values(axis) }));
    const found = finish(MAPS.settings(engine, { racer, axes }));
    return settingsTable(found, x, y, size, engine.n_iter);
  },
  starts_table: ({ engine, racer, n, frame }) =>
    startsTable(finish(MAPS.starts(engine, { racer, size: n, frame }))),
  settings_map: ({ engine, racer, axes }) => scores(settingsMap(engine, racer, axes), engine),
  sensitivity: ({ engine, along, positions }) =>
    sweepParts(engine, "programs", { name: along, slider: along, positions }).map((part) => {
      const job = jobsOf([part]).at(-1);
      const found = sweptRacer(job, finish(MAPS[job.kind](engine, job)), engine.n_iter);
      return { ...found, key: part.key };
    }),
  starts_map: ({ engine, racer, minima, n }) => plain(startsMap(engine, racer, minima, n)),
  minima: ({ objective }) => {
    const minima = localMinima(objective);
    return { minima, limits: Float64Array.from(minima, (point) => stableStepAt(objective, point)) };
  },
  race: ({ engine }) => runRace(engine).runs,
  fair: ({ objective, optimizer, protocol, schedule }) => {
    const entry = fairEntry(objective, optimizer, protocol, schedule);
    const row = rowOf({ name: "racer" }, entry, protocol.step_sizes);
    const best = [1, 2, 5, 200].map((n) => expectedBest(row, n));
    const arrays = plain({ tuning: entry.tuning, losses: entry.losses, solved: entry.solved });
    return {
      ...row,
      lowest: LOWEST,
      best: Float64Array.from(best),
      entry: { stepSize: entry.stepSize, start: entry.start, ...arrays },
    };
  },
  start: ({ bounds, seeds }) => seeds.map((seed) => randomStart(bounds, seed)),
  kicks: ({ seed, std, n }) => kicks(seed, std, n),
  batches: ({ seed, batch, nRows, n }) => batches(seed, batch, nRows, n),
  levels: ({ low, high, scale, lowest }) => {
    const levels = scale ? roundLevels(low, high, SCALES[scale], lowest) : tutorialLevels(low, high);
    return [levels, levelTexts(levels)];
  },
  values: ({ objective, xs, ys }) => valuesOn(objective, xs, ys),
  lesson: ({ engine, place }) => {
    const live = new Live();
    live.take(engine);
    return Object.fromEntries(
      Object.entries(engine.changes[place].runs).map(([name, run]) => [name, doubles(live.make(run))]),
    );
  },
  seen: () => NAMES,
  file: ({ text }) => readFile("run.json", text),
};

/** A record of arrays, all of them of Float64. */
const plain = (record) =>
  Object.fromEntries(Object.entries(record).map(([name, values]) => [name, Float64Array.from(values)]));

/** A record whose arrays in single precision are of Float64, too. */
const doubles = (record) =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      value instanceof Float32Array ? Float64Array.from(value) : value,
    ]),
  );

// Arrays of numbers travel as base64, so that every one of their bits does.
const packed = (_, value) =>
  value instanceof Float64Array
    ? { base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") }
    : value;

function unpacked(_, value) {
  if (typeof value?.base64 !== "string") return value;
  const bytes = Uint8Array.from(Buffer.from(value.base64, "base64"));
  return new Float64Array(bytes.buffer);
}

const jobs = JSON.parse(readFileSync(0, "utf8"), unpacked);
process.stdout.write(
  JSON.stringify(
    jobs.map(({ job, ...rest }) => JOBS[job](rest)),
    packed,
  ),
);
