/** The element of the fair race: Streamlit calls it at every change of its data, and of the theme. */
import { mounted } from "../bridge/mounted.js";
import { FairView } from "./view.js";

export const fair = mounted("fair.css", FairView);
