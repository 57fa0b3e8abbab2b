/** A map's worker: node --test tests/js/map_port.test.js */
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { MapPort } from "../../static/bridge/map_port.js";

/** A worker that answers when the test lets it. @type {FakeWorker[]} */
let workers = [];
class FakeWorker {
  sent = [];
  isOver = false;
  constructor() {
    workers.push(this);
  }
  postMessage(message) {
    this.sent.push(message);
  }
  terminate() {
    this.isOver = true;
  }
}
globalThis.Worker = FakeWorker;
mock.method(console, "warn", () => {});

const ENGINE = { objective: { name: "bowl" }, optimizers: {} };
const job = (part) => ({ kind: "settings", part, key: part, size: 8, racer: "gd" });

/** @type {string[]} */
let told = [];
const open = () =>
  new MapPort(
    ({ part }) => told.push(part),
    () => told.push("failed"),
  );
const answer = (worker, part) =>
  worker.onmessage({ data: { id: worker.sent.at(-1).id, job: job(part), found: {} } });

beforeEach(() => {
  [workers, told] = [[], []];
});

test("a worker that fails is over, who asked is told, and the next request starts another", () => {
  const port = open();
  port.ask(ENGINE, [job("a")]);
  workers[0].onerror({ message: "out of memory" });
  assert.deepEqual([told, workers[0].isOver, workers.length], [["failed"], true, 1]);
  port.ask(ENGINE, [job("b")]);
  assert.equal(workers.length, 2);
  answer(workers[1], "b");
  assert.deepEqual(told, ["failed", "b"]);
});

test("what comes for a request of before is not heard", () => {
  const port = open();
  port.ask(ENGINE, [job("a")]);
  port.ask(ENGINE, [job("b")]);
  const [worker] = workers;
  worker.onmessage({ data: { id: worker.sent[0].id, job: job("a"), found: {} } });
  answer(worker, "b");
  assert.deepEqual([told, workers.length], [["b"], 1]);
});
