/** What Python sends to the stage of a lesson; see wire.d.ts. */

import type { EngineObjective, EngineOptimizer, EngineRecord } from "../engine/types.js";
import type { EncodedArray, Figure, Outcome, Point, Style, Theme } from "../types.js";

/** What lies under the planes of a lesson (ui/wire/lesson.py, grounds); it travels as JSON. */
export interface LessonGrounds {
  theme: Theme;
  planes: Figure[];
}

/** A lesson's step as it is drawn (ui/lessons/stage.py); it travels as JSON. */
export interface LessonScene {
  /** of lesson and step */
  step: string;
  /** the key of its grounds */
  ground: string;
  /** whether a prediction was committed */
  revealed: boolean;
  /** whether a point is asked for now */
  picks: boolean;
  /** whether runs are kept back, of which nothing is here */
  hidden: boolean;
  n_iter: number;
  planes: LessonPlaneFacts[];
  charts: LessonChartFacts[];
  /** by name */
  runs: Record<string, LessonRunFacts>;
  /** the slider that the picture follows, if there is one */
  hand: LessonHand | null;
}

export interface LessonPlaneFacts {
  name: "subject" | "given";
  /** '' where the page's title says it */
  title: string;
  /** who will be seen on it, while no run is */
  racer: { title: string; short: string; style: Style };
  /** null where the runs start at many points */
  start: Point | null;
  minima: Point[];
  bounds: [Point, Point];
  /** the names of those on it */
  runs: string[];
  hidden: boolean;
  /** what it shows, for who does not see it */
  words: string;
  prediction?: LessonPoint;
  measured?: LessonPoint;
}

export interface LessonPoint {
  at: Point;
  words: string;
}

export interface LessonChartFacts {
  /** of static/lessons/kinds.js */
  kind: string;
  title: string;
  along: string;
  x: Point;
  y: Point;
  log_x: boolean;
  log_y: boolean;
  /** the axis of a prediction */
  on: "x" | "y" | "";
  runs: string[];
  hidden: boolean;
  words: string;
  prediction?: LessonMark;
  measured?: LessonMark;
  /** the x of a run below which iterations are counted */
  since?: number;
  /** the x of the minimum */
  minimum?: number;
}

export interface LessonMark {
  value: number;
  words: string;
}

/** A run: a path, a sweep of many step sizes or a cloud of many runs. */
export interface LessonRunFacts {
  kind: "path" | "sweep" | "cloud";
  optimizer: string;
  title: string;
  short: string;
  style: Style;
  n_iter: number;
  /** of a path: iterates that are finite */
  length?: number;
  outcome?: Outcome;
  step_size?: number;
  /** of a path or a cloud: x, y, height, effective */
  columns?: Record<string, EncodedArray>;
  /** of a sweep: its step sizes, and a row of factors a snapshot */
  sizes?: number[];
  ratios?: EncodedArray;
  /** of a sweep or a cloud: the iterations of its snapshots */
  times?: number[];
  /** of a cloud: its points at a snapshot, and how many snapshots are seen at once */
  count?: number;
  window?: number;
}

export interface LessonHand {
  /** the key of the page's slider */
  widget: string;
  moves: "prediction" | "change";
  positions: number[];
  /** where it stands in this picture */
  now: number;
  /** after the commit: what makes the runs of each position; null where the browser cannot make them */
  engine?: LessonEngine | null;
}

/** What the browser makes the runs of a step from, at each position of its slider (ui/lessons/live.py). */
export interface LessonEngine {
  /** of objectives, by their names */
  shapes: Record<string, Pick<EngineObjective, "name" | "program" | "bounds" | "kinks">>;
  /** of optimizers */
  rules: Record<string, Omit<EngineOptimizer, "hyperparameters" | "shared">>;
  schedule: EngineRecord["schedule"];
  objectives: Omit<EngineObjective, "program" | "bounds" | "kinks">[];
  starts: Point[][];
  /** an entry a position */
  changes: LessonChange[];
}

export interface LessonChange {
  /** those that are others than in the picture, by name */
  runs: Record<string, LessonEngineRun>;
  /** the ends of the axes of each chart */
  charts: { x: Point; y: Point }[];
  start: Point | null;
  /** the place of the objective that the plane is to show; null where that stays */
  ground: number | null;
}

export interface LessonEngineRun {
  kind: LessonRunFacts["kind"];
  title: string;
  short: string;
  /** its place in the list */
  objective: number;
  rule: string;
  /** a list of values where there are many runs */
  hyperparameters: Record<string, number | number[]>;
  /** the place of its starts in the list: run i has number i / (many / starts) */
  start: number;
  /** how many runs it is */
  many: number;
  n_iter: number;
}
