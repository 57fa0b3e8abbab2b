/**
 * Makes static/vendor/plotly.js: those parts of plotly.js that the stage draws with, as one module.
 *
 *   node plotly_bundle.mjs FOLDER TARGET
 *
 * FOLDER has plotly.js and esbuild under node_modules (scripts/plotly_bundle.py installs them). The module's default
 * export loads its parts one after the other and gives way between them: evaluated at once, they would stop the
 * picture for a fifth of a second. The frames of its scenes are asked of whom the page names.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const FRAMES = new URL("plotly_frames.mjs", import.meta.url).pathname;
const PARTS = `import { frames } from "${FRAMES}";
export default async function load(giveWay, requestFrame) {
  frames.request = requestFrame;
  require("plotly.js/build/plotcss"); await giveWay();
  require("plotly.js/src/lib"); await giveWay();
  require("plotly.js/src/plot_api"); await giveWay();
  const Plotly = require("plotly.js/lib/core"); await giveWay();
  Plotly.register(require("plotly.js/lib/contour")); await giveWay();
  require("plotly.js/stackgl_modules"); await giveWay();
  Plotly.register([require("plotly.js/lib/surface"), require("plotly.js/lib/scatter3d")]);
  return Plotly;
}`;

const [folder, target] = process.argv.slice(2).map((path) => resolve(path));
const { build } = createRequire(join(folder, "index.js"))("esbuild");
const facts = (path) => JSON.parse(readFileSync(join(path, "package.json"), "utf8"));
const { version } = facts(join(folder, "node_modules/plotly.js"));

/**
 * @param {Record<string, {bytesInOutput: number}>} inputs  the files of the bundle
 * @returns {string[]} the folders of the packages that they belong to
 */
function packagesOf(inputs) {
  const files = Object.keys(inputs).filter(
    (file) => inputs[file].bytesInOutput > 0 && !file.endsWith(".css"),
  );
  const owners = files.map((file) => file.match(/^.*node_modules\/(@[^/]+\/)?[^/]+/)?.[0]);
  return [...new Set(owners)].filter(Boolean).sort();
}

/** @param {string} path of a package @returns {string} its name, version and licence, with the text of it */
function licenceOf(path) {
  const { name, version: its, license } = facts(path);
  const file = readdirSync(path).find((found) => /^licen[cs]e/i.test(found));
  const text = file ? readFileSync(join(path, file), "utf8").trim() : `Licence: ${license}`;
  return `${name} ${its} (${license})\n\n${text}\n`;
}

const { metafile } = await build({
  stdin: { contents: PARTS, resolveDir: folder },
  outfile: target,
  bundle: true,
  minify: true,
  inject: [FRAMES],
  format: "esm",
  target: "es2022",
  banner: { js: `/*! plotly.js v${version}, in part: see plotly.LICENSE.txt */` },
  alias: { stream: "stream-browserify" },
  define: { global: "window", "define.amd": "false", "process.env.NODE_DEBUG": "false" },
  loader: { ".css": "empty" }, // of maps, which are not in it
  legalComments: "none", // all licences are in a file of their own
  absWorkingDir: folder,
  metafile: true,
});
const { inputs } = Object.values(metafile.outputs)[0];
const licences = packagesOf(inputs).map((path) => licenceOf(join(folder, path)));
writeFileSync(target.replace(/\.js$/, ".LICENSE.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
