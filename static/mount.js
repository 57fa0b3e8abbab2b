/** The stage's element: one stage for each node that Streamlit gives, with its style sheets. */
import { loadPlotly } from "./bridge/plotly.js";
import { Stage } from "./stage.js";

/** @type {WeakMap<HTMLElement, Stage>} */
const stages = new WeakMap();

/** The style sheets, there before the stage is, so that nothing jumps. @type {Promise<unknown>|null} */
let styles = null;

/** @param {string} name */
function loadStyle(name) {
  const href = new URL(`css/${name}.css`, import.meta.url).href;
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
  styles ??= Promise.all(
    ["stage", "charts", "options", "transport", "scoreboard", "update", "take", "hands"].map(loadStyle),
  );
  const chunk = component.data?.facts?.chunk;
  if (chunk) loadPlotly(chunk).catch(() => {}); // it is large: ask for it first; the plots wait for it
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
