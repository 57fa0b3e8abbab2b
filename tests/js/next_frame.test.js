import assert from "node:assert/strict";
import test from "node:test";

import { NextIdle } from "../../static/next_frame.js";

test("a browser that cannot say when it idles does the work all the same, once, unless it is put off", async () => {
  assert.equal(globalThis.requestIdleCallback, undefined);
  const done = [];
  const work = new NextIdle(() => done.push("work"));
  const given = new NextIdle(() => done.push("given up"));
  for (const one of [work, work, given]) one.ask();
  given.dispose();
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual(done, ["work"]);
});
