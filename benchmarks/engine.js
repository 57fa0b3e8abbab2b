/**
 * What the browser's engine costs: node benchmarks/engine.js [repeats], with the records of optim/.
 *
 * Of five designs, tried with nothing but the positions kept, the fastest times on one machine, in ms:
 * 3 x 10,000 | 15 x 10,000 on Rosenbrock | a map of 16,384 runs x 200.
 *   a switch over integers, loops over lanes, all cells in one array (static/engine/operations.js): 6.7 | 48 | 293
 *   a table of functions with such loops, an array a place: 13.5 | 75 | 318
 *   a table of functions with such loops, all cells in one array: 10.3 | 89 | 402
 *   a closure for every step and lane: 13.5 | 84 | not tried
 *   a switch without lanes, x and y one after the other: 6.4 | 65 | 819
 */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { runRace } from "../static/engine/race.js";
import { Runs } from "../static/engine/runs.js";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const RECORDS = ["-m", "tests.engine.records", "bowl", "rosenbrock"];
const REPEATS = Number(process.argv[2] ?? 9);
const TUTORIAL = ["gd", "adagrad", "rmsprop"];

const races = JSON.parse(execFileSync(`${ROOT}.venv/bin/python`, RECORDS, { cwd: ROOT, encoding: "utf8" }));

/** Processor time, which other work on the machine lengthens less, in ms. */
function clock() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The fastest and the middle one of some repeats, in ms, after two to warm up. */
function time(job) {
  const times = Array.from({ length: REPEATS + 2 }, () => {
    const start = clock();
    job();
    return clock() - start;
  });
  const [...sorted] = times.slice(2).sort((a, b) => a - b);
  return [sorted[0], sorted[REPEATS >> 1]];
}

function raceOf(objective, names, nIter, quantities = []) {
  const record = races[objective];
  const optimizers = Object.fromEntries(names.map((name) => [name, record.optimizers[name]]));
  return () => runRace({ ...record, optimizers, n_iter: nIter, quantities });
}

/** Runs from a grid of starts, a block at a time, so that the cells of a block stay in the cache. */
function map(objective, name, side, nIter, block = 256) {
  const record = races[objective].objective;
  const [[x0, x1], [y0, y1]] = record.bounds;
  const runs = new Runs(record, races[objective].optimizers[name], block);
  const start = new Float64Array(2 * block);
  for (let first = 0; first < side * side; first += block) {
    for (let i = 0; i < block; i++) {
      const at = first + i;
      start[i] = x0 + ((x1 - x0) * (at % side)) / (side - 1);
      start[block + i] = y0 + ((y1 - y0) * Math.floor(at / side)) / (side - 1);
    }
    runs.begin(start);
    for (let k = 0; k < nIter; k++) {
      runs.look();
      runs.update();
    }
  }
}

const all = Object.keys(races.rosenbrock.optimizers);
const shown = ["loss", "effective_step", "accumulator", "gradient_norm"];
const JOBS = {
  "3 x 50, bowl": raceOf("bowl", TUTORIAL, 50),
  "3 x 50, Rosenbrock": raceOf("rosenbrock", TUTORIAL, 50),
  "3 x 10,000, bowl": raceOf("bowl", TUTORIAL, 10_000),
  "3 x 10,000, Rosenbrock": raceOf("rosenbrock", TUTORIAL, 10_000),
  "15 x 10,000, Rosenbrock": raceOf("rosenbrock", all, 10_000),
  "15 x 10,000, Rosenbrock, with four curves": raceOf("rosenbrock", all, 10_000, shown),
  "map of 128 x 128 runs x 200, RMSProp, Rosenbrock": () => map("rosenbrock", "rmsprop", 128, 200),
};
for (const [title, job] of Object.entries(JOBS)) {
  const [fastest, middle] = time(job);
  console.log(
    `${title.padEnd(50)} fastest ${fastest.toFixed(2).padStart(8)} ms   median ${middle.toFixed(2).padStart(8)} ms`,
  );
}
