import assert from "node:assert/strict";
import test from "node:test";

import { sentence, termOf } from "../../static/model/terms.js";

const TERMS = {
  share: "{share}% of the way: {start} at first, {now} now <so>",
  loss: "the lowest: {minimum}",
};
const run = {
  f: [9, 4, 1, 0],
  distance: [3, 2, 1, 0],
  length: 4,
  outcome: { reason: "converged", iteration: 3, left: Infinity },
};

test("a word is explained with the numbers of the run", () => {
  const { term, numbers } = termOf(run, 1, 0);
  assert.equal(sentence(TERMS, term, numbers), "33% of the way: 3.00 at first, 2.00 now &lt;so&gt;");
  assert.equal(sentence(TERMS, "loss", { minimum: 1e-9 }), "the lowest: 1.0×10<sup>−9</sup>");
  assert.equal(sentence(TERMS, "loss", { minimum: null }), "the lowest: none");
});

test("which word it is depends on how the run stands", () => {
  const left = { ...run, outcome: { ...run.outcome, left: 1, iteration: Infinity } };
  const back = { ...run, distance: [3, 4, 5, 6], outcome: { ...run.outcome, iteration: Infinity } };
  assert.deepEqual(
    [termOf(run, 1, 0), termOf(run, 3, 0), termOf(left, 2, 0), termOf(back, 1, 0), termOf(run, 1, null)].map(
      ({ term }) => term,
    ),
    ["share", "outcome", "left", "moving", "unbounded"],
  );
});
