/** What each event of a run makes of how things stood. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { problem } from "#protocol/problem.ts";
import type { RunEvent } from "#protocol/run.ts";
import { afterEvent, isRunning, type RunState, viewOf } from "#src/runs/runState.ts";

const none: RunState = { type: "none" };

const started: RunEvent = {
  type: "runStarted",
  run: "run-3",
  number: 3,
  startedAt: "2026-01-01T00:00:00.000Z",
  trigger: { who: "Ana", why: "command", note: null },
  stages: ["train"],
};

const finished = (run: string): RunEvent => ({ type: "runFinished", run, number: 3, outcome: "done", ms: 7 });

function after(...events: RunEvent[]) {
  return events.reduce<ReturnType<typeof afterEvent>>(({ state }, event) => afterEvent(state, event, []), {
    state: none,
    answer: null,
  });
}

test("a run that started is under way, and ends with its last event, which answers", () => {
  const running = after(started);
  assert.ok(isRunning(running.state) && viewOf(running.state)?.number === 3);
  assert.equal(running.answer, null);
  const { state, answer } = after(started, finished("run-3"));
  assert.ok(!isRunning(state) && state.type === "ended" && state.view.phase === "done");
  assert.deepEqual(answer, { type: "ended", outcome: "done", number: 3, ms: 7, unchanged: false });
});

test("a run that an earlier one's record tells is unchanged, and shows nothing of its own", () => {
  const running = after(started);
  const { state, answer } = afterEvent(running.state, finished("run-2"), []);
  assert.equal(state, running.state);
  assert.ok(answer?.type === "ended" && answer.unchanged);
});

test("what is printed changes nothing that shows", () => {
  const running = after(started);
  const output: RunEvent = { type: "output", stage: "train", stream: "stdout", line: "Learned" };
  assert.equal(afterEvent(running.state, output, []).state, running.state);
});

test("a run that waits for another process keeps what stood before in view", () => {
  const ended = after(started, finished("run-3")).state;
  const { state } = afterEvent(ended, { type: "waiting", message: "another run holds the lock" }, []);
  assert.ok(isRunning(state));
  assert.equal(viewOf(state), viewOf(ended));
});

test("a refused run shows its problems and nothing else", () => {
  const problems = [problem("no-project", "there is no dvc.yaml")];
  const { state, answer } = after({ type: "runRefused", problems });
  assert.deepEqual(answer, { type: "refused", problems });
  assert.ok(state.type === "refused" && viewOf(state) === null && !isRunning(state));
});
