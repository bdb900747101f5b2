/** What the metrics panel shows, and which problem it means by an index. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunView } from "#protocol/metricsPanel.ts";
import { problem } from "#protocol/problem.ts";
import type { RunState } from "#src/runs/runState.ts";
import { listedProblems, panelState } from "#src/views/panelState.ts";
import { failedRun } from "#support/metricsStates.ts";

const ready = { type: "ready" } as const;
const broken = problem("invalid-yaml", "a bracket is missing", { path: "dvc.yaml" });
const run: RunView = failedRun().run;
const ended: RunState = { type: "ended", view: run };

test("a folder without trust or without a pipeline shows nothing of any run", () => {
  assert.deepEqual(panelState({ state: ended, status: null }, { type: "untrusted" }), { state: "untrusted" });
  assert.deepEqual(panelState({ state: ended, status: null }, { type: "noProject" }), { state: "noProject" });
  assert.deepEqual(panelState({ state: ended, status: null }, { type: "noFolder" }), { state: "noProject" });
});

test("the last run stays when dvc.yaml breaks after it, and an index means that run's problem", () => {
  const shown = panelState({ state: ended, status: { state: "unusable", problems: [broken] } }, ready);
  assert.deepEqual(shown, { state: "run", run });
  assert.deepEqual(listedProblems(shown), run.problems);
});

test("a pipeline that never ran and is unusable shows why", () => {
  const shown = panelState(
    { state: { type: "none" }, status: { state: "unusable", problems: [broken] } },
    ready,
  );
  assert.deepEqual(listedProblems(shown), [broken]);
});

test("a run that was refused shows what it was refused for", () => {
  const refused: RunState = { type: "refused", problems: [broken] };
  assert.deepEqual(listedProblems(panelState({ state: refused, status: null }, ready)), [broken]);
});

test("while another process runs the pipeline, the run before stays in sight", () => {
  const waiting: RunState = { type: "waiting", message: "", view: run };
  assert.deepEqual(panelState({ state: waiting, status: null }, ready), { state: "run", run });
  const first: RunState = { type: "waiting", message: "", view: null };
  assert.deepEqual(panelState({ state: first, status: null }, ready), { state: "neverRan" });
});
