/** Stands in for the browser's `requestAnimationFrame` within the bundle; the page says who answers. */

export const frames = { request: (callback) => globalThis.requestAnimationFrame(callback) };

export const requestAnimationFrame = (callback) => frames.request(callback);
