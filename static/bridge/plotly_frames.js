/**
 * The frames that Plotly's scene asks for. It asks for every one, for ever, to see whether its camera has moved, and
 * draws in few of them: a page that stands still would keep a processor awake. So while nothing is touched or drawn
 * it is asked a few times a second. scripts/plotly_bundle.mjs gives `requestFrame` to Plotly as the browser's own.
 */
const AWAKE = 600; // ms after the last reason to draw; a camera that was thrown comes to rest sooner
const PAUSE = 250; // ms from one look to the next while there is no reason
const REASONS = ["pointerdown", "pointermove", "touchmove", "wheel", "keydown", "resize"];

/** @type {Set<FrameRequestCallback>} */
const waiting = new Set();
/** @type {ReturnType<typeof setTimeout>|undefined} */
let pause;
let awakeUntil = 0;

/** Every frame is looked at for a while. */
export function wake() {
  awakeUntil = performance.now() + AWAKE;
  if (waiting.size) goOn();
}

/** As the browser's `requestAnimationFrame`, but for the pause. @param {FrameRequestCallback} callback */
export function requestFrame(callback) {
  if (performance.now() < awakeUntil) return requestAnimationFrame(callback);
  waiting.add(callback);
  pause ??= setTimeout(goOn, PAUSE);
  return 0;
}

function goOn() {
  clearTimeout(pause);
  pause = undefined;
  for (const callback of waiting) requestAnimationFrame(callback);
  waiting.clear();
}

for (const reason of REASONS) addEventListener(reason, wake, { capture: true, passive: true });
