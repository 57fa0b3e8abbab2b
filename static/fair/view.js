/** The fair race as it is seen: the finding, the protocol, a row a racer, two curves, and what is unflattering. */
/** @import { Component, FairMessage } from "../types.js" */
/** @import { Row, Standing } from "../model/fair.js" */
/** @import { Look } from "./paper.js" */
import { onResize, partOf } from "../dom.js";
import { applyTheme, themeName } from "../views/theme.js";
import { rowOf, standings } from "../model/fair.js";
import { cautions, finding, findingOfSeveral, thousands } from "../model/fair_words.js";
import { FairRace } from "./race.js";
import { drawFoot, footHtml } from "./foot.js";
import { drawRows, headHtml, rowsHtml, scalesOf } from "./rows.js";
import { takeAway } from "./take.js";

const SKELETON = `<p class="fair-finding" role="status"></p>
  <div class="fair-take" role="group" aria-label="Take it away">
    <button type="button" data-take="link">Link</button><button type="button" data-take="png">Picture</button><button type="button" data-take="csv">Table</button></div>
  <div class="fair-protocol"><span data-role="protocol"></span><span data-role="count"></span>
    <span class="fair-progress" hidden><progress max="1" aria-label="The race"></progress><button type="button"></button></span></div>
  <table class="fair-rows"><caption></caption><thead></thead><tbody></tbody><tfoot></tfoot></table>
  <div class="fair-foot"></div>`;

export class FairView {
  /** @type {FairMessage} */
  message;
  json = "";

  /** @param {HTMLElement} parent */
  constructor(parent) {
    parent.querySelector('[role="status"]')?.remove();
    this.root = document.createElement("section");
    this.root.className = "fair";
    this.root.setAttribute("aria-label", "The fair race");
    this.root.innerHTML = SKELETON;
    parent.appendChild(this.root);
    this.race = new FairRace(() => this.show());
    const stops = [onResize(this.root, () => this.draw()), () => this.race.dispose()];
    this.button("button", ".fair-progress").onclick = () =>
      this.race.isStopped ? this.begin() : this.race.end();
    partOf(this.root, ".fair-take").onclick = (event) => takeAway(event, this);
    this.dispose = () => stops.forEach((stop) => stop());
  }

  /** @param {string} selector @param {string} within */
  button(selector, within) {
    return partOf(partOf(this.root, within), selector, HTMLButtonElement);
  }

  /** @param {Component<{json: string}>} component */
  receive({ data: { json } }) {
    if (json !== this.json) {
      this.json = json;
      this.message = JSON.parse(json);
      this.race.start(this.message);
    }
    applyTheme(this.root, this.look.theme);
    this.show(); // marks in the text have colours of the theme, too
  }

  begin() {
    this.race.start(this.message);
    this.show();
  }

  /** @returns {Look} */
  get look() {
    const name = themeName(this.root);
    return { theme: this.message.themes[name], map: this.message.maps[name] };
  }

  /** @returns {Row[][]} of each objective the rows of the racers that have run on it, the lowest median first */
  table() {
    const { message, race } = this;
    const { objectives, racers, protocol } = message;
    return objectives.map((objective) =>
      racers.flatMap((racer) => {
        const entry = race.entry(message, objective, racer);
        return entry ? [rowOf(racer, entry, protocol.step_sizes)] : [];
      }),
    );
  }

  show() {
    const { message, race } = this;
    const table = this.table();
    const isWhole = table.every((rows) => rows.length === message.racers.length);
    const [rows] = table.map((of) => [...of].sort((a, b) => a.median - b.median));
    /** @type {Standing[]|null} */
    const several =
      message.objectives.length > 1 && isWhole
        ? standings(table).sort((a, b) => a.median - b.median || a.racer.title.localeCompare(b.racer.title))
        : null;
    this.shown = { rows, several, table, isWhole };
    this.root.dataset.ready = String(isWhole && race.share === 1);
    this.root.classList.toggle("is-several", message.objectives.length > 1);
    this.write();
    this.draw();
  }

  /** The words and the numbers. */
  write() {
    const { message, race, shown } = this;
    const { rows, several, isWhole } = shown ?? { rows: [], several: null, isWhole: false };
    const finds = several ? findingOfSeveral(several, message) : rows.length ? finding(rows, message) : "";
    partOf(this.root, ".fair-finding").innerHTML = isWhole ? finds : "The racers are on their way …";
    partOf(this.root, '[data-role="protocol"]').innerHTML = protocolHtml(message);
    partOf(this.root, '[data-role="count"]').textContent = countText(message);
    const progress = partOf(this.root, ".fair-progress");
    progress.hidden = race.share === 1 && !race.isStopped;
    partOf(progress, "progress", HTMLProgressElement).value = race.isStopped ? 0 : race.share;
    this.button("button", ".fair-progress").textContent = race.isStopped ? "Stopped. Go on" : "Stop";
    partOf(this.root, "caption").innerHTML = finds;
    partOf(this.root, "thead").innerHTML = headHtml(message, several);
    partOf(this.root, "tbody").innerHTML = rowsHtml(message, rows ?? [], several, this.look);
    partOf(this.root, "tfoot").innerHTML =
      '<tr aria-hidden="true"><td></td><td class="is-strip"><canvas></canvas></td><td></td><td></td><td></td><td class="is-range"><canvas></canvas></td><td></td><td></td></tr>';
    const said = isWhole ? cautions(several ? [] : rows, message, race.check(message)) : [];
    partOf(this.root, ".fair-foot").innerHTML = footHtml(this, said);
  }

  /** The pictures, in the size and the theme of now. */
  draw() {
    if (!this.shown || !this.root.clientWidth) return;
    const { rows, several } = this.shown;
    drawRows(
      this.root,
      this.message,
      rows ?? [],
      several,
      scalesOf(this.message, rows ?? [], several),
      this.look,
    );
    drawFoot(this);
  }
}

/** @param {FairMessage} message */
function protocolHtml({ racers, protocol: { step_sizes: sizes, tuned, tested } }) {
  const starts = tested[1] - tested[0] + 1;
  const steps = [
    `each of <b>${racers.length}</b>`,
    `tries <b>${sizes.length}</b> step sizes on seeds <b>${tuned.join("–")}</b>`,
    "keeps the lowest median (failed: ∞)",
    `runs it from <b>${starts}</b> unseen starts, seeds <b>${tested.join("–")}</b>`,
  ];
  return steps.map((step) => `<span>${step}</span>`).join('<i aria-hidden="true">→</i>');
}

/** @param {FairMessage} message */
function countText({ racers, objectives, protocol: { step_sizes: sizes, tuned, tested, budget } }) {
  const each = sizes.length * (tuned[1] - tuned[0] + 1) + tested[1] - tested[0] + 1;
  return `${thousands(racers.length * objectives.length * each)} runs of ${thousands(budget)} gradients`;
}
