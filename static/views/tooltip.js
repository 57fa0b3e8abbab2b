/**
 * Over a path: which iterate this is, where, and what the charts show of it. Beside an element with a data-tip: these
 * words, when it is pointed at, focused or tapped.
 */
/** @import { Run, Scene } from "../types.js" */
/** @import { PathView } from "./path_view.js" */
import { escapeHtml, formatHtml, lessHtml } from "../model/format.js";
import { closest } from "../bridge/streamlit_page.js";
import { columnOf } from "../model/charts.js";
import { markerSvg } from "../draw/marks.js";
import { unit } from "../model/scale.js";

export class Tooltip {
  /** @param {HTMLElement} root the stage */
  constructor(root) {
    this.root = root;
    this.element = document.createElement("div");
    this.element.className = "stage-tooltip";
    this.element.dataset.role = "tooltip";
    this.element.hidden = true;
    root.appendChild(this.element);
    this.attachTips();
  }

  attachTips() {
    /** A finger that comes down may be about to scroll: its tap is a click. @param {Event} event */
    const show = (event) => {
      if (event instanceof PointerEvent && event.type === "pointerover" && event.pointerType === "touch")
        return;
      const owner = closest(event, "[data-tip]");
      if (owner instanceof HTMLElement) this.say(owner);
    };
    /** @param {Event} event */
    const hide = (event) => closest(event, "[data-tip]") && this.hide();
    for (const type of ["pointerover", "focusin", "click"]) this.root.addEventListener(type, show);
    for (const type of ["pointerout", "focusout"]) this.root.addEventListener(type, hide);
    /** @param {KeyboardEvent} event */
    const escape = (event) => {
      if (!this.root.isConnected) return document.removeEventListener("keydown", escape);
      if (event.key !== "Escape" || this.element.hidden) return;
      event.preventDefault(); // it leaves nothing else
      this.hide();
    };
    document.addEventListener("keydown", escape); // what is pointed at only has no focus
  }

  /** @param {HTMLElement} owner  with a data-tip */
  say(owner) {
    const stage = this.root.getBoundingClientRect(),
      box = owner.getBoundingClientRect();
    this.write(`<p>${owner.dataset.tip}</p>`, box.left - stage.left, box.top - stage.top, 0);
  }

  /** @param {PathView} view @param {() => number} time */
  attach(view, time) {
    /** @param {PointerEvent} event */
    const show = (event) => {
      const { left, top } = view.host.getBoundingClientRect();
      const drags = event.buttons && (event.pointerType === "mouse" || closest(event, '[data-role="start"]'));
      const hit = drags
        ? null
        : view.nearest((event.clientX - left) / unit(), (event.clientY - top) / unit(), time());
      hit ? this.show(view, hit) : this.hide();
    };
    view.host.addEventListener("pointermove", show, { capture: true });
    view.host.addEventListener("pointerdown", show, { capture: true });
    view.host.addEventListener("pointerleave", () => this.hide());
  }

  /** @param {PathView} view @param {import("./path_view.js").Hit} hit */
  show(view, { run, iterate, x, y }) {
    const stage = this.root.getBoundingClientRect(),
      host = view.host.getBoundingClientRect();
    this.write(
      tooltipHtml(run, iterate, view.scene),
      host.left - stage.left + x * unit(),
      host.top - stage.top + y * unit(),
      14,
    );
  }

  /** @param {HTMLElement} host @param {string} html @param {number} x @param {number} y  in px of the host */
  over(host, html, x, y) {
    const stage = this.root.getBoundingClientRect(),
      box = host.getBoundingClientRect();
    this.write(html, box.left - stage.left + x, box.top - stage.top + y, 12);
  }

  /**
   * Above a place, or below where there is no room; never past the stage's right edge.
   * @param {string} html @param {number} x @param {number} y  in px of the stage @param {number} beside
   */
  write(html, x, y, beside) {
    this.element.innerHTML = html;
    this.element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const left = Math.min(x + beside, this.root.clientWidth - width);
    const above = y - height - 12;
    this.element.style.transform = `translate(${Math.max(0, left)}px, ${above > 0 ? above : above + height + 26}px)`;
  }

  hide() {
    this.element.hidden = true;
  }
}

const ALWAYS = ["position", "loss"]; // in any case

/** @param {Run} run @param {number} k @param {Scene} scene */
function tooltipHtml(run, k, { theme, curves, quantities, offset }) {
  /** @param {number} value */
  const number = (value) => formatHtml(value, 4);
  const rows = [
    ["<i>x</i>, <i>y</i>", `${number(run.x[k])}, ${number(run.y[k])}`],
    [`<i>f</i>${lessHtml(offset)}`, number(run.f[k])],
  ];
  const shown = new Set(curves.map(([name]) => name));
  for (const name of ALWAYS) shown.delete(name);
  for (const name of shown) {
    const { title, columns } = quantities[name];
    const values = columns.flatMap((column) => columnOf(run, column)?.[k] ?? []);
    if (values.length)
      rows.push([escapeHtml(title.toLowerCase()), values.map((v) => formatHtml(v)).join(", ")]);
  }
  const body = rows.map(([name, value]) => `<span>${name}</span><span>${value}</span>`).join("");
  return `<b>${markerSvg(run.style, theme.casing, 5, 16)}${escapeHtml(run.title)}, iterate ${k}</b><div>${body}</div>`;
}
