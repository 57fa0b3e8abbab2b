import assert from "node:assert/strict";
import test from "node:test";

import { longestStatuses, sorted, statusAt } from "../../static/views/scoreboard.js";

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

/** A run that stands at one iterate. */
const at = (f, best, distance) => ({
  f: [f],
  best: [best],
  distance: [distance],
  length: 1,
  outcome: { reason: "running", iteration: 1 },
});

test("the list can be sorted by each number, and what is none comes last", () => {
  const [a, b, c] = [at(3, 1, NaN), at(2, 2, 5), at(NaN, 1, 4)];
  assert.deepEqual(sorted([a, b, c], "value", 0), [b, a, c]);
  assert.deepEqual(sorted([a, b, c], "best", 0), [a, c, b], "equals stay as they are");
  assert.deepEqual(sorted([a, b, c], "distance", 0), [c, b, a]);
});

test("a run that has overflowed comes last", () => {
  const over = { ...at(1, 1, 1), outcome: { reason: "diverged", iteration: 1 } };
  const [near, far] = [
    { ...at(7, 7, 7), f: [9, 7], length: 2 },
    { ...at(8, 8, 8), f: [9, 8], length: 2 },
  ];
  assert.deepEqual(sorted([over, far, near], "value", 1), [near, far, over]);
});

test("a row has room for the longest of its texts from the start, plain and in bold", () => {
  assert.deepEqual(longestStatuses(RUN, 0, 1e-5), { plain: "within 1e−5 of the minimum now", bold: "there" });
  const ended = {
    ...RUN,
    outcome: { ...RUN.outcome, words: "a sentence that is longer than all before it" },
  };
  assert.equal(longestStatuses(ended, 0, 1e-5).bold, ended.outcome.words);
  const left = { ...RUN, outcome: { reason: "diverged", iteration: 3, left: 2, words: "gone" } };
  assert.deepEqual(longestStatuses(left, null, 0), { plain: "left the plot at iterate 2", bold: "gone" });
  assert.match(longestStatuses({ ...RUN, chaotic: 1 }, 0, 1e-5).plain, /minimum now; chaotic/);
});
