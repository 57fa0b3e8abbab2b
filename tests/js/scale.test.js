import assert from "node:assert/strict";
import test from "node:test";

import { letters, scaled, setUnit, sizeOf, unit, unitFor } from "../../static/model/scale.js";

/** What is asked at a scale; the next test finds the usual one. */
function at(scale, ask) {
  setUnit(scale);
  try {
    return ask();
  } finally {
    setUnit(1);
  }
}

const FIGURE = {
  data: [{ line: { color: "red", width: 0.8 } }, {}],
  layout: {
    margin: { l: 34, t: 10 },
    xaxis: { range: [0, 1], ticklen: 4, tickfont: { size: 13 } },
    yaxis: { range: [0, 1], ticklen: 4, tickfont: { size: 13 } },
    annotations: [{ text: "x", font: { size: 17 }, yshift: -14 }],
  },
};

test("a unit is 1.8 pixels on a projector of 1920 x 1080, less on a smaller one, and never less than one", () => {
  const sizes = [unitFor(1920, 1080), unitFor(1280, 720), unitFor(1366, 768), unitFor(800, 600)];
  assert.deepEqual(
    sizes.map((size) => Number(size.toFixed(2))),
    [1.8, 1.2, 1.28, 1],
  );
});

test("the smallest letters are 24 pixels high on a projector, and what they were elsewhere", () => {
  assert.deepEqual([letters(12), letters(17)], [12, 17]);
  const high = at(1.8, () => [letters(12), letters(13), letters(17)].map((size) => size * unit()));
  assert.ok(Math.min(...high) >= 24 - 1e-9 && high[2] === 17 * 1.8, String(high));
});

test("a host's size is in units", () => {
  const size = at(2, () => sizeOf({ clientWidth: 600, clientHeight: 400 }));
  assert.deepEqual(size, { width: 300, height: 200 });
});

test("Plotly's letters, ticks, margins and lines grow with the picture, and stay as they are without", () => {
  assert.deepEqual(scaled(FIGURE).layout.margin, FIGURE.layout.margin);
  const { data, layout } = at(2, () => scaled(FIGURE));
  assert.deepEqual(layout.margin, { l: 68, t: 20 });
  assert.deepEqual([layout.xaxis.ticklen, layout.annotations[0].font.size], [8, 34]);
  assert.equal(layout.annotations[0].yshift, -28);
  assert.ok(layout.yaxis.tickfont.size >= 26);
  assert.deepEqual([data[0].line.width, data[1]], [1.6, {}]);
  assert.equal(FIGURE.data[0].line.width, 0.8, "the figure is as it was");
});
