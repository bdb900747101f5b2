/** What a session is told of a participant's runs, and how often; on a clock that the test turns. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ClientState } from "#client/createClient.ts";
import type { RunView } from "#protocol/metricsPanel.ts";
import type { RunRecord } from "#protocol/run.ts";
import type { Command } from "#protocol/session/commands.ts";
import type { RunState } from "#src/runs/runState.ts";
import { createRunPublisher, showPace } from "#src/session/publishing/runPublisher.ts";
import { clientState } from "#support/clientStates.ts";
import { fakeClock } from "#support/fakeClock.ts";
import { doneRun, runningRun } from "#support/metricsStates.ts";
import { runRecord } from "#support/runRecord.ts";

const driving = { rotation: { turn: 3, phase: "running", driver: "p1" } } as const;

function recordOf({ id, number }: RunView): RunRecord {
  const metrics = [{ path: "metrics.json", content: { mae: 1.77, rows: 130, baseline: { mae: 2.22 } } }];
  return runRecord({
    id,
    number,
    startedAt: "2026-01-02T12:00:00.000Z",
    ms: 74,
    trigger: { who: "git's name", why: "command", note: null },
    params: [
      { path: "params.yaml", key: "forest.trees", value: 200 },
      { path: "params.yaml", key: "features", value: ["age"] },
    ],
    metrics,
    git: { commit: "abc", dirty: false, changes: "none" },
  });
}

function publishing() {
  const clock = fakeClock();
  const asked: { readonly command: Command; readonly decide: () => void }[] = [];
  let client: ClientState | null = clientState({ ...driving, role: "participant" });
  let runs: RunState = { type: "none" };
  let known: RunView | null = null;
  const publisher = createRunPublisher({
    client: () => client,
    runs: () => runs,
    needs: (stage) => (stage === "train" ? ["preprocess"] : []),
    record: (id) => Promise.resolve(known?.id === id ? recordOf(known) : null),
    ask: (command) => new Promise((resolve) => asked.push({ command, decide: () => resolve({ ok: true }) })),
    clock,
  });
  return {
    publisher,
    clock,
    asked,
    running(view: RunView): void {
      runs = { type: "running", progress: { view, metrics: [], plots: [], earlier: [] } };
      publisher.runChanged();
    },
    end(view: RunView): void {
      known = view;
      runs = { type: "ended", view };
      publisher.runChanged();
    },
    session(next: ClientState | null): void {
      client = next;
      publisher.sessionChanged();
    },
    /** The relay has decided everything so far. */
    async decided(): Promise<void> {
      for (const { decide } of asked) decide();
      await nextTurn();
    },
    /** What was shown and published, in short. */
    told: () =>
      asked.map(({ command }) => {
        if (command.type === "run.show") return `show ${command.view.number} ${command.view.phase}`;
        return command.type === "run.publish" ? `publish ${command.run.number}` : command.type;
      }),
  };
}

const { run: done } = doneRun();
const { run: running } = runningRun();
const next = (stage: string): RunView => ({
  ...running,
  stages: [{ name: stage, state: "running", ms: null }],
});

test("a run is shown when it takes its time, at most every quarter of a second, at its end, and then published", async () => {
  const { publisher, clock, decided, told, ...scene } = publishing();
  publisher.started(running.id);
  scene.running(running);
  await decided();
  for (const stage of ["a", "b", "c"]) scene.running(next(stage));
  assert.deepEqual(told(), ["show 14 running"]);
  clock.advance(showPace - 1);
  assert.equal(told().length, 1);
  clock.advance(1);
  await decided();
  assert.deepEqual(told(), ["show 14 running", "show 14 running"]);
  scene.end(done);
  await decided();
  assert.deepEqual(told().slice(2), ["show 14 done", "publish 14"]);
});

test("of a quick run only the end is shown", async () => {
  const { publisher, decided, told, ...scene } = publishing();
  publisher.started(done.id);
  publisher.sessionChanged();
  scene.end(done);
  await decided();
  assert.deepEqual(told(), ["show 14 done", "publish 14"]);
});

test("one command at a time: what changes meanwhile is shown once, as it is by then", async () => {
  const { decided, told, clock, asked, ...scene } = publishing();
  scene.running(running);
  scene.running(next("a"));
  clock.advance(10 * showPace);
  scene.running(next("b"));
  assert.equal(told().length, 1);
  await decided();
  assert.equal(told().length, 2);
  const last = asked.at(-1)?.command;
  assert.equal(last?.type === "run.show" && last.view.stages[0]?.name, "b");
});

test("a run that found nothing to do is not published; where its beginning was shown, what stands is shown", async () => {
  const { publisher, decided, told, ...scene } = publishing();
  publisher.started("another");
  scene.end(done);
  assert.deepEqual(told(), []);
  scene.running({ ...running, id: "another", number: 15 });
  scene.end(done);
  await decided();
  assert.deepEqual(told(), ["show 15 running", "show 14 done"]);
});

test("a cancelled run is shown, not published", async () => {
  const { decided, told, ...scene } = publishing();
  scene.running(running);
  scene.end({ ...done, phase: "cancelled" });
  await decided();
  assert.deepEqual(told(), ["show 14 running", "show 14 cancelled"]);
});

test("who may not show runs tells nothing; a facilitator may without driving", async () => {
  for (const [role, expected] of [
    ["participant", []],
    ["facilitator", ["show 14 done", "publish 14"]],
    ["observer", []],
  ] as const) {
    const { publisher, decided, told, ...scene } = publishing();
    scene.session(clientState({ role, rotation: { turn: 3, phase: "running", driver: "p2" } }));
    publisher.started(done.id);
    scene.end(done);
    await decided();
    assert.deepEqual(told(), expected, role);
  }
});

test("outside a session, and with publishing switched off, nothing is told", async () => {
  const { publisher, decided, told, ...scene } = publishing();
  scene.session(null);
  publisher.started(done.id);
  scene.running(running);
  scene.end(done);
  await decided();
  assert.deepEqual(told(), []);
});

test("a run from before the session stays out of it, whatever changes later", async () => {
  const { publisher, decided, told, ...scene } = publishing();
  scene.session(null);
  publisher.started(done.id);
  scene.end(done);
  scene.session(clientState({ role: "facilitator" }));
  scene.end(done);
  await decided();
  assert.deepEqual(told(), []);
});

test("[RUN-3] a run goes on being shown when the turn ends in the middle of it", async () => {
  const { decided, told, clock, ...scene } = publishing();
  scene.running(running);
  await decided();
  const shown = { view: running, by: "p1", at: 0, turn: 3 };
  const state = clientState({ role: "participant", rotation: { turn: 4, phase: "running", driver: "p2" } });
  scene.session({ ...state, view: state.view && { ...state.view, shown } });
  scene.end(done);
  await decided();
  assert.deepEqual(told(), ["show 14 running", "show 14 done", "publish 14"]);
});

test("what an earlier life of the window left running is shown as it stands now", async () => {
  const { decided, told, ...scene } = publishing();
  scene.end({ ...done, number: 13, phase: "cancelled" });
  const state = clientState({ ...driving, role: "participant" });
  const shown = { view: running, by: "p1", at: 0, turn: 3 };
  scene.session({ ...state, view: state.view && { ...state.view, shown } });
  await decided();
  assert.deepEqual(told(), ["show 13 cancelled"]);
});

test("everybody reads the session's name and the suggestion, not git's; charts go along once", async () => {
  const { decided, asked, clock, ...scene } = publishing();
  const state = clientState({ ...driving, role: "participant" });
  const suggestion = (text: string, at: number) =>
    ({ text, kind: "idea", at, status: "inProgress" }) as const;
  const board = { s1: suggestion("Fewer trees", 2), s2: suggestion("More trees", 1) };
  const view = state.view && { ...state.view, suggestions: board };
  const own = { ...running, figuresOf: 14, plots: done.plots, trigger: { ...done.trigger, note: null } };
  scene.session({ ...state, view });
  scene.running(own);
  await decided();
  scene.session({ ...state, view: view && { ...view, shown: { view: own, by: "p1", at: 0, turn: 3 } } });
  scene.running({ ...own, stages: next("b").stages });
  clock.advance(showPace);
  await decided();
  scene.end({ ...done, trigger: own.trigger });
  await decided();
  const views = asked.flatMap(({ command }) => (command.type === "run.show" ? [command.view] : []));
  assert.deepEqual(
    views.map(({ trigger, plots }) => [trigger.who, trigger.note, plots.length]),
    [2, 0, 2].map((plots) => [state.me.name, "Fewer trees", plots]),
  );
  const published = asked.at(-1)?.command;
  assert.ok(published?.type === "run.publish");
  assert.deepEqual(
    [published.run.suggestion, published.run.parameters, published.run.commit, published.run.metrics[0]],
    [
      "s1",
      [{ path: "params.yaml", key: "forest.trees", value: 200 }],
      "abc",
      { name: "mae", value: 1.77, baseline: 2.22 },
    ],
  );
});

test("of each stage everybody is told from which others it reads", async () => {
  const { publisher, asked, decided, ...scene } = publishing();
  publisher.started(done.id);
  scene.end(done);
  await decided();
  const [shown] = asked.flatMap(({ command }) => (command.type === "run.show" ? [command.view] : []));
  assert.deepEqual(
    shown?.stages.map(({ name, needs }) => `${name} <- ${needs}`),
    ["preprocess <- ", "train <- preprocess", "evaluate <- "],
  );
});
