/** The elements of a lesson (ui/wire/lesson.py): Streamlit calls each at every change of its data, and of the theme. */
/** @import { Component } from "../types.js" */
import { guarded } from "../problem.js";
import { grounds } from "./grounds.js";
import { LessonStage } from "./lesson_stage.js";

/** @type {WeakMap<HTMLElement, LessonStage>} */
const stages = new WeakMap();

/** The style sheet, there before the stage is, so that nothing jumps. @type {Promise<unknown>|null} */
let styles = null;

function loadStyles() {
  const { search, pathname } = new URL(import.meta.url); // the version of all that is in static/dist/
  const folder = pathname.includes("/dist/") ? "css" : "../css";
  const { href } = new URL(`${folder}/lesson_stage.css${search}`, import.meta.url);
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve(null);
    document.head.appendChild(link);
  });
}

export const lesson_ground = guarded((/** @type {Component<{key: string, json: string}>} */ { data }) => {
  if (data && data.key !== grounds.latest?.key) grounds.publish(data);
});

/** @param {Component<{json: string}>} component */
export async function lesson(component) {
  const { parentElement } = component;
  styles ??= loadStyles();
  await styles;
  const stage = stages.get(parentElement) ?? new LessonStage(parentElement);
  stages.set(parentElement, stage);
  stage.receive(component);
  return () => {
    if (parentElement.isConnected) return;
    stages.get(parentElement)?.dispose();
    stages.delete(parentElement);
  };
}
