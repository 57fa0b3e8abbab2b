import type { PlotlyLibrary } from "../types.js";

/** Loads its parts one after the other; between them it waits for `giveWay`. Scenes ask `requestFrame` for frames. */
export default function load(
  giveWay: () => Promise<unknown>,
  requestFrame: (callback: FrameRequestCallback) => number,
): Promise<PlotlyLibrary>;
