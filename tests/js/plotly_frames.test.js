import assert from "node:assert/strict";
import { mock, test } from "node:test";

/** The browser's part: frames are given by hand, and whoever listens to the window is told by hand. */
const browser = { /** @type {FrameRequestCallback[]} */ asked: [], listeners: new Map() };
globalThis.requestAnimationFrame = (callback) => browser.asked.push(callback);
globalThis.addEventListener = (type, listener) => browser.listeners.set(type, listener);
mock.timers.enable({ apis: ["setTimeout"] });
let now = 0;
performance.now = () => now;
const { requestFrame, wake } = await import("../../static/bridge/plotly_frames.js");

let looks = 0;
const look = () => {
  looks++;
  requestFrame(look);
};

/** Lets time pass, a frame each 10 ms; how often was looked? */
function looksWithin(milliseconds) {
  const before = looks;
  for (const end = now + milliseconds; now < end;) {
    now += 10;
    mock.timers.tick(10);
    browser.asked.splice(0).forEach((callback) => callback(now));
  }
  return looks - before;
}

test("what loops for ever has every frame while there is a reason, and a few a second where there is none", () => {
  wake();
  requestFrame(look);
  assert.equal(looksWithin(500), 50);
  looksWithin(500);
  assert.equal(looksWithin(1000), 4);
  wake();
  assert.equal(looksWithin(100), 10, "at once");
});

test("a hand on the page is a reason", () => {
  looksWithin(2000);
  for (const touch of ["pointerdown", "pointermove", "wheel", "keydown"]) {
    assert.ok(looksWithin(250) <= 1);
    browser.listeners.get(touch)();
    assert.equal(looksWithin(100), 10, touch);
    looksWithin(2000);
  }
});
