import assert from "node:assert/strict";
import test from "node:test";

import { Clock } from "../../static/model/clock.js";

/** A clock that plays a run from its start, for so many milliseconds. */
function play(nIter, milliseconds, { loop = false } = {}) {
  const clock = new Clock(() => {});
  const times = [];
  clock.loop = loop;
  clock.setLength(nIter);
  clock.play();
  for (let now = 0; now <= milliseconds; now += 50) {
    clock.tick(now);
    times.push(clock.time);
  }
  return { clock, times };
}

for (const nIter of [1, 50, 10_000]) {
  test(`a run of ${nIter} iterations is played in three seconds`, () => {
    const { clock, times } = play(nIter, 3100);
    assert.ok(Math.abs(times[1500 / 50] - nIter / 2) < 1e-6 * nIter);
    assert.deepEqual([clock.time, clock.playing], [nIter, false]);
  });
}

test("a step pauses on a whole iterate", () => {
  const { clock } = play(50, 0);
  clock.time = 7.4;
  clock.step(1);
  assert.equal(clock.time, 8);
  clock.time = 7.4;
  clock.step(-1);
  assert.deepEqual([clock.time, clock.playing], [6, false]);
});

test("a longer run leaves the clock where it is, and the end at the end", () => {
  const clock = new Clock(() => {});
  clock.setLength(50);
  clock.seek(20);
  clock.setLength(100);
  assert.equal(clock.time, 20);
  clock.seek(100);
  clock.setLength(400);
  assert.equal(clock.time, 400);
  clock.setLength(30);
  assert.equal(clock.time, 30);
});

test("the loop starts again", () => {
  const { clock } = play(50, 3100, { loop: true });
  assert.ok(clock.playing && clock.time < 5);
});
