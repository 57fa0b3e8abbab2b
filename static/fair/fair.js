/** The element of the fair race: Streamlit calls it at every change of its data, and of the theme. */
/** @import { Component } from "../types.js" */
import { FairView } from "./view.js";

/** @type {WeakMap<HTMLElement, FairView>} */
const views = new WeakMap();

/** The style sheet, there before the view is, so that nothing jumps. @type {Promise<unknown>|null} */
let styles = null;

function loadStyles() {
  const { search, pathname } = new URL(import.meta.url); // the version of all that is in static/dist/
  const folder = pathname.includes("/dist/") ? "css" : "../css";
  const { href } = new URL(`${folder}/fair.css${search}`, import.meta.url);
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve(null);
    document.head.appendChild(link);
  });
}

/** @param {Component<{json: string}>} component */
export async function fair({ data, parentElement }) {
  styles ??= loadStyles();
  await styles;
  const view = views.get(parentElement) ?? new FairView(parentElement);
  views.set(parentElement, view);
  view.receive(data.json);
  return () => {
    if (parentElement.isConnected) return;
    views.get(parentElement)?.dispose();
    views.delete(parentElement);
  };
}
