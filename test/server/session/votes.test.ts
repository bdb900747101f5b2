/** Votes: one each, and none on what is settled. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "#protocol/session/commands.ts";
import { decidedSession } from "#support/decidedSession.ts";

const post: Command = { type: "suggestion.post", text: "Try more trees", kind: "idea" };
const vote: Command = { type: "suggestion.vote", suggestion: "s1" };
const unvote: Command = { type: "suggestion.unvote", suggestion: "s1" };

test("[VOTE-1] one vote a participant, however often it is sent", () => {
  const session = decidedSession();
  session.must("p2", post);
  assert.deepEqual(
    [vote, vote, unvote, unvote, vote].map((command) => session.ask("p3", command)),
    ["done", "unchanged", "done", "unchanged", "done"],
  );
  assert.equal(session.ask("p4", vote), "done");
  assert.equal(session.votes("s1"), 2);
});

for (const settle of ["done", "declined", "archived"] as const)
  test(`[VOTE-4] what is ${settle} keeps the votes it had`, () => {
    const session = decidedSession();
    session.must("p2", post);
    session.must("p2", vote);
    const decline: Command = { type: "suggestion.decline", suggestion: "s1", reason: "no" };
    const start: Command = { type: "suggestion.start", suggestion: "s1" };
    const ways = {
      done: [start, { type: "suggestion.done", suggestion: "s1" }],
      declined: [decline],
      archived: [{ type: "suggestion.archive", suggestion: "s1" }],
    } satisfies { [Way in typeof settle]: Command[] };
    for (const command of ways[settle]) session.must("p1", command);
    assert.equal(session.ask("p3", vote), "not-possible");
    assert.equal(session.ask("p2", unvote), "not-possible");
    assert.equal(session.votes("s1"), 1);
  });

test("an observer has no vote, and nobody one for what is not there", () => {
  const session = decidedSession();
  const observer = session.join("observer");
  session.must("p2", post);
  assert.equal(session.ask(observer, vote), "forbidden");
  assert.equal(session.ask("p2", { type: "suggestion.vote", suggestion: "s7" }), "not-found");
});
