/** What a fair race comes to, and what it says: node --test tests/js/fair.test.js */
import assert from "node:assert/strict";
import { test } from "node:test";

import { expectedBest, profile, ranks, rowOf, standings } from "../../static/model/fair.js";
import { fairTable } from "../../static/model/fair_table.js";
import { cautions, finding, findingOfSeveral, list } from "../../static/model/fair_words.js";

const SIZES = [0.1, 1, 10];
const RACERS = { a: "Alpha", b: "Beta", c: "Gamma" };

/** A row of a racer whose tuning runs end at three losses a step size, and its two test runs as given. */
function row(name, tuning, losses, shared = [9, 9], stepSize = 1) {
  const entry = {
    start: 10,
    ...{ stepSize, budget: 4, tuning: Float64Array.from(tuning.flatMap((loss) => [loss, loss, loss])) },
    ...{ losses: Float64Array.from(losses), shared: Float64Array.from(shared), solved: Int32Array.of(2, 5) },
  };
  return rowOf({ name, title: RACERS[name], short: name.toUpperCase() }, entry, SIZES);
}

const protocol = { budget: 4, step_sizes: SIZES, tuned: [1, 3], tested: [4, 5], shared: 0.5, tries: 1 };
const message = {
  protocol,
  objectives: [{ name: "bowl", title: "Bowl" }],
  racers: Object.entries(RACERS).map(([name, title]) => ({ name, title })),
};
const heads = (rows, check) => cautions(rows, message, check).map(([head]) => head);

test("a row has the median, the good range around the chosen step size, and its failures", () => {
  const found = row("a", [5, 1, Infinity], [2, Infinity]);
  assert.equal(found.median, Infinity);
  assert.deepEqual([found.failed, found.failedInTuning], [1, 0]);
  assert.deepEqual([found.good, found.goodSizes, found.decades], [[0.1, 1], 2, 1]);
});

test("equal losses share the mean of their ranks", () => {
  assert.deepEqual(ranks([3, 1, 3, Infinity]), [2.5, 1, 2.5, 4]);
});

test("what is expected of a few tries is finite, and one more try never makes it worse", () => {
  const tried = { medians: [0.1, 0, Infinity, 1000], entry: { start: 10 } };
  const near = (n, value) => assert.ok(Math.abs(expectedBest(tried, n) / value - 1) < 1e-8, String(n));
  near(1, 10 ** ((-16 - 1 + 1 + 1) / 4)); // two of four keep the start
  near(2, 10 ** ((-16 * 7 - 1 * 5 + 1 * 4) / 16));
  const more = [1, 2, 5, 20, 200].map((n) => expectedBest(tried, n));
  assert.deepEqual(
    more,
    more.toSorted((a, b) => b - a),
  );
  near(200, 1e-16);
});

test("a data profile is the share of the starts that are solved within k gradients", () => {
  assert.deepEqual([...profile([row("a", [1, 1, 1], [1, 1])])], [0, 0, 0.5, 0.5, 0.5]);
});

test("the finding names the winner, and who would have won with one step size for all", () => {
  const rows = [row("a", [1, 1, 1], [1, 1], [7, 7]), row("b", [1, 1, 1], [2, 2], [3, 3])];
  assert.equal(
    finding(rows, message),
    "On Bowl, with 4 gradients and a step size of its own, <b>Alpha</b> ends lowest, and <b>Beta</b> next. At 0.5 for all, Beta would have won.",
  );
  const lost = [row("a", [1, 1, 1], [1, 1], [Infinity, Infinity]), rows[1]];
  assert.match(finding(lost, message), /Beta would have won, and A would have diverged from every start\.$/);
  const even = [row("a", [1, 1, 1], [0, 0], [0, 0]), row("b", [1, 1, 1], [0, 0])];
  assert.match(
    finding(even, message),
    /<b>Alpha<\/b> and <b>Beta<\/b> end equally low\. .* Alpha would have won too\.$/,
  );
  const none = [row("a", [1, 1, 1], [Infinity, Infinity])];
  assert.match(finding(none, message), /every racer diverges/);
});

test("what is unflattering is said where it is so, and only there", () => {
  const fine = [row("a", [5, 1, 2], [1, 1])];
  assert.deepEqual(heads(fine), ["Tuning effort."]);
  const failing = row("b", [9, 1, 90], [1, 1, Infinity], [1, 1, 1]);
  assert.deepEqual(heads([failing]), ["A median forgives.", "Tuned for nothing.", "Tuning effort."]);
  const narrow = row("a", [90, 1, 90], [1, 1]);
  assert.deepEqual(heads([narrow]), ["It has to be met.", "Tuning effort."]);
  const end = row("a", [1, 2, 90], [1, 1], [9, 9], 0.1);
  assert.deepEqual(heads([end]), ["The search ends too soon.", "Tuning effort."]);
});

test("little effort may have another winner, and the search is checked", () => {
  const rows = [row("a", [90, 1, 90], [1, 1]), row("b", [4, 4, 4], [4, 4])];
  const [, effort] = cautions(rows, message).find(([head]) => head === "Tuning effort.");
  assert.equal(
    effort,
    "With one step size drawn at random, the lowest loss is to be expected of Beta, 4.0; with all 3, it is Alpha.",
  );
  const check = { adam: 2, momentum: 1, epsilon: 1, loses: false };
  assert.equal(heads(rows, check).at(-1), "The search is checked.");
  assert.equal(heads(rows, { ...check, loses: true }).at(-1), "The search is too small.");
});

test("on several objectives the median rank decides, and its failures are counted", () => {
  const table = [
    [row("a", [1, 1, 1], [1, 1]), row("b", [1, 1, 1], [2, 2])],
    [row("a", [1, 1, 1], [1, Infinity, 1]), row("b", [1, 1, 1], [3, 3])],
  ];
  const found = standings(table);
  assert.deepEqual(
    found.map(({ ranks: places, median, failed }) => [places, median, failed]),
    [
      [[1, 1], 1, 1],
      [[2, 2], 2, 0],
    ],
  );
  const several = { ...message, objectives: [...message.objectives, { title: "Other" }] };
  assert.match(
    findingOfSeveral(found, several),
    /<b>Alpha<\/b> has the lowest median rank, 1, and <b>Beta<\/b>/,
  );
});

test("a list of very many names the first", () => {
  assert.equal(list(["A", "B", "C"]), "A, B and C");
  assert.equal(list(["A", "B", "C", "D", "E"]), "A, B, C and 2 more");
});

test("the table has a row a run; what diverged is empty", () => {
  const { entry } = row("a", [1, 1, 1], [0.5, Infinity]);
  const text = fairTable(message, (_, { name }) => (name === "a" ? entry : undefined));
  assert.deepEqual(text.split("\r\n"), [
    "objective,optimizer,step_size,seed,loss,solved_at,loss_at_shared_step_size",
    "bowl,a,1,4,0.5,2,9",
    "bowl,a,1,5,,,9",
    "",
  ]);
});
