import assert from "node:assert/strict";
import test from "node:test";

import { statusAt } from "../../static/views/scoreboard.js";

const RUN = {
  f: [1, 0.5, 1e-6, 1e-7],
  distance: [1, 0.71, 1e-3, 3e-4],
  length: 4,
  outcome: { reason: "converged", iteration: 3, words: "there" },
};

test("the status tells the way and then the outcome", () => {
  const told = [1, 2, 3].map((k) => statusAt(RUN, k, 0, 1e-5));
  assert.deepEqual(
    told.map(({ text }) => text),
    ["moving, 29% of the way", "within 1e−5 of the minimum now", "there"],
  );
  assert.equal(told[2].tone, "good");
});

test("a tolerance is written as the outcome writes it", () => {
  assert.equal(statusAt(RUN, 2, 0, 0.01).text, "within 0.01 of the minimum now");
});
