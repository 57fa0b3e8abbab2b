import assert from "node:assert/strict";
import test from "node:test";

import { Requests } from "../../static/bridge/requests.js";

test("a broken message does not cut the way to the server", () => {
  const visits = [];
  const requests = new Requests();
  requests.receive("a visit", (_, { visit }) => visits.push(visit));
  requests.receive(undefined, undefined);
  requests.tell("frame", "domain");
  assert.deepEqual(visits, ["a visit"]);
});
