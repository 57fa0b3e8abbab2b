import assert from "node:assert/strict";
import test from "node:test";

import { RecentSliders } from "../../static/model/recent_sliders.js";

const OFFERED = ["step_size", "rho", "n_iter", "adam.beta1"];

function begin() {
  const recent = new RecentSliders(2);
  recent.offer(OFFERED);
  return recent;
}

test("the first two sliders are at hand before one was used", () => {
  const { rows, latest } = begin();
  assert.deepEqual([rows, latest], [["step_size", "rho"], 0]);
});

test("a slider that is used takes the row of the one used longest ago, and no other moves", () => {
  const recent = begin();
  recent.use("rho");
  recent.use("n_iter");
  assert.deepEqual([recent.rows, recent.latest], [["n_iter", "rho"], 0]);
  recent.use("rho");
  assert.deepEqual([recent.rows, recent.latest], [["n_iter", "rho"], 1]);
  recent.use("step_size");
  assert.deepEqual(recent.rows, ["step_size", "rho"]);
});

test("a slider that is gone leaves its row, and what is not offered takes none", () => {
  const recent = begin();
  recent.use("adam.beta1");
  recent.offer(["step_size", "rho", "n_iter"]);
  assert.deepEqual(recent.rows, ["step_size", "rho"]);
  recent.use("adam.beta1");
  assert.deepEqual(recent.rows, ["step_size", "rho"]);
  recent.offer(["rho"]);
  assert.deepEqual(recent.rows, ["rho"]);
});

test("of two rows that want the same slider, each keeps one", () => {
  const recent = begin();
  recent.choose(0, "rho");
  assert.deepEqual([recent.rows, recent.latest], [["rho", "step_size"], 0]);
});
