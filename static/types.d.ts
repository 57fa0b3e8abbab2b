/** What the modules of the stage hand to each other. */
import type { LessonRunFacts } from "./bridge/lesson_wire.js";
import type {
  MapLook,
  TerrainMessage,
  Numbers,
  Point,
  Quantity,
  RaceFacts,
  RaceMessage,
  RunFacts,
  Theme,
} from "./bridge/wire.js";
import type { EngineObjective, Line } from "./engine/types.js";
import type { SweepAxis, SweptRacer } from "./model/sensitivity.js";
import type { Terrain } from "./model/terrain.js";
import type { Camera } from "./model/projection.js";
import type { Frame } from "./model/path.js";
import type { Trail } from "./draw/trail.js";

export * from "./bridge/wire.js";
export * from "./bridge/lesson_wire.js";

export type Ctx = CanvasRenderingContext2D;

/**
 * One optimizer's run. Beside these it has the columns of the quantities that the charts show, as effective_step_x:
 * see `columnOf` in model/charts.js.
 */
export interface Run extends RunFacts {
  x: Numbers;
  y: Numbers;
  /** float64: losses of 1e-300 must survive */
  f: Numbers;
  /** smallest f so far */
  best: Numbers;
  /** to the nearest minimum; NaN where there is none */
  distance: Numbers;
  /** the iterate at which the browser's own run parts from this one; Infinity for none, undefined while not known */
  chaotic?: number;
}

/** A run at a neighbouring position of a slider: which one, and its value there. */
export type Ghost = Run & { ghost: { label: string; value: number } };

/** The runs of one start, Python's or the browser's own: these have no id. */
export interface Race extends Omit<RaceFacts, "id" | "n_iter" | "bounds" | "runs" | "layout"> {
  id: string | null;
  nIter: number;
  bounds: Frame;
  runs: Run[];
  /** the objective, where its own parameters are moved: then the terrain is another */
  moved?: EngineObjective | null;
}

/** All that a picture needs. */
export interface Scene extends Omit<Race, "terrain"> {
  terrain: DrawnTerrain;
  theme: Theme;
  quantities: Record<string, Quantity>;
  /** what words mean, see TerrainMessage */
  terms: Record<string, string>;
  /** the runs at the neighbouring positions of a slider */
  ghosts: Ghost[];
  /** the line's data that f is an error on, and the rows that each update sees; null without, or before the programs are here */
  data: { rows: Line; dealt: number[][] | null } | null;
  /** the runs along the sliders that are axes of charts, by hyperparameter or parameter */
  sweeps: Record<string, Sweep>;
}

/** The runs at the positions of a slider, as far as they are here, and where it stands; `nothing`: why there are none. */
export type Sweep = SweepAxis & { now: number; nothing: string; racers: SweptRacer[] };

export type DrawnTerrain = Terrain & { key: string; theme: Theme; maps: MapLook };

/** A run of a lesson, its arrays read. */
export type LessonRun = Omit<LessonRunFacts, "columns" | "ratios"> & {
  name: string;
  x?: Numbers;
  y?: Numbers;
  /** of f above the minimum */
  height?: Numbers;
  /** the effective step in x; entry k leads to iterate k + 1 */
  effective?: Numbers;
  ratios?: Numbers;
};

/** A race as it came, its tables beside its facts. */
export type Packet = RaceFacts & { tables: RaceMessage };

/** A terrain as it came, its figures read. */
export type TerrainFigures = Omit<TerrainMessage, "contour" | "surface"> & {
  contour: Figure;
  surface: Figure;
};

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A pixel, NaN where there is none. */
export interface Pixel {
  x: number;
  y: number;
}

/** A pixel of a view, and whether the surface hides it. */
export type Spot = Pixel & { hidden: boolean };

/** A trail without its beads. */
export type Stroke = Omit<Trail, "beads">;

/** A figure of Plotly, as much of it as is read here; its arrays are encoded. */
export interface Figure {
  data: {
    x: EncodedArray;
    y: EncodedArray;
    z: EncodedArray;
    zmax: number;
    colorscale: [number, string][];
    line: { color: string; width: number };
  }[];
  layout: FigureLayout;
}

export type EncodedArray = { dtype: "f4" | "f8"; bdata: string; shape?: string } | number[] | number[][];

export interface FigureLayout {
  meta: TerrainMeta;
  margin: Record<"l" | "r" | "t" | "b", number>;
  xaxis: FigureAxis;
  yaxis: FigureAxis;
  /** the names of the axes */
  annotations: {
    text: string;
    font: Letters;
    x: number;
    y: number;
    xref: string;
    xshift?: number;
    yshift?: number;
  }[];
  /** what is seen through the holes */
  images?: object[];
  scene: { camera: Camera; aspectratio: Record<"x" | "y" | "z", number> };
}

export interface FigureAxis {
  range: Point;
  tickvals: number[];
  ticktext: string[];
  ticklen: number;
  tickcolor: string;
  tickfont: Letters;
}

export type Letters = { family: string; size: number; color: string };

/** What an overlay needs (figures/terrain.py, facts). */
export interface TerrainMeta {
  frame: [number, number, number, number];
  levels: number[];
  labels: string[];
  label_colors: string[];
  label_halos: string[];
  defined: boolean;
  origin: Point;
  /** how values become colours: "sqrt", "log" or "linear" */
  scale: string;
  /** whether the levels are those of the tutorial: bands without lines */
  tutorial: boolean;
}

/** The element of a plot, with what is read of Plotly's private parts; none of it is there before the first figure. */
export interface Plot extends HTMLDivElement {
  layout: FigureLayout;
  _fullLayout?: FullLayout;
  _fullData: { uid: string }[];
  on(event: string, listener: () => void): void;
}

export interface FullLayout {
  width: number;
  height: number;
  /** Whether these two are kept for the figures to come. */
  _initialAutoSizeIsDone?: boolean;
  xaxis: PlotlyAxis;
  yaxis: PlotlyAxis;
  scene?: {
    _scene: PlotlyScene;
    aspectratio: Record<"x" | "y" | "z", number>;
    xaxis: { range: Point };
    yaxis: { range: Point };
    zaxis: { range: Point };
  };
}

export interface PlotlyAxis {
  range: Point;
  /** What it was asked to show, until Plotly has made it fit. */
  _inputRange?: Point | null;
  _length: number;
  _offset: number;
  l2p(value: number): number;
}

export interface PlotlyScene {
  dataScale: [number, number, number];
  getCamera(): Camera;
  glplot: {
    canvas: HTMLCanvasElement;
    cameraParams?: { projection: ArrayLike<number>; view: ArrayLike<number>; model: ArrayLike<number> };
    redraw(): void;
    objects: PlotlyObject[];
    add(object: PlotlyObject): void;
    remove(object: PlotlyObject): void;
  };
  traces: Record<string, PlotlyTrace>;
}

/** What a scene draws; `pickSlots`: how many places it takes in the picture that is picked from. */
export interface PlotlyObject {
  pickSlots: number;
}

export interface PlotlyTrace {
  data: object;
  linePlot: PlotlyObject;
  update(data: object): void;
}

export interface PlotlyLibrary {
  react(plot: Plot, data: object[], layout: object, config: object): Promise<unknown>;
  relayout(plot: Plot, changes: object): Promise<unknown>;
  purge(plot: Plot): void;
  toImage(plot: Plot, options: object): Promise<string>;
  Plots: { resize(plot: Plot): Promise<unknown> };
}
