/** The run that everybody's panel shows: who may say so, what takes its place, what of it is no run at all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Command, commandSchema } from "#protocol/session/commands.ts";
import { createReplica } from "#server/replica.ts";
import { decidedSession } from "#support/decidedSession.ts";
import { doneRun } from "#support/metricsStates.ts";

const { run } = doneRun();
const show: Command = { type: "run.show", view: run };

test("[RUN-2] the driver and facilitators show a run, which takes the place of the one before", () => {
  const session = decidedSession();
  assert.equal(session.ask("p2", show), "forbidden");
  session.must("p2", { type: "rotation.propose" });
  session.must("p1", { type: "rotation.start", turn: 0 });
  session.must("p1", show);
  session.must("p2", { type: "run.show", view: { ...run, number: 15 } });
  const { shown, runs } = createReplica(session.state).view();
  assert.deepEqual(shown, { view: { ...run, number: 15 }, by: "p2", at: 1_700_000_000_000, turn: 1 });
  assert.deepEqual(runs, {});
});

test("[RUN-3] a run that was under way when the turn ended is shown and published to its end, and no other", () => {
  const session = decidedSession();
  for (const who of ["p2", "p3"]) session.must(who, { type: "rotation.propose" });
  session.must("p1", { type: "rotation.start", turn: 0 });
  session.must("p2", { type: "run.show", view: { ...run, phase: "running" } });
  session.must("p2", { type: "rotation.next", turn: 1 });
  session.must("p2", show);
  assert.equal(session.ask("p2", { type: "run.show", view: { ...run, id: "another" } }), "forbidden");
  assert.equal(session.ask("p4", show), "forbidden");
  const { number, ms } = run;
  const lists = { metrics: [], parameters: [] };
  const published = { outcome: "done", ms: ms ?? 0, source: null, commit: null, suggestion: null } as const;
  session.must("p2", { type: "run.publish", run: { number, ...published, ...lists } });
  const other: Command = { type: "run.publish", run: { number: number + 1, ...published, ...lists } };
  assert.equal(session.ask("p2", other), "forbidden");
  session.must("p3", { type: "run.show", view: { ...run, id: "next" } });
  assert.equal(session.ask("p2", show), "forbidden");
});

const long = "x".repeat(1_001);
const [plot] = run.plots;
const wrong: { readonly [What: string]: object } = {
  "a text without end": { source: long },
  "a lone surrogate": { source: "\ud800" },
  "a name of a person without end": { trigger: { ...run.trigger, who: long } },
  "no instant": { startedAt: "yesterday" },
  "too many stages": { stages: Array(101).fill(run.stages[0]) },
  "too long a history": { history: Array(201).fill(run.history[0]) },
  "columns of different length": {
    plots: [
      {
        ...plot,
        columns: [
          { name: "a", values: [1] },
          { name: "b", values: [] },
        ],
      },
    ],
  },
  "a cell that is an object": { plots: [{ ...plot, columns: [{ name: "a", values: [{}] }] }] },
};

for (const [what, change] of Object.entries(wrong)) {
  test(`[RUN-2] a view with ${what} is no command`, () => {
    assert.ok(commandSchema.safeParse(show).success);
    assert.ok(!commandSchema.safeParse({ type: "run.show", view: { ...run, ...change } }).success);
  });
}
