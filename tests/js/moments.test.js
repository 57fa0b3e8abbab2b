import assert from "node:assert/strict";
import test from "node:test";

import { LONGEST_NAME, MomentList, MOST } from "../../static/model/moments.js";
import { fileText, readFile } from "../../static/model/moments_file.js";
import {
  LONGEST_LINK,
  packed,
  queryOf,
  seenIn,
  settingsIn,
  unpacked,
} from "../../static/model/moments_link.js";

const moment = (name, seen = {}) => ({
  name,
  settings: { objective: "beale" },
  seen: { iterate: "3", ...seen },
});
/** Five as a lecturer makes them. */
const FIVE = [
  {
    name: "The valley",
    settings: {
      objective: "rosenbrock",
      step_size: "0.002",
      n_iter: "300",
      start: "-1.5,2",
      optimizers: "rmsprop,gd",
    },
    seen: { iterate: "120", camera: "20.3,31.5,1.2", mechanism: "true" },
  },
  {
    name: "Vier Täler & zwei Wege",
    settings: { objective: "himmelblau", step_size: "0.05", rho: "0.9", n_iter: "300", view: "-5,5,-5,5" },
    seen: { iterate: "0", playing: "true", speed: "in12s" },
  },
  {
    name: "The edge",
    settings: { objective: "stretched_bowl", optimizers: "gd", step_size: "0.095", n_iter: "60" },
    seen: { iterate: "60", ghosts: "step_size", below: "1", sort: "distance" },
  },
  {
    name: "One update of Adam",
    settings: { optimizers: "adam,rmsprop", curves: "loss,effective_step,distance:log", "adam.beta1": "0.8" },
    seen: { iterate: "7", update: "adam", open: "more" },
  },
  {
    name: "A function = mine + 1",
    settings: { objective: "typed", f: "x^2 + 3xy + 4y^2", domain: "-2,2,-2,2", n_iter: "200" },
    seen: { iterate: "33", zoomed: "-0.5,0.5,-0.25,0.75" },
  },
];

function listOf(...names) {
  const list = new MomentList();
  for (const name of names) list.add(moment(name));
  return list;
}
const names = (list) => list.moments.map(({ name }) => name).join("");

test("a list is gone through from its first to its last moment, and no farther", () => {
  const list = new MomentList();
  list.replace(["a", "b", "c"].map((name) => moment(name)));
  assert.equal(list.position, "3");
  const gone = [1, 1, 1, 1, -1, -1, -1].map((by) => list.step(by)?.name);
  assert.deepEqual(gone, ["a", "b", "c", undefined, "b", "a", undefined]);
  assert.equal(list.position, "1 of 3");
});

test("what was added is on show", () => {
  const list = listOf("a", "b");
  assert.equal(list.position, "2 of 2");
  list.goTo(0);
  list.add(moment("c"));
  assert.equal(names(list), "abc");
  assert.equal(list.position, "3 of 3");
});

test("a moment that moves takes its place in the list along", () => {
  const list = listOf("a", "b", "c", "d");
  list.goTo(1);
  list.move(0, 3);
  assert.deepEqual([names(list), list.current], ["bcda", 0]);
  list.move(0, 2);
  assert.deepEqual([names(list), list.current], ["cdba", 2]);
  list.move(2, 4);
  list.move(0, -1);
  assert.equal(names(list), "cdba");
});

test("after a removal the next is the one that followed, and it can be undone", () => {
  const list = listOf("a", "b", "c");
  list.goTo(1);
  list.remove(1);
  assert.equal(names(list), "ac");
  list.undo();
  assert.deepEqual([names(list), list.current], ["abc", 1]);
  list.remove(1);
  assert.equal(list.step(1).name, "c");
});

test("a list that another has replaced comes back, once", () => {
  const list = listOf("a", "b");
  list.replace([moment("x")]);
  list.undo();
  list.undo();
  assert.deepEqual([names(list), list.before], ["ab", null]);
});

test("a name is short and never empty", () => {
  const list = listOf("a");
  list.rename(0, "   ");
  assert.equal(names(list), "a");
  list.rename(0, ` ${"x".repeat(500)} `);
  assert.equal(names(list), "x".repeat(LONGEST_NAME));
});

test("a list has an end, and every change is heard of", () => {
  let heard = 0;
  const list = new MomentList(() => heard++);
  for (let i = 0; i < MOST; i++) assert.ok(list.add(moment("a")));
  assert.equal(list.add(moment("a")), false);
  assert.equal(heard, MOST);
});

test("a list comes back from its file and from its link", async () => {
  assert.deepEqual(readFile("five.json", fileText(FIVE)), { moments: FIVE, lost: 0 });
  assert.deepEqual(await unpacked(await packed(FIVE)), FIVE);
});

test("five moments are a link of which much room is left, in letters that every program keeps", async () => {
  const text = await packed(FIVE);
  assert.match(text, /^[\w-]+$/);
  console.log(`five moments: ${text.length} characters`);
  assert.ok(text.length < LONGEST_LINK / 8, `${text.length} characters`);
});

test("a browser that compresses nothing makes a longer link", async (context) => {
  context.mock.method(globalThis, "CompressionStream", () => {
    throw new Error("not here");
  });
  assert.deepEqual(await unpacked(await packed(FIVE)), FIVE);
});

test("what is no list gives none", async () => {
  const bytes = (text) => `1${Buffer.from(text).toString("base64url")}`;
  for (const text of ["", "1", "x", "1%%%", bytes("no deflate"), (await packed(FIVE)).slice(0, -9)])
    assert.ok(!(await unpacked(text))?.length, text);
});

test("a link that would unfold to more than any list is not unfolded", async () => {
  const { deflateSync } = await import("node:zlib");
  const bomb = deflateSync(Buffer.alloc(1 << 24, "a"));
  assert.equal(await unpacked(`1${bomb.toString("base64url")}`), null);
});

test("a moment's link is read apart again", () => {
  const query = queryOf(FIVE[0]);
  assert.equal(query.split("&").at(-1), "mechanism=true");
  assert.ok(query.includes("start=-1.5,2&"));
  assert.deepEqual(seenIn(`?embed=true&${query}`), FIVE[0].seen);
  assert.deepEqual(
    Object.fromEntries(new URLSearchParams(settingsIn(`?embed=true&${query}`))),
    FIVE[0].settings,
  );
});

const RUN = {
  format: "descent-lab-race",
  version: 1,
  settings: {
    objective: "beale",
    optimizers: ["gd", "adam"],
    step_size: 1e-8,
    bias_correction: true,
    start: [0.5, -1],
    view: null,
    curves: [
      ["loss", "log"],
      ["position", "linear"],
    ],
    own: { "adam.beta1": 0.8 },
  },
  runs: [],
};

test("the settings of a run are read as a link has them", () => {
  assert.deepEqual(readFile("run.json", JSON.stringify(RUN)).settings, {
    objective: "beale",
    optimizers: "gd,adam",
    step_size: "1e-8",
    bias_correction: "true",
    start: "0.5,-1",
    curves: "loss:log,position:linear",
    "adam.beta1": "0.8",
  });
});

for (const [text, fault] of [
  ["", "a.txt is not JSON, as lists of moments and runs are."],
  ["[1, 2]", "a.txt is not JSON, as lists of moments and runs are."],
  ["{}", "a.txt is neither a list of moments nor a run of Descent Lab."],
  ['{"format": "constructor"}', "a.txt is neither a list of moments nor a run of Descent Lab."],
  [JSON.stringify({ ...RUN, version: 2 }), "a.txt was written by a newer Descent Lab."],
  [JSON.stringify({ ...RUN, settings: 3 }), "a.txt is damaged: it holds no settings."],
  [fileText([1, null]), "a.txt is damaged: it holds no moments."],
]) {
  test(`a sentence says what is wrong with a file: ${text.slice(0, 30)}`, () => {
    assert.deepEqual(readFile("a.txt", text), { fault });
  });
}

test("of a damaged list what is good is kept, and nothing that is not known", () => {
  const good = { ...FIVE[0], seen: { ...FIVE[0].seen, colour: "red" } };
  assert.deepEqual(readFile("a.json", fileText([good, { name: "no settings" }])), {
    moments: [FIVE[0]],
    lost: 1,
  });
});

test("what was removed cannot be put back over what was done since", () => {
  const list = new MomentList();
  for (const name of ["a", "b"]) list.add(moment(name));
  const changes = [() => list.add(moment("c")), () => list.rename(0, "new"), () => list.move(0, 1)];
  for (const change of changes) {
    list.add(moment("more"));
    list.remove(list.moments.length - 1);
    change();
    const left = list.moments.map(({ name }) => name);
    list.undo();
    assert.deepEqual(
      list.moments.map(({ name }) => name),
      left,
    );
  }
});
