/** States of the metrics panel that look like real ones, made from a seed: a run of the workshop and its variations. */
import type { PanelState, RunView } from "#protocol/metricsPanel.ts";
import type { PlotTable } from "#protocol/run.ts";

export type RunState = Extract<PanelState, { state: "run" }>;

/** Seeded numbers between 0 and 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function roundly(random: () => number): number {
  return random() + random() + random() + random() - 2;
}

export function predictions(rows: number, seed = 7): PlotTable {
  const random = seeded(seed);
  const actual: number[] = [];
  const predicted: number[] = [];
  for (let row = 0; row < rows; row++) {
    const truth = Math.min(19, Math.max(0, 12 + 5 * roundly(random)));
    actual.push(Math.round(truth * 3) / 3);
    predicted.push(Number((0.45 * truth + 6.6 + 2.4 * roundly(random)).toFixed(3)));
  }
  return {
    path: "plots/predictions.csv",
    title: null,
    x: null,
    y: null,
    columns: [
      { name: "actual", values: actual },
      { name: "predicted", values: predicted },
    ],
    rows,
  };
}

const features = [
  "failures",
  "higher=yes",
  "school=GP",
  "studytime",
  "Walc",
  "schoolsup=yes",
  "sex=F",
  "age",
  "Medu",
  "absences",
  "Fedu",
  "goout",
  "Dalc",
  "health",
  "famrel",
];

export function importance(): PlotTable {
  const random = seeded(11);
  const values = features.map((_, rank) => Number((0.42 / (1 + rank) ** 1.1).toFixed(4)));
  return {
    path: "plots/importance.csv",
    title: null,
    x: null,
    y: null,
    columns: [
      { name: "feature", values: features },
      { name: "importance", values },
      {
        name: "standard_error",
        values: values.map((value) => Number((0.01 + value * 0.12 * random()).toFixed(4))),
      },
    ],
    rows: features.length,
  };
}

export function doneRun(changes: Partial<RunView> = {}): RunState {
  const course = [2.02, 1.98, 1.99, 1.86, 1.84, 1.89, 1.82, 1.75, 1.79, 1.82, 1.81, 1.8, 1.82, 1.77];
  const run: RunView = {
    id: "20260102-120000-014",
    number: 14,
    startedAt: new Date(Date.now() - 12_400).toISOString(),
    trigger: { who: "Ana", why: "command", note: "parents’ education as a sum" },
    phase: "done",
    figuresOf: changes.number ?? 14,
    source: "synthetic sample",
    split: "validation",
    headlines: [
      { name: "mae", value: 1.77, baseline: 2.22, previous: { number: 13, value: 1.82 }, best: 1.75 },
      { name: "rmse", value: 2.33, baseline: 2.79, previous: { number: 13, value: 2.37 }, best: 2.31 },
      { name: "r2", value: 0.29, baseline: 0, previous: { number: 13, value: 0.26 }, best: 0.31 },
      { name: "rows", value: 130, baseline: null, previous: { number: 13, value: 130 }, best: null },
    ],
    stages: [
      { name: "preprocess", state: "cached", ms: 4 },
      { name: "train", state: "ran", ms: 61 },
      { name: "evaluate", state: "ran", ms: 9 },
    ],
    ms: 74,
    plots: [predictions(130), importance()],
    history: course.map((value, index) => ({ number: index + 1, value })),
    problems: [],
  };
  return { state: "run", run: { ...run, ...changes } };
}

export function runningRun(): RunState {
  const { run } = doneRun();
  return doneRun({
    phase: "running",
    headlines: [],
    history: run.history.slice(0, -1),
    plots: [],
    stages: [
      { name: "preprocess", state: "cached", ms: 4 },
      { name: "train", state: "running", ms: null },
      { name: "evaluate", state: "pending", ms: null },
    ],
    ms: null,
  });
}

export function failedRun(): RunState {
  return doneRun({
    phase: "failed",
    headlines: [],
    plots: [],
    history: [],
    stages: [
      { name: "preprocess", state: "cached", ms: 4 },
      { name: "train", state: "failed", ms: 1261 },
      { name: "evaluate", state: "skipped", ms: 0 },
    ],
    ms: 1270,
    problems: [
      {
        code: "command-failed",
        message:
          "TypeError: Cannot read properties of undefined (reading 'trees'). Look at the line above it in the log.",
        path: "pipeline/train.ts",
        line: 12,
        column: 5,
        stage: "train",
      },
    ],
  });
}

const runner = { name: "Ana", drives: true, interrupted: false };
const choice = { shown: "shared", own: 3, shared: { name: "Ana", number: 14 } } as const;

/** The driver's run, as others see it who ran nothing themselves. */
export function sharedRun(changes: Partial<RunView> = {}): RunState {
  return { ...doneRun(changes), runner };
}

/** The same, for who has a run to go back to. */
export function sharedRunBesideOwn(changes: Partial<RunView> = {}): RunState {
  return { ...sharedRun(changes), choice };
}

/** The other way round: the own run, with the driver's to go to. */
export function ownRunBesideShared(): RunState {
  return { ...doneRun({ number: 3 }), choice: { ...choice, shown: "own" } };
}

export function refused(): Extract<PanelState, { state: "refused" }> {
  return {
    state: "refused",
    problems: [
      {
        code: "cycle",
        message:
          "stage 'train' needs what stage 'evaluate' writes, and the other way round. Take one of the two dependencies out.",
        path: "dvc.yaml",
        line: 9,
        column: null,
        stage: "train",
      },
      {
        code: "missing-parameter",
        message: "The parameter 'forest.trees' is not in params.yaml.",
        path: "params.yaml",
        line: 4,
        column: 3,
        stage: "train",
      },
      {
        code: "workspace-busy",
        message: "Another run holds the workspace.",
        path: null,
        line: null,
        column: null,
        stage: null,
      },
    ],
  };
}
