import assert from "node:assert/strict";
import test from "node:test";

globalThis.WebSocket ??= class {}; // the page's, which the bridge wraps

const { isScroll } = await import("../../static/hands/swipes.js");

test("a finger scrolls if it goes up or down more than sideways, and stands still at first", () => {
  assert.equal(isScroll(2, -2), null);
  assert.equal(isScroll(5, -9), true);
  assert.equal(isScroll(-9, 5), false);
});
