import assert from "node:assert/strict";
import test from "node:test";

import { Answers, NONE } from "../../static/model/answers.js";

const ONE = '[["edge","a",0.18,0]]';
const TWO = '[["edge","a",0.18,0],["edge","b",0.22,1]]';

/** A browser that has kept a text, and what it has sent. */
function browser(text = null) {
  const kept = { text };
  const sent = [];
  const store = { read: () => kept.text, write: (written) => (kept.text = written) };
  const answers = new Answers(store, (message) => sent.push(message));
  /** What a visit says: what it has taken, and what was committed. */
  const hear = (taken, committed, visit = "now") => answers.receive({ visit, taken, answers: committed });
  return { kept, sent, answers, hear };
}

test("what is committed is kept, and nothing is told of where nothing was kept", () => {
  const { kept, sent, hear } = browser();
  hear(0, NONE);
  hear(0, ONE);
  assert.deepEqual([kept.text, sent], [ONE, []]);
  hear(0, NONE);
  assert.equal(kept.text, NONE, "forgotten");
});

test("the next visit is told what was kept, and nothing is written over it before it has taken that", () => {
  const { kept, sent, hear } = browser(ONE);
  hear(0, NONE);
  assert.equal(kept.text, ONE);
  assert.deepEqual(sent, [{ visit: "now", number: 1, answers: ONE, tries: 1 }]);
  hear(1, ONE);
  hear(1, TWO);
  assert.equal(kept.text, TWO);
  assert.equal(sent.length, 1);
});

test("a message that was lost is sent again, some times", () => {
  const { kept, sent, hear, answers } = browser(ONE);
  hear(0, NONE);
  hear(0, NONE);
  answers.repeat();
  assert.deepEqual(
    sent.map(({ number, tries }) => [number, tries]),
    [
      [1, 1],
      [1, 2],
      [1, 3],
    ],
  );
  for (let i = 0; i < 9; i++) answers.repeat();
  assert.equal(sent.length, 5);
  assert.equal(kept.text, ONE, "and what is kept stays");
  hear(1, ONE);
  answers.repeat();
  assert.equal(sent.length, 5, "what was taken is not repeated");
});

test("another tab's answers are told, and so is that it has forgotten them", () => {
  const { kept, sent, hear, answers } = browser(ONE);
  hear(0, ONE);
  assert.equal(sent.length, 0);
  answers.changedElsewhere();
  assert.equal(sent.length, 0, "nothing new");
  kept.text = TWO;
  answers.changedElsewhere();
  hear(0, ONE);
  assert.deepEqual([kept.text, sent.at(-1).answers], [TWO, TWO], "an answer on its way does not undo it");
  hear(1, TWO);
  kept.text = NONE;
  answers.changedElsewhere();
  assert.deepEqual([sent.at(-1).number, sent.at(-1).answers], [2, NONE]);
});

test("whoever has left the lessons hears nothing, and all of it on coming back in the same visit", () => {
  const { kept, sent, hear, answers } = browser(ONE);
  hear(0, ONE);
  answers.leave();
  kept.text = TWO;
  answers.changedElsewhere();
  answers.repeat();
  assert.equal(sent.length, 0);
  hear(0, ONE);
  assert.deepEqual([kept.text, sent.at(-1).answers], [TWO, TWO]);
});

test("a server that was restarted is told everything again", () => {
  const { sent, hear } = browser(ONE);
  hear(0, NONE);
  hear(1, ONE);
  hear(0, NONE, "then");
  assert.deepEqual([sent.at(-1).visit, sent.at(-1).number, sent.at(-1).answers], ["then", 1, ONE]);
});
