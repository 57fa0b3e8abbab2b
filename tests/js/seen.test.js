import assert from "node:assert/strict";
import test from "node:test";

import { cameraAt, isSameView, poseFrom, poseOf, poseText } from "../../static/model/pose.js";
import { NAMES, SEEN, seenFrom, textsOf } from "../../static/model/seen.js";

const CONTEXT = {
  nIter: 50,
  optimizers: ["rmsprop", "gd"],
  sliders: ["step_size", "rho"],
  slider: "rho",
  folds: ["more", "iterates"],
  maps: ["settings", "starts"],
};
const USUAL = Object.fromEntries(NAMES.map((name) => [name, SEEN[name].usual]));
/** Nothing of it as usual. */
const ALL = {
  speed: "4 / s",
  loop: true,
  mechanism: true,
  ghosts: "step_size",
  update: "gd",
  open: ["more", "iterates"],
  camera: { azimuth: -62, elevation: 42.5, distance: 0.75, shift: [0, 0.1, -0.2] },
  zoomed: [-1, 2, 0.25, 1.5],
  map: "settings",
  owner: "gd",
  map_zoomed: [0.01, 0.1, 0.9, 0.999],
  ground: "rmsprop",
  below: [1, 3],
  sort: "distance",
  iterate: 12,
  playing: true,
};

test("what is seen comes back from its texts, and what is as usual is not in them", () => {
  assert.deepEqual(Object.keys(textsOf(ALL)), NAMES);
  assert.deepEqual(seenFrom(textsOf(ALL), CONTEXT), { seen: ALL, notices: [] });
  assert.deepEqual(textsOf(USUAL), {});
  assert.deepEqual(seenFrom({}, CONTEXT), { seen: USUAL, notices: [] });
});

test("a record of what is seen cannot be changed", () => {
  assert.ok(Object.isFrozen(seenFrom({}, CONTEXT).seen));
});

test("the texts are names and numbers that people can read", () => {
  assert.deepEqual(textsOf({ ...USUAL, iterate: 0, speed: "in 12 s", camera: ALL.camera }), {
    speed: "in12s",
    camera: "-62,42.5,0.75,0,0.1,-0.2",
    iterate: "0",
  });
});

for (const [name, text, value, sentence] of [
  ["iterate", "99", 50, "Iterate: ‘99’ is past the end; using 50."],
  ["iterate", "-3", 0, "Iterate: ‘-3’ is before the start; using 0."],
  ["iterate", "7.6", 8, "Iterate: ‘7.6’ is not a whole number; using 8."],
  ["iterate", "soon", null, "Iterate: ‘soon’ is not a number; using the usual beginning."],
  ["speed", "20", "15 / s", "Speed: ‘20’ is not offered; using 15 / s."],
  ["speed", "fast", "in 3 s", "Speed: ‘fast’ is not known; using in 3 s."],
  ["loop", "perhaps", false, "Loop: ‘perhaps’ is neither true nor false; using off."],
  ["ghosts", "seed", "rho", "Ghosts: ‘seed’ is not known; using rho."],
  ["update", "adam", "rmsprop", "Update: ‘adam’ is not known; using rmsprop."],
  ["open", "more,less", ["more"], "Open: ‘more,less’ has a name that is not known; using more."],
  ["below", "2,4", [2], "Below: ‘2,4’ has a name that is not known; using 2."],
  ["sort", "name", "", "Sort: ‘name’ is not known; using none."],
  ["map_zoomed", "0.1", null, "Map zoomed: ‘0.1’ is not two numbers, or four; using the whole map."],
  ["map_zoomed", "0.1,0.01", null, "Map zoomed: ‘0.1,0.01’ is empty; using the whole map."],
  ["map_zoomed", "0,1,0,2", null, "Map zoomed: ‘0,1,0,2’ is on no map; using the whole map."],
  ["zoomed", "1,0,0,1", null, "Zoomed: ‘1,0,0,1’ is empty; using the whole contour."],
  [
    "camera",
    "1,2",
    null,
    "Camera: ‘1,2’ is not three numbers azimuth,elevation,distance; using where all is seen.",
  ],
]) {
  test(`the nearest good value and a sentence: ${name}=${text}`, () => {
    const { seen, notices } = seenFrom({ [name]: text }, CONTEXT);
    assert.deepEqual(seen, { ...USUAL, [name]: value });
    assert.deepEqual(notices, [sentence]);
  });
}

test("people may write it otherwise, and nothing is said", () => {
  const { seen, notices } = seenFrom(
    { playing: "on", ghosts: "true", update: "GD", speed: "60/s", camera: "-62, 42, 1" },
    CONTEXT,
  );
  assert.deepEqual(notices, []);
  assert.equal(seen.playing, true);
  assert.equal(seen.ghosts, "rho");
  assert.equal(seen.update, "gd");
  assert.equal(seen.speed, "60 / s");
  assert.deepEqual(seen.camera, { azimuth: -62, elevation: 42, distance: 1, shift: [0, 0, 0] });
});

const SIDES = { x: 1, y: 1, z: 0.46 };
const CAMERA = {
  eye: { x: 0.8, y: -1.4, z: 1.1 },
  center: { x: 0.05, y: 0, z: -0.1 },
  up: { x: 0, y: 0, z: 1 },
};

test("a camera comes back from its pose, in a picture of the same size", () => {
  for (const size of [
    { width: 420, height: 420 },
    { width: 358, height: 300 },
  ])
    assert.ok(isSameView(cameraAt(poseOf(CAMERA, SIDES, size), SIDES, size), CAMERA));
});

test("a pose of which all is seen shows all in a picture of another size", () => {
  const pose = { azimuth: 20, elevation: 35, distance: 1, shift: [0, 0, 0] };
  const [wide, narrow] = [900, 300].map((width) => cameraAt(pose, SIDES, { width, height: 400 }));
  const away = ({ eye, center }) => Math.hypot(eye.x - center.x, eye.y - center.y, eye.z - center.z);
  assert.ok(away(narrow) > 1.2 * away(wide));
});

test("a camera may look up from below, or level", () => {
  for (const elevation of [-40, 0, 89]) {
    const pose = { azimuth: 10, elevation, distance: 1, shift: [0, 0, 0] };
    const size = { width: 420, height: 400 };
    const back = poseOf(cameraAt(pose, SIDES, size), SIDES, size);
    assert.equal(poseText(back), poseText(pose));
  }
});

test("a pose out of reach becomes the nearest in reach", () => {
  assert.deepEqual(poseFrom([370, 100, 99]), {
    value: { azimuth: 10, elevation: 89.9, distance: 20, shift: [0, 0, 0] },
    fault: "is out of reach",
  });
});
