/** Roles, names, removal, published runs, and the session's own commands. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as z from "zod";
import type { Command } from "#protocol/session/commands.ts";
import { limits } from "#protocol/session/limits.ts";
import { type PublishedRun, personSchema } from "#protocol/session/state.ts";
import { createReplica } from "#server/replica.ts";
import { apply } from "#server/session/change.ts";
import { invite } from "#server/session/session.ts";
import { decidedSession } from "#support/decidedSession.ts";

test("[PEOPLE-1] a facilitator makes others what they are; nobody else does", () => {
  const session = decidedSession();
  const promote: Command = { type: "participant.setRole", participant: "p2", role: "facilitator" };
  assert.equal(session.ask("p2", promote), "forbidden");
  session.must("p1", promote);
  assert.equal(session.ask("p1", promote), "unchanged");
  session.must("p2", { type: "session.lock", locked: true });
});

test("[PEOPLE-2] the last facilitator stays", () => {
  const session = decidedSession();
  const step: Command = { type: "participant.setRole", participant: "p1", role: "participant" };
  assert.equal(session.ask("p1", step), "not-possible");
  assert.equal(session.ask("p1", { type: "participant.remove", participant: "p1" }), "not-possible");
  session.must("p1", { type: "participant.setRole", participant: "p2", role: "facilitator" });
  session.must("p1", step);
});

test("[PEOPLE-3] who was removed can do nothing, and is not there for others", () => {
  const session = decidedSession();
  session.must("p1", { type: "participant.remove", participant: "p2" });
  assert.equal(session.ask("p2", { type: "participant.rename", name: "Me" }), "forbidden");
  assert.equal(session.ask("p1", { type: "participant.remove", participant: "p2" }), "not-found");
  assert.equal(session.ask("p1", { type: "rotation.propose", participant: "p2" }), "not-found");
});

test("everybody changes the own name, observers too", () => {
  const session = decidedSession();
  const observer = session.join("observer");
  session.must(observer, { type: "participant.rename", name: "Zoë" });
  assert.equal(session.ask(observer, { type: "participant.rename", name: "Zoë" }), "unchanged");
  assert.equal(session.state.tables.participants.get(observer)?.name, "Zoë");
});

test("[PEOPLE-4] everybody says for themselves whether the recap may name them, and is in the document then", () => {
  const session = decidedSession();
  const observer = session.join("observer");
  const naming = (agreed: boolean): Command => ({ type: "participant.naming", agreed });
  assert.equal(session.ask(observer, naming(false)), "unchanged");
  for (const who of ["p2", observer]) session.must(who, naming(true));
  assert.equal(session.ask("p2", naming(true)), "unchanged");
  const person = { name: "Somebody 1", role: "participant", shown: true, removed: false };
  assert.deepEqual(session.state.tables.participants.get("p2"), { ...person, named: true });
  const shown = createReplica(session.state).view().people;
  assert.deepEqual(Object.keys(z.record(z.string(), personSchema).parse(shown)), ["p1", "p2", observer]);
  session.must("p2", naming(false));
  assert.deepEqual(session.state.tables.participants.get("p2"), person);
});

const run: PublishedRun = {
  number: 3,
  outcome: "done",
  ms: 1200,
  source: null,
  metrics: [],
  parameters: [],
  commit: null,
  suggestion: null,
};

test("[RUN-1] the driver publishes a run, kept with the turn; the oldest give way", () => {
  const session = decidedSession({ runs: 2 });
  const publish: Command = { type: "run.publish", run };
  assert.equal(session.ask("p2", publish), "forbidden");
  session.must("p2", { type: "rotation.propose" });
  session.must("p1", { type: "rotation.start", turn: 0 });
  for (const id of ["r1", "r2", "r3"]) assert.equal(session.must("p2", publish), id);
  assert.deepEqual([...session.state.tables.runs.keys()], ["r2", "r3"]);
  assert.equal(session.state.tables.runs.get("r3")?.turn, 1);
  const forOne: Command = { type: "run.publish", run: { ...run, suggestion: "s1" } };
  assert.equal(session.ask("p2", forOne), "not-found");
});

test("[CMD-1] after the end everything is refused, whatever it is", () => {
  const session = decidedSession();
  session.must("p1", { type: "session.end" });
  for (const who of ["p1", "p2"])
    assert.equal(session.ask(who, { type: "session.lock", locked: true }), "ended");
});

test("[TOKEN-4] of a kind of invitation only so many are good at a time", () => {
  const session = decidedSession();
  for (let wall = 0; wall < 5; wall += 1) {
    const few = { ...limits, invitations: 3 };
    const invitation = { hash: `h${wall}`, role: "participant", wall, limits: few } as const;
    for (const change of invite(session.state, invitation)) apply(session.state, change);
  }
  assert.deepEqual([...session.state.tables.invitations.keys()], ["h2", "h3", "h4"]);
});
