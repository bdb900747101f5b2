/** What the metrics panel shows, and which problem it means by an index. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PanelState, RunView } from "#protocol/metricsPanel.ts";
import { problem } from "#protocol/problem.ts";
import type { ShownRun } from "#protocol/session/shownRun.ts";
import type { RunState } from "#src/runs/runState.ts";
import { displayState, listedProblems, panelState } from "#src/views/panelState.ts";
import { sharedRun, withCharts } from "#src/views/sharedRun.ts";
import { clientState } from "#support/clientStates.ts";
import { doneRun, failedRun, runningRun } from "#support/metricsStates.ts";

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

const client = clientState({ rotation: { turn: 1, phase: "running", driver: "p2" } });
const shown: ShownRun = { view: doneRun().run, by: "p2", at: 0, turn: 1 };
const bens = sharedRun(client, shown);
const own = { state: "run", run } as const;
const watching = { wish: null, drives: false };
const choice = { own: 14, shared: { name: "Ben", number: 14 } };

function whose(state: PanelState): string {
  return state.state === "run" ? (state.runner?.name ?? "own") : state.state;
}

test("who does not drive sees the driver's run, who drives the own one, until they choose", () => {
  const cases = [
    [watching, "shared", "Ben"],
    [{ ...watching, drives: true }, "own", "own"],
    [{ ...watching, wish: "own" }, "own", "own"],
    [{ wish: "shared", drives: true }, "shared", "Ben"],
  ] as const;
  for (const [viewer, name, who] of cases) {
    const state = displayState(own, bens, viewer);
    assert.equal(whose(state), who);
    assert.deepEqual("choice" in state && state.choice, { ...choice, shown: name });
  }
});

test("without a run of one's own there is nothing to choose, whatever one chose before", () => {
  for (const state of ["noProject", "untrusted", "neverRan"] as const) {
    const display = displayState({ state }, bens, { wish: "own", drives: true });
    assert.deepEqual(display, {
      state: "run",
      run: bens.view,
      runner: { name: "Ben", drives: true, interrupted: false },
    });
  }
});

test("a run of one's own that the session shows is one's own run", () => {
  const mine = sharedRun(client, { ...shown, by: "p1" });
  assert.equal(displayState(own, mine, watching), own);
  assert.equal(displayState(own, null, watching), own);
});

test("a run under way is interrupted while who ran it is away, and no stage of it seems to run", () => {
  const underWay: ShownRun = { ...shown, view: runningRun().run };
  const away = clientState({ away: ["p2"] });
  const isInterrupted = (state: typeof client, of: ShownRun) => sharedRun(state, of).interrupted;
  assert.deepEqual(
    [isInterrupted(client, underWay), isInterrupted(away, underWay), isInterrupted(away, shown)],
    [false, true, false],
  );
  const hasSpinner = ({ stages }: RunView) => stages.some(({ state }) => state === "running");
  assert.equal(hasSpinner(sharedRun(client, underWay).view), true);
  assert.equal(hasSpinner(sharedRun(away, underWay).view), false);
});

test("an unusable pipeline is one's own thing to see", () => {
  const refused: PanelState = { state: "refused", problems: [broken] };
  const state = displayState(refused, bens, { wish: "own", drives: false });
  assert.deepEqual(state, { ...refused, choice: { ...choice, own: null, shown: "own" } });
});

test("no problem of somebody else's run is opened here", () => {
  const failed = sharedRun(client, { ...shown, view: run });
  assert.deepEqual(listedProblems(displayState(own, failed, watching)), []);
  assert.deepEqual(listedProblems(displayState(own, failed, { wish: "own", drives: false })), run.problems);
});

test("a run under way keeps the charts that were shown before it, of the same run and the same person", () => {
  const running: ShownRun = { ...shown, view: { ...runningRun().run, number: 15, figuresOf: 14 } };
  assert.deepEqual(withCharts(running, shown).view.plots, shown.view.plots);
  for (const other of [null, { ...shown, by: "p3" }, { ...shown, view: { ...shown.view, figuresOf: 13 } }])
    assert.equal(withCharts(running, other), running);
  const ended = { ...shown, view: { ...shown.view, plots: [] } };
  assert.equal(withCharts(ended, shown), ended);
});
