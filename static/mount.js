/** The stage's element: one stage for each node that Streamlit gives, with its style sheets. */
import { Stage } from "./stage.js";

/** @type {WeakMap<HTMLElement, Stage>} */
const stages = new WeakMap();

/** The style sheets, there before the stage is, so that nothing jumps. @type {Promise<unknown>|null} */
let styles = null;

function loadStyles() {
  const { search } = new URL(import.meta.url); // the version of all that is in static/dist/
  const { href } = new URL(`css/all.css${search}`, import.meta.url);
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.onload = link.onerror = () => resolve(null);
    document.head.appendChild(link);
  });
}

/**
 * The element's entry: called again at every change of its data or of the theme.
 * @param {import("./types.js").Component<import("./types.js").RaceMessage>} component
 */
export default async function mount(component) {
  const { parentElement } = component;
  styles ??= loadStyles();
  await styles;
  const stage = stages.get(parentElement) ?? new Stage(parentElement);
  stages.set(parentElement, stage);
  stage.receive(component);
  // Called for each superseded call too: only a stage that has left the page is over.
  return () => {
    if (parentElement.isConnected) return;
    stages.get(parentElement)?.dispose();
    stages.delete(parentElement);
  };
}
