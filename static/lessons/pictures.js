/**
 * The pictures of a lesson, drawn by Python (ui/lessons/page.py): shown as they come. Where a point is asked for, a
 * click on the plane says which.
 *
 * @typedef {object} Pick
 * @property {string} name  of the step
 * @property {[number, number, number, number]} frame  x0, x1, y0, y1
 * @property {[number, number, number, number]} box  left, top, width, height of the frame in the picture
 *
 * @typedef {{html: string, step: string, revealed: boolean, pick: Pick | null}} LessonMessage
 */
/** @import { Component } from "../types.js" */
import { guarded } from "../problem.js";

/** @type {WeakMap<HTMLElement, Component<LessonMessage>>} */
const latest = new WeakMap();

/** Streamlit calls it at every change of the element's data. @param {Component<LessonMessage>} component */
export default guarded((component) => {
  const { data, parentElement } = component;
  const host = latest.has(parentElement) ? parentElement.querySelector(".lesson-host") : begin(parentElement);
  const before = latest.get(parentElement)?.data;
  latest.set(parentElement, component);
  if (!host || !data) return;
  if (data.revealed && before && before.step === data.step && !before.revealed) showVerdict();
  if (host.innerHTML !== data.html) host.innerHTML = data.html;
  host.toggleAttribute("data-pick", data.pick !== null);
});

/** On a phone the verdict may stand where the page has been scrolled past it. */
function showVerdict() {
  requestAnimationFrame(() =>
    document.querySelector(".lesson-verdict")?.scrollIntoView({ block: "nearest" }),
  );
}

/** @param {HTMLElement} parent */
function begin(parent) {
  const host = document.createElement("div");
  host.className = "lesson-host";
  parent.append(host);
  host.addEventListener("click", (event) => pick(event, latest.get(parent)));
  return host;
}

/** @param {MouseEvent} event @param {Component<LessonMessage> | undefined} component */
function pick(event, component) {
  const where = component?.data.pick;
  const svg = event.target instanceof Element && event.target.closest('[data-plane="subject"]');
  if (!where || !(svg instanceof SVGSVGElement)) return;
  const matrix = svg.getScreenCTM()?.inverse();
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  const [left, top, width, height] = where.box;
  const [x0, x1, y0, y1] = where.frame;
  const across = (x - left) / width;
  const down = (y - top) / height;
  if (Math.min(across, down) < 0 || Math.max(across, down) > 1) return;
  component?.setStateValue("picked", [where.name, x0 + across * (x1 - x0), y1 - down * (y1 - y0)]);
}
