/** From events and records to what the views draw. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunEvent, RunRecord } from "#protocol/run.ts";
import { advance, recordedView, startProgress } from "#src/runs/runView.ts";
import { runRecord } from "#support/runRecord.ts";

const trigger = { who: "Ana", why: "command", note: null } as const;

function record(number: number, mae: number, change: Partial<RunRecord> = {}): RunRecord {
  return runRecord({
    id: `run-${number}`,
    number,
    ms: 10,
    trigger,
    stages: [{ name: "evaluate", verdict: "ran", ms: 5, problem: null }],
    metrics: [metrics(mae)],
    ...change,
  });
}

function metrics(mae: number, source = "synthetic sample") {
  return { path: "metrics.json", content: { mae, baseline: { mae: 2.2 }, split: "validation", source } };
}

const started: Extract<RunEvent, { type: "runStarted" }> = {
  type: "runStarted",
  run: "run-3",
  number: 3,
  startedAt: "2026-01-01T00:00:00.000Z",
  trigger,
  stages: ["train", "evaluate"],
};

const read = (mae: number): Extract<RunEvent, { type: "metricsRead" }> => ({
  type: "metricsRead",
  stage: "evaluate",
  metrics: [metrics(mae)],
  plots: [],
  problems: [],
});

test("a run that has just started shows all its stages pending, and the last good run's figures under its number", () => {
  const earlier = [record(2, 9, { outcome: "failed", metrics: [] }), record(1, 1.9)];
  const { view } = startProgress(started, earlier);
  assert.deepEqual(
    view.stages.map(({ state }) => state),
    ["pending", "pending"],
  );
  assert.equal(view.figuresOf, 1);
  assert.equal(view.headlines[0]?.value, 1.9);
});

test("the first run of all begins without figures", () => {
  const { view } = startProgress(started, []);
  assert.equal(view.figuresOf, 3);
  assert.deepEqual(view.headlines, []);
});

test("a run's own figures take the place of the last good run's, whole", () => {
  const plot = (path: string) => ({ path, title: null, x: null, y: null, columns: [], rows: 0 });
  const earlier = [record(2, 1.9, { plots: [plot("old.csv")] })];
  const progress = advance(startProgress(started, earlier), { ...read(1.8), plots: [plot("new.csv")] });
  assert.equal(progress.view.figuresOf, 3);
  assert.deepEqual(
    progress.view.plots.map(({ path }) => path),
    ["new.csv"],
  );
});

test("a failed run without figures keeps the last good run's", () => {
  const view = recordedView([record(3, 0, { outcome: "failed", metrics: [] }), record(2, 1.9)]);
  assert.equal(view?.number, 3);
  assert.equal(view?.figuresOf, 2);
  assert.equal(view?.headlines[0]?.value, 1.9);
});

test("a stage's start and end show in its place, the others stay", () => {
  let progress = startProgress(started, []);
  progress = advance(progress, { type: "stageStarted", stage: "train", command: "x" });
  assert.deepEqual(
    progress.view.stages.map(({ state }) => state),
    ["running", "pending"],
  );
  progress = advance(progress, {
    type: "stageFinished",
    stage: "train",
    verdict: "ran",
    ms: 7,
    problem: null,
  });
  assert.deepEqual(progress.view.stages[0], { name: "train", state: "ran", ms: 7 });
});

test("metrics show as soon as they are read, beside baseline, previous and best", () => {
  const progress = advance(startProgress(started, [record(2, 1.9), record(1, 1.7)]), read(1.8));
  assert.deepEqual(progress.view.headlines, [
    { name: "mae", value: 1.8, baseline: 2.2, previous: { number: 2, value: 1.9 }, best: 1.7 },
  ]);
  assert.deepEqual(
    progress.view.history.map(({ value }) => value),
    [1.7, 1.9, 1.8],
  );
});

test("a failed run's leftovers are no previous run", () => {
  const earlier = [record(2, 9, { outcome: "failed" }), record(1, 1.7)];
  const progress = advance(startProgress(started, earlier), read(1.8));
  assert.deepEqual(progress.view.headlines[0]?.previous, { number: 1, value: 1.7 });
});

test("numbers from a synthetic sample are never compared with those from real data", () => {
  const earlier = [record(2, 1.5, { metrics: [metrics(1.5, "student-por.csv (UCI)")] })];
  const progress = advance(startProgress(started, earlier), read(1.8));
  assert.equal(progress.view.headlines[0]?.previous, null);
  assert.equal(progress.view.source, "synthetic sample");
});

test("a record gives the same view as the events that made it", () => {
  let progress = startProgress({ ...started, stages: ["evaluate"] }, [record(2, 1.9)]);
  const ended = { type: "stageFinished", stage: "evaluate", verdict: "ran", ms: 5, problem: null } as const;
  progress = advance(progress, ended);
  progress = advance(progress, read(1.8));
  progress = advance(progress, { type: "runFinished", run: "run-3", number: 3, outcome: "done", ms: 10 });
  assert.deepEqual(recordedView([record(3, 1.8), record(2, 1.9)]), progress.view);
});

test("without a record there is nothing to show", () => {
  assert.equal(recordedView([]), null);
});
