import type { PlotlyLibrary } from "../types.js";

/** Loads its parts one after the other; between them it waits for `giveWay`. */
export default function load(giveWay: () => Promise<unknown>): Promise<PlotlyLibrary>;
