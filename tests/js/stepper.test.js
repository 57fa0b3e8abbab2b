import assert from "node:assert/strict";
import test from "node:test";

import { Stepper } from "../../static/views/stepper.js";

/** A stepper, what it tells, and `wait`, which lets its timer run out. */
function begin(count) {
  const told = [];
  let timer = null;
  const stepper = new Stepper({
    onChange: () => told.push(stepper.place),
    onEnd: () => told.push("end"),
    later: (act) => (timer = act),
    forget: () => (timer = null),
  });
  const wait = () => {
    const act = timer;
    timer = null;
    act?.();
  };
  stepper.begin(count, true);
  return { stepper, told, wait };
}

test("a stepper lights each sub-step and ends", () => {
  const { stepper, told, wait } = begin(3);
  for (let i = 0; i < 4; i++) wait();
  assert.deepEqual(told, [0, 1, 2, null, "end"]);
  assert.equal(stepper.playing, false);
});

test("a stepper that is paused waits, and goes on where it was", () => {
  const { stepper, wait } = begin(4);
  wait();
  stepper.toggle();
  wait();
  wait();
  assert.deepEqual([stepper.place, stepper.playing], [1, false]);
  stepper.move(-1);
  stepper.move(-1);
  assert.equal(stepper.place, 0);
  stepper.toggle();
  wait();
  assert.equal(stepper.place, 1);
});
