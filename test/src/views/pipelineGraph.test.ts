/** What the pipeline graph shows, from how the project, its runs and the session stand. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { StageNow } from "#protocol/graphPanel.ts";
import type { PanelStage } from "#protocol/metricsPanel.ts";
import { problem } from "#protocol/problem.ts";
import type { ProjectStatus, StageStatus } from "#protocol/status.ts";
import { changedStages, type GraphSources, shownGraph } from "#src/views/pipelineGraph.ts";
import type { SharedRun } from "#src/views/sharedRun.ts";
import { shownState } from "#src/views/shownState.ts";
import { doneRun } from "#support/metricsStates.ts";

const status = (name: string, part: Partial<StageStatus> = {}): StageStatus => ({
  name,
  state: "fresh",
  reasons: [],
  path: "dvc.yaml",
  line: 1,
  inputs: ["in.csv"],
  outputs: [`${name}.csv`],
  needs: [],
  code: null,
  ...part,
});
const stale = status("train", {
  state: "stale",
  reasons: [{ type: "missingOutput", path: "model.json" }],
  needs: [{ stage: "preprocess", paths: ["preprocess.csv"] }],
});
const known: ProjectStatus = { state: "ready", stages: [status("preprocess"), stale], warnings: [] };
const sources: GraphSources = {
  project: { type: "ready" },
  status: known,
  view: null,
  shared: null,
  began: new Map(),
};
const { run } = doneRun();
const inRun = (...stages: PanelStage[]) => ({ ...run, stages });
const states = (given: Partial<GraphSources>) =>
  shownGraph({ ...sources, ...given }).stages.map(({ name, state }) => `${name} ${state}`);

test("a run's good end shows while a stage is fresh, its bad end until it is", () => {
  const shown = (state: StageStatus["state"], stage: PanelStage["state"]) =>
    shownState(state, { name: "x", state: stage, ms: 1 });
  assert.deepEqual(
    (["ran", "cached", "restored"] as const).flatMap((each) => [shown("fresh", each), shown("stale", each)]),
    ["ran", "stale", "cached", "stale", "restored", "stale"],
  );
  assert.deepEqual(
    (["failed", "cancelled", "skipped"] as const).flatMap((each) => [
      shown("stale", each),
      shown("fresh", each),
    ]),
    ["failed", "fresh", "cancelled", "fresh", "skipped", "fresh"],
  );
  assert.equal(shown("frozen", "skipped"), "frozen");
  assert.equal(shown("stale", "running"), "running");
  assert.equal(shownState("stale", undefined), "stale");
});

test("the project's stages show with what they read, why they are stale and how the last run left them", () => {
  const view = inRun({ name: "preprocess", state: "cached", ms: 4 });
  const { graph, stages } = shownGraph({ ...sources, view });
  assert.ok(graph.state === "stages" && graph.of === "own" && graph.runner === null);
  assert.deepEqual(graph.stages[1], {
    name: "train",
    reads: ["in.csv"],
    writes: ["train.csv"],
    needs: [{ stage: "preprocess", paths: ["preprocess.csv"] }],
  });
  assert.deepEqual(stages, [
    { name: "preprocess", state: "cached", why: [], ms: 4, since: null },
    { name: "train", state: "stale", why: ["missing out model.json"], ms: null, since: null },
  ]);
});

test("a stage that runs says since when, and not why it was stale", () => {
  const began = new Map([["train", 1_000]]);
  const running = inRun({ name: "train", state: "running", ms: null });
  assert.equal(shownGraph({ ...sources, view: running, began }).stages[1]?.since, 1_000);
  assert.deepEqual(shownGraph({ ...sources, view: running }).stages[1]?.why, []);
});

test("a stage that failed says first what happened, then why it would run again", () => {
  const wrong = problem("command-failed", "no such column", { path: "train.ts", line: 3, stage: "train" });
  const failed = { ...inRun({ name: "train", state: "failed", ms: 7 }), problems: [wrong] };
  const [preprocess, train] = shownGraph({ ...sources, view: failed }).stages;
  assert.deepEqual(preprocess?.why, []);
  assert.deepEqual(train, {
    name: "train",
    state: "failed",
    why: ["train.ts:3: no such column", "missing out model.json"],
    ms: 7,
    since: null,
  });
});

test("without a project there is nothing to draw, and each page says why", () => {
  const kind = (given: Partial<GraphSources>) => shownGraph({ ...sources, ...given }).graph.state;
  assert.equal(kind({ project: { type: "noFolder" } }), "noProject");
  assert.equal(kind({ project: { type: "noProject" } }), "noProject");
  assert.equal(kind({ project: { type: "untrusted" } }), "untrusted");
  assert.equal(kind({ status: null }), "reading");
  const broken = problem("invalid-yaml", "a bracket is missing", { path: "dvc.yaml" });
  assert.equal(kind({ status: { state: "unusable", problems: [broken] } }), "unusable");
});

const shared = (...stages: PanelStage[]): SharedRun => ({
  view: inRun(...stages),
  name: "Ana",
  drives: true,
  interrupted: false,
  mine: false,
});

test("the driver's run shows on the own graph where that has its stages; the others are no part of it", () => {
  const given = { shared: shared({ name: "train", state: "running", ms: null }) };
  assert.deepEqual(states(given), ["preprocess absent", "train running"]);
  const { graph } = shownGraph({ ...sources, ...given });
  assert.ok(graph.state === "stages" && graph.of === "own");
  assert.deepEqual(graph.runner, { name: "Ana", drives: true, interrupted: false, run: 14 });
});

test("without the project, the driver's stages show with what they need of each other", () => {
  const given = {
    project: { type: "noFolder" } as const,
    status: null,
    shared: shared(
      { name: "one", state: "ran", ms: 3 },
      { name: "two", state: "pending", ms: null, needs: ["one"] },
    ),
  };
  assert.deepEqual(states(given), ["one ran", "two pending"]);
  const { graph } = shownGraph({ ...sources, ...given });
  assert.ok(graph.state === "stages" && graph.of === "shared");
  assert.deepEqual(
    graph.stages.map(({ needs }) => needs),
    [[], [{ stage: "one", paths: [] }]],
  );
});

test("only what changed is sent", () => {
  const now = (name: string, why: string[] = []): StageNow => ({
    name,
    state: "stale",
    why,
    ms: null,
    since: null,
  });
  const sent = new Map([
    ["one", now("one")],
    ["two", now("two", ["never ran"])],
  ]);
  const next = [now("one"), now("two", ["changed command"]), now("three")];
  assert.deepEqual(
    changedStages(sent, next).map(({ name }) => name),
    ["two", "three"],
  );
});
