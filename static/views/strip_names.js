/** The names of the strips below a map: each opens that racer's own. */
/** @import { Box, Scene } from "../types.js" */
/** @import { EngineRecord } from "../engine/types.js" */
import { markerSvg } from "../draw/marks.js";
import { escapeHtml, exactText } from "../model/format.js";
import { axesOf } from "../model/map_axes.js";
import { unit } from "../model/scale.js";

export class StripNames {
  written = "";
  /** @type {Scene["runs"]} */
  runs = [];

  /**
   * @param {HTMLElement} host @param {import("../hands/preview.js").Preview} preview
   * @param {(racer: string) => void} choose  called with the one that was pressed
   */
  constructor(host, preview, choose) {
    this.host = host;
    this.preview = preview;
    host.addEventListener("click", ({ target }) => {
      const racer = target instanceof Element && target.closest("button")?.dataset.racer;
      if (racer) choose(racer);
    });
  }

  /** Those of all racers but the owner of the map. @param {EngineRecord} record @param {Scene} scene @param {string} owner */
  write(record, { runs, theme }, owner) {
    this.runs = runs;
    const html = runs
      .filter(({ name }) => name !== owner)
      .map(({ name, title, style }) => {
        const text = escapeHtml(this.textOf(record, name));
        const named = `${markerSvg(style, theme.casing, 5, 16)}<span>${text}</span>`;
        return `<button type="button" data-racer="${name}" title="${escapeHtml(title)}: a map of its own">${named}</button>`;
      })
      .join("");
    if (this.written !== html) this.host.innerHTML = this.written = html;
  }

  /** What a strip is called. @param {EngineRecord} record @param {string} racer */
  textOf(record, racer) {
    const run = this.runs.find(({ name }) => name === racer);
    return `${run?.short ?? racer}${this.second(record, racer)}`;
  }

  /** At which value of its second parameter a strip lies. @param {EngineRecord} record @param {string} racer */
  second({ optimizers }, racer) {
    const { y } = axesOf(optimizers[racer], racer, (slider) => this.preview.positionsOf(slider));
    return y ? `, ${y.symbol} = ${exactText(optimizers[racer].hyperparameters[y.name])}` : "";
  }

  /** @param {(i: number) => Box} boxOf @param {boolean} above  whether there is room above each strip, for words */
  place(boxOf, above) {
    [...this.host.children].forEach((name, i) => {
      if (!(name instanceof HTMLElement)) return;
      const { top, left } = boxOf(i);
      const [x, y] = above ? [left, top - 20] : [left - 22, top - 4];
      name.toggleAttribute("data-short", !above);
      name.style.transform = `translate(${x * unit()}px, ${y * unit()}px)`;
    });
  }
}
