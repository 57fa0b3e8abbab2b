import assert from "node:assert/strict";
import test from "node:test";

import { Requests } from "../../static/bridge/requests.js";

test("a broken message does not cut the way to the server", () => {
  const visits = [];
  const requests = new Requests();
  requests.receive({ visit: "a visit", answered: 0 }, (_, { visit }) => visits.push(visit));
  requests.receive({}, undefined);
  requests.add("frame", "domain");
  assert.deepEqual(visits, ["a visit"]);
});

/** What a server is sent, as [name, value] of the requests in its last message. */
function server(requests, visit, answered) {
  const said = [];
  requests.receive({ visit, answered }, (_, { list }) =>
    said.splice(0, Infinity, ...list.map(([number, ...what]) => ({ number, what }))),
  );
  return said;
}

test("what a server has not done before it was restarted, the next one is asked for", () => {
  const requests = new Requests();
  const first = server(requests, "before", 0);
  requests.add("place", { x: 1, y: 2 });
  requests.add("explain", "adam");
  requests.receive({ visit: "before", answered: first[0].number }, () => {});
  requests.add("set", { slider: "rho", value: 0.5 });
  const second = server(requests, "after", 0);
  assert.deepEqual(
    second.map(({ what }) => what),
    [
      ["explain", "adam"],
      ["set", { slider: "rho", value: 0.5 }],
    ],
  );
});

test("a run can be asked for with no request, time after time, and does nothing twice", () => {
  const requests = new Requests();
  const sent = [];
  requests.run(); // before any run there is nobody to ask
  requests.receive({ visit: "a visit", answered: 0 }, (_, message) => sent.push(message));
  requests.run();
  requests.run();
  assert.deepEqual(
    sent.map(({ visit, list }) => ({ visit, list })),
    [
      { visit: "a visit", list: [] },
      { visit: "a visit", list: [] },
    ],
  );
  assert.notDeepEqual(sent[0], sent[1]); // Streamlit sends no state that is as it was
});
