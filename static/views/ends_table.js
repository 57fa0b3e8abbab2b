/** In which minima the starts end, in percent, beside the step size that each minimum can hold; and what that shows. */
/** @import { Scene } from "../types.js" */
/** @import { StartsView } from "./starts_view.js" */
import { partOf } from "../dom.js";
import { markerSvg } from "../draw/marks.js";
import { escapeHtml } from "../model/format.js";
import { coloursOf, endRows, endsSentence, finding } from "../model/starts_map.js";

export class EndsTable {
  written = "";

  /** @param {HTMLElement} root  of the stage */
  constructor(root) {
    this.root = root;
    this.host = partOf(root, ".stage-ends");
    this.finding = partOf(root, ".stage-finding");
  }

  /** @param {StartsView[]} views  those that are on show @param {Scene|undefined} scene */
  write(views, scene) {
    const here = views.filter(({ owner, shown }) => owner && shown);
    this.show(here.length > 0 && scene !== undefined);
    if (!here.length || !scene) return;
    const maps = here.flatMap(({ shown }) => (shown ? [shown.found] : []));
    if (maps.some(({ minima }) => String(minima) !== String(maps[0].minima))) return; // one of them is of before
    const colours = coloursOf(maps);
    for (const view of here) if (String(view.colours) !== String(colours)) view.color(colours);
    const runs = here.map(({ owner }) => scene.runs.find(({ name }) => name === owner));
    const stepSizes = here.map((view) => edgeStep(view));
    const rows = endRows(maps, stepSizes);
    const titles = runs.map((run) => run?.title ?? "");
    const words = titles.map((title, i) => endsSentence(rows, i, title)).join(" ");
    const found = finding(rows, stepSizes, titles);
    if (this.finding.textContent !== found) this.finding.textContent = found;
    this.finding.hidden = !found;
    const heads = runs.map((run) =>
      run
        ? `<th scope="col">${markerSvg(run.style, scene.theme.casing, 5, 16)}<span>${escapeHtml(run.short)}</span></th>`
        : "<th></th>",
    );
    const html = `<table><thead><tr><th scope="col">starts that end in</th>${heads.join("")}<th scope="col">2/<i>L</i></th></tr></thead><tbody>${rows
      .map((row) => rowHtml(row, scene))
      .join("")}</tbody></table><p class="map-words" data-role="ends-words">${escapeHtml(words)}</p>`;
    if (this.written !== html) this.host.innerHTML = this.written = html;
  }

  /** In the place of the key. @param {boolean} on */
  show(on) {
    this.host.hidden = !on;
    this.root.toggleAttribute("data-ends", on);
    if (!on) this.finding.hidden = true;
  }
}

/** The step size of a rule whose edge is 2/L; NaN of any other. @param {StartsView} view */
function edgeStep({ owner, preview }) {
  const rule = preview.moved()?.optimizers[owner ?? ""];
  return rule?.edge?.label === "2/L" ? rule.hyperparameters.step_size : NaN;
}

/** @param {import("../model/starts_map.js").EndRow} row @param {Scene} scene */
function rowHtml({ name, colour, shares, limit, isOver }, { terrain: { maps } }) {
  const kind = colour === -1 ? "bounces" : "gone";
  const ground = colour >= 0 ? maps.ends[colour][0] : maps[kind];
  const swatch = `<i class="ends-swatch" ${colour < 0 ? `data-kind="${kind}"` : ""} style="background-color:${ground}"></i>`;
  const cells = shares.map((share) => `<td${share === "0" ? " data-none" : ""}>${share}</td>`).join("");
  return `<tr><th scope="row">${swatch}${escapeHtml(name)}</th>${cells}<td${isOver.some(Boolean) ? " data-over" : ""}>${limit}</td></tr>`;
}
