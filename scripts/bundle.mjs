/**
 * Joins the stage's modules into one file, and its style sheets into another: static/dist/, which the page loads.
 * Each file costs a small server 4 ms of processor time, and a slow line a part of a round trip.
 *
 *   node scripts/bundle.mjs           writes static/dist/
 *   node scripts/bundle.mjs --check   says whether it is what static/ makes
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = resolve(ROOT, "static/dist");

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  entryPoints: {
    elements: "static/elements.js",
    gif_worker: "static/export/gif_worker.js", // beside the file that starts it, as the other workers
    map_worker: "static/bridge/map_worker.js",
    fair: "static/fair/fair.js",
    fair_worker: "static/fair/fair_worker.js",
    lessons: "static/lessons/lessons.js",
    "css/all": "static/css/all.css",
    "css/fair": "static/css/fair.css",
    "css/lesson_stage": "static/css/lesson_stage.css",
  },
  outdir: DIST,
  bundle: true,
  write: false,
  format: "esm",
  target: "es2022",
  external: ["../vendor/*"], // others' work, loaded when it is wanted
  // Names stay, so that a visitor's error says where it happened.
  minifyWhitespace: true,
  minifySyntax: true,
});

if (process.argv.includes("--check")) {
  const stale = outputFiles.filter(({ path, text }) => read(path) !== text);
  for (const { path } of stale)
    console.error(`${relative(ROOT, path)} is not what static/ makes: 'make bundle' writes it.`);
  process.exit(stale.length ? 1 : 0);
}
rmSync(DIST, { recursive: true, force: true });
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** @param {string} path @returns {string|null} what is in the file, if there is one */
function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
