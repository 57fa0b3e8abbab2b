/** What surrounds a fair race: what is taken away, and the theme: node --test tests/js/fair_view.test.js */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

globalThis.WebSocket = class {
  send() {}
};
const { takeAway } = await import("../../static/fair/take.js");
const { FairView } = await import("../../static/fair/view.js");

test("a picture that cannot be made is said on its button", async () => {
  globalThis.HTMLButtonElement = class {};
  mock.method(console, "warn", () => {});
  mock.timers.enable({ apis: ["setTimeout"] });
  const button = Object.assign(new globalThis.HTMLButtonElement(), {
    dataset: { take: "png" },
    textContent: "Picture",
  });
  // There is no document here to draw on.
  await takeAway({ target: button }, { message: { objectives: [{ name: "bowl" }] }, root: {}, look: {} });
  assert.equal(button.textContent, "It failed. Try again");
  mock.timers.runAll();
  assert.equal(button.textContent, "Picture");
});

test("another theme writes the rows again: their marks have its colours, and no race is run for it", () => {
  const said = [];
  globalThis.getComputedStyle = () => ({ colorScheme: theme });
  const view = Object.assign(Object.create(FairView.prototype), {
    ...{ json: "", root: { dataset: {}, style: { setProperty: () => {} } } },
    race: { start: () => said.push("race") },
    show: () => said.push(view.look.theme.name),
  });
  const json = JSON.stringify({
    themes: { light: { name: "light" }, dark: { name: "dark" } },
    maps: { light: {}, dark: {} },
  });
  let theme = "light";
  view.receive({ data: { json } });
  theme = "dark";
  view.receive({ data: { json } });
  assert.deepEqual(said, ["race", "light", "dark"]);
});
