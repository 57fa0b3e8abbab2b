/** A canvas over a plot, sized to its host in device pixels, drawn in the units of model/scale.js. */
import { contextOf } from "../dom.js";
import { unit } from "../model/scale.js";

export class Layer {
  /** @param {HTMLElement} host positioned; the layer covers it @param {string} name for data-layer */
  constructor(host, name) {
    this.host = host;
    this.canvas = document.createElement("canvas");
    this.canvas.dataset.layer = name;
    this.canvas.setAttribute("aria-hidden", "true");
    host.appendChild(this.canvas);
  }

  /** @returns {CanvasRenderingContext2D} cleared */
  begin() {
    const ratio = window.devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.host;
    const ctx = contextOf(this.canvas);
    if (
      this.canvas.width !== Math.round(width * ratio) ||
      this.canvas.height !== Math.round(height * ratio)
    ) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
    }
    ctx.setTransform(ratio * unit(), 0, 0, ratio * unit(), 0, 0);
    ctx.clearRect(0, 0, width, height);
    return ctx;
  }

  /** What is on it now. */
  copy() {
    return copyOf(this.canvas);
  }
}

/** @param {HTMLCanvasElement} canvas */
export function copyOf(canvas) {
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  contextOf(copy).drawImage(canvas, 0, 0);
  return copy;
}
