/**
 * What Python sends to the stage, element by element, every key by its name. tests/ui/test_wire.py holds the names
 * against what ui/wire sends, so that neither side changes alone.
 */

import type { EngineNoise, EngineObjective, EngineOptimizer, EngineRecord } from "../engine/types.js";

/** x and y in the plane. */
export type Point = [number, number];

/** Numbers of a column, as Arrow gives them. */
export type Numbers = Float32Array | Float64Array;

/** As much of apache-arrow's Table as is used here. */
export interface ArrowTable {
  getChild(column: string): { toArray(): Numbers };
}

/** What Streamlit calls an element's entry with. */
export interface Component<Data> {
  data: Data;
  parentElement: HTMLElement;
  setStateValue(name: string, value: unknown): void;
  setTriggerValue(name: string, value: unknown): void;
}

/** The runs of a race (ui/wire/stage.py, show_runs). */
export interface RaceMessage {
  float32: ArrowTable;
  float64: ArrowTable;
  facts: RaceFacts;
  /** the server's name for this visit */
  visit: string;
  /** the number of the last request that it did */
  answered: number;
}

export interface RaceFacts {
  /** of the race, by its content */
  id: string;
  /** the key of its terrain */
  terrain: string;
  title: string;
  /** the address of the server's machine in its network; null where only that machine reaches the page */
  network: string | null;
  /** the name of a file of this race, without an ending */
  file: string;
  /** a change of it plays the run from its start */
  begins: string;
  objective: string;
  n_iter: number;
  start: Point;
  bounds: [Point, Point];
  minima: Point[];
  /** the lowest loss, null where there is none */
  minimum: number | null;
  /** what was subtracted from every loss */
  offset: number;
  /** whether the minimum was found by search */
  estimated: boolean;
  tolerance: number;
  /** what counts as the minimum, in words */
  nearness: string;
  runs: RunFacts[];
  /** of each chart, the quantity and the scale of its axis */
  curves: [string, string][];
  /** the quantities that some run has */
  offered: string[];
  /** by quantity */
  guides: Record<string, Guide[]>;
  layout: Layout;
  /** the part of the plane on show: "domain", "fit" or "" */
  frame: string;
  /** as a link has them that opens on this race and this part of the plane */
  settings: Record<string, string>;
  /** whether the projector view is asked for */
  present: boolean;
  sliders: Record<string, SliderFacts>;
  /** the key of its programs */
  programs: string;
  engine: EngineNumbers;
}

/** The numbers of a race, with which its programs are run (ui/wire/programs.py, numbers). */
export interface EngineNumbers {
  /** what f is multiplied by */
  factor: number;
  /** of the objective, by name */
  parameters: Record<string, number>;
  /** the lowest value of f, null where there is none */
  minimum: number | null;
  unit: number;
  /** the largest curvature, where that is the same everywhere; else null */
  lipschitz: number | null;
  /** hyperparameters by the names of the racers */
  optimizers: Record<string, Record<string, number>>;
  noise: EngineNoise;
  start: Point;
  n_iter: number;
  /** the racers whose runs change with a setting, of each that not all follow */
  listeners: Record<string, string[]>;
  /** what the browser can move, by name; what is one racer's or the objective's own stands there */
  settings: Record<string, number | Point>;
}

/** The programs of a race (ui/wire/programs.py, programs), as JSON. */
export interface ProgramsMessage {
  key: string;
  json: string;
}

export interface Programs {
  key: string;
  objective: Omit<
    EngineObjective,
    "parameters" | "factor" | "minima" | "minimum" | "unit" | "offset" | "tolerance" | "lipschitz"
  >;
  optimizers: Record<string, Omit<EngineOptimizer, "hyperparameters" | "shared">>;
  schedule: EngineRecord["schedule"];
  /** by the name of the setting */
  sliders: Record<string, ProgramsSlider>;
  /** of each reason for which a run can end, with {} for its iterate */
  words: Record<string, string>;
}

export interface ProgramsSlider {
  label: string;
  positions: number[];
  /** of the values that are not read as numbers, by the value */
  words?: Record<string, string>;
}

/** dtype -> column -> how many numbers each run has of it; -n: one, which stands for n. */
export type Layout = Record<string, Record<string, number[]>>;

export interface RunFacts {
  /** the racer's: its optimizer's, "rmsprop", or that and a number, "rmsprop_2" */
  name: string;
  title: string;
  short: string;
  /** how the values of hyperparameters stand in both, if any do: "α = 0.1" by "step_size" */
  values?: Record<string, string>;
  /** iterates that are finite; what follows is not drawn */
  length: number;
  style: Style;
  outcome: Outcome;
}

export interface Style {
  color: string;
  /** by the theme's name */
  ink: Record<string, string>;
  marker: string;
  radius: number;
  /** of the marker and of the line: "hollow" or "half"; they are filled where nothing is said */
  variant?: string;
}

/** See optim/outcome.py. */
export interface Outcome {
  reason: string;
  iteration: number;
  left: number;
  ended?: number;
  words: string;
}

export interface SliderFacts {
  label: string;
  /** its value */
  text: string;
}

/** A line to compare with: level * t ** power at the t-th step (ui/quantities.py, guides). */
export interface Guide {
  /** by default the level */
  label?: string;
  /** a sentence, with {} for the number */
  meaning: string;
  level: number;
  /** the only racer that it is about */
  run?: string;
  power?: number;
  /** what a schedule multiplies it by, at evenly spaced steps from the first to step `last` */
  factors?: number[];
  last?: number;
  /** the one whose value the level is */
  slider?: string;
  /** the decades by which a logarithmic axis is made longer to hold it */
  reach?: number;
  /** the only one to draw it on */
  scale?: string;
}

/** The figures of a terrain (ui/wire/stage.py, show_terrain); contour and surface are JSON until they are read. */
export interface TerrainMessage {
  key: string;
  objective: string;
  colorscale: string;
  frame: string;
  theme: Theme;
  maps: MapLook;
  contour: string;
  surface: string;
  quantities: Record<string, Quantity>;
  /** what words mean, with {name} for the numbers (optim/explain/terms.py) */
  terms: Record<string, string>;
  /** the whole domain, in case a start is dragged out of the frame */
  spare: boolean;
}

/** An entry of the catalogue (ui/quantities.py). */
export interface Quantity {
  /** of the menu */
  group: string;
  title: string;
  /** HTML */
  formula: string;
  /** one sentence */
  meaning: string;
  /** where a run has its numbers: one, or those of x and y */
  columns: string[];
  /** "log", "linear": those that suit it, the usual one first */
  scales: string[];
  /** that a logarithmic axis goes below the start, unless all is asked for */
  decades: number | null;
  less_offset: boolean;
  /** the slider that its axis is, of what the browser works out beside the race; null for a curve of a run */
  along: string | null;
}

/** The colours (figures/palette.py). */
export interface Theme {
  name: "light" | "dark";
  background: string;
  sidebar: string;
  ink: string;
  ink2: string;
  ink3: string;
  rule: string;
  rule2: string;
  accent: string;
  error: string;
  casing: string;
  mark: string;
  diverged: string;
  hatch: string;
  terrain: string[];
  level_line: string;
  surface_line: string;
  level_label: string;
  label_reverse: string;
  frame: string;
  floor: string;
  ambient: number;
  diffuse: number;
}

/** The grounds of maps (figures/maps/look.py), "#RRGGBB". */
export interface MapLook {
  /** good to bad, even steps */
  ramp: string[];
  /** diverged, late to soon */
  ash: string[];
  /** the line around what diverges */
  edge: string;
  hatch: string;
  /** of a minimum each: soon, late; the last one for all further minima */
  ends: [string, string][];
  bounces: string;
  dots: string;
  gone: string;
  /** behind words on a deep map */
  halo: string;
}

/** What made each step of a race, while that is shown (ui/wire/mechanism.py). */
export interface StepsMessage {
  race: string;
  steps: ArrowTable;
}

/** The updates of one racer, while the panel for them is open (ui/wire/update.py). */
export interface UpdateMessage {
  facts: UpdateFacts;
  /** two columns, each name by name, x then y, a row an update: the values, and their significant digits */
  values: ArrowTable;
}

export interface UpdateFacts {
  race: string;
  /** the racer's name */
  optimizer: string;
  /** how many updates there are numbers of */
  rows: number;
  constants: Record<string, number>;
  /** the names of whole numbers */
  whole: (string | null)[];
  columns: string[];
  steps: SubStep[];
}

/** Formulas as MathML. */
export interface SubStep {
  /** how what it gives is drawn: "arrow", "box" for what has no direction, "step" for the move, "" not at all */
  drawn: string;
  symbolic: string;
  /** what it gives, without how */
  letters: string;
  numeric: string;
  sentence: string;
  /** the name of what it gives */
  result: string;
}

/** A fair race (ui/wire/fair.py); it travels as JSON. */
export interface FairMessage {
  protocol: FairProtocolFacts;
  objectives: FairObjectiveFacts[];
  racers: FairRacer[];
  /** of the search itself: Adam, then momentum, on a quadratic */
  check: FairCheckFacts;
  schedule: EngineRecord["schedule"];
  themes: Record<"light" | "dark", Theme>;
  maps: Record<"light" | "dark", MapLook>;
}

export interface FairProtocolFacts {
  /** gradients a run */
  budget: number;
  /** that are tried */
  step_sizes: number[];
  /** the first and the last seed */
  tuned: Point;
  tested: Point;
  /** one step size for all, to compare with */
  shared: number;
  /** how many step sizes someone tries at random */
  tries: number;
}

export interface FairObjectiveFacts {
  name: string;
  title: string;
  engine: EngineObjective;
  /** starts */
  tuned: Point[];
  tested: Point[];
}

export interface FairRacer {
  name: string;
  title: string;
  short: string;
  style: Style;
  engine: EngineOptimizer;
}

export interface FairCheckFacts {
  objective: FairObjectiveFacts;
  racers: FairRacer[];
  epsilons: number[];
}
