/** The entries of the page's elements (ui/wire/stage.py): Streamlit calls each at every change of its data. */
import { mounted } from "./bridge/mounted.js";
import { Stage } from "./stage.js";

export const stage = mounted("all.css", Stage);
export { default as terrain } from "./bridge/terrain_port.js";
export { default as programs } from "./bridge/programs_port.js";
export { default as mechanism } from "./bridge/step_port.js";
export { default as update } from "./bridge/update_port.js";
export { default as answers } from "./bridge/answers_port.js";
