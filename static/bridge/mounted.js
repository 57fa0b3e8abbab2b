/** Elements that show something: one view for each node that Streamlit gives, with a style sheet of its own. */
/** @import { Component } from "../types.js" */

/**
 * @param {string} name  of a file in static/css/
 * @returns {Promise<unknown>} when it is there, so that nothing jumps, or is not to be had
 */
function loadStyles(name) {
  const { search, pathname } = new URL(import.meta.url); // the version of all that is in static/dist/
  const folder = pathname.includes("/dist/") ? "css" : "../css";
  const { href } = new URL(`${folder}/${name}${search}`, import.meta.url);
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve(null);
    document.head.appendChild(link);
  });
}

/**
 * The entry of an element: called again at every change of its data or of the theme.
 * @template Data
 * @param {string} sheet  its style sheet, a file in static/css/
 * @param {new (parent: HTMLElement) => {receive: (component: Component<Data>) => void, dispose: () => void}} View
 */
export function mounted(sheet, View) {
  /** @type {WeakMap<HTMLElement, InstanceType<typeof View>>} */
  const views = new WeakMap();
  /** @type {Promise<unknown>|null} */
  let styles = null;
  return async (/** @type {Component<Data>} */ component) => {
    const { parentElement } = component;
    styles ??= loadStyles(sheet);
    await styles;
    const view = views.get(parentElement) ?? new View(parentElement);
    views.set(parentElement, view);
    view.receive(component);
    // Called for each superseded call too: only a view that has left the page is over.
    return () => {
      if (parentElement.isConnected) return;
      views.get(parentElement)?.dispose();
      views.delete(parentElement);
    };
  };
}
