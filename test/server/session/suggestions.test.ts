/** The board: statuses, revisions, ownership, limits. Each test quotes its rule in SPEC.md. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "#protocol/session/commands.ts";
import { decidedSession } from "#support/decidedSession.ts";

const post: Command = { type: "suggestion.post", text: "Try more trees", kind: "idea" };

function about(type: "accept" | "start" | "done" | "reopen" | "archive" | "restore" | "withdraw"): Command {
  return { type: `suggestion.${type}`, suggestion: "s1" };
}

const decline: Command = { type: "suggestion.decline", suggestion: "s1", reason: "Tried last week" };

test("[ID-1] suggestions are numbered by the relay, and a number is never given twice", () => {
  const session = decidedSession();
  assert.equal(session.must("p2", post), "s1");
  session.must("p2", about("withdraw"));
  assert.equal(session.must("p2", post), "s2");
});

const ways: { path: Command[]; last: string; status: string }[] = [
  { path: [about("accept"), about("start"), about("done")], last: "done", status: "done" },
  { path: [about("start")], last: "done", status: "inProgress" },
  { path: [about("accept"), decline], last: "done", status: "declined" },
  { path: [decline, about("reopen")], last: "done", status: "open" },
  { path: [about("start"), about("done"), about("reopen")], last: "done", status: "open" },
  { path: [about("done")], last: "not-possible", status: "open" },
  { path: [about("start"), decline], last: "not-possible", status: "inProgress" },
  { path: [decline, about("accept")], last: "not-possible", status: "declined" },
  { path: [about("archive"), about("accept")], last: "not-possible", status: "archived" },
  { path: [about("archive"), about("reopen")], last: "not-possible", status: "archived" },
  { path: [about("accept"), about("accept")], last: "unchanged", status: "accepted" },
  { path: [about("accept"), about("archive"), about("restore")], last: "done", status: "accepted" },
];

for (const { path, last, status } of ways) {
  const names = path.map(({ type }) => type.replace("suggestion.", "")).join(", ");
  test(`[SUG-1] [SUG-5] ${names}: ${last}, and it is ${status}`, () => {
    const session = decidedSession();
    session.must("p2", post);
    assert.equal(path.map((command) => session.ask("p1", command)).at(-1), last);
    assert.equal(session.suggestion("s1")?.status, status);
  });
}

test("[SUG-1] a reason is there while it is declined, and gone when it is open again", () => {
  const session = decidedSession();
  session.must("p2", post);
  session.must("p1", decline);
  assert.equal(session.suggestion("s1")?.reason, "Tried last week");
  session.must("p1", about("reopen"));
  assert.equal(session.suggestion("s1")?.reason, undefined);
});

test("[SUG-2] an edit of another revision is stale, one of the same text changes nothing", () => {
  const session = decidedSession();
  session.must("p2", post);
  const edit = (text: string, revision: number): Command => {
    return { type: "suggestion.edit", suggestion: "s1", revision, text };
  };
  assert.equal(session.ask("p2", edit("Try fewer", 0)), "done");
  assert.equal(session.ask("p1", edit("Try none", 0)), "stale");
  assert.equal(session.ask("p2", edit("Try fewer", 1)), "unchanged");
  assert.equal(session.ask("p3", edit("Mine now", 1)), "forbidden");
  session.must("p1", about("accept"));
  assert.equal(session.ask("p2", edit("Too late", 1)), "not-possible");
  assert.equal(session.suggestion("s1")?.text, "Try fewer");
});

test("[SUG-2] what is withdrawn is gone with its comments and votes; only what is open can be", () => {
  const session = decidedSession();
  session.must("p2", post);
  session.must("p3", { type: "suggestion.comment", suggestion: "s1", text: "Yes!" });
  session.must("p3", { type: "suggestion.vote", suggestion: "s1" });
  assert.equal(session.ask("p3", about("withdraw")), "forbidden");
  session.must("p1", about("accept"));
  assert.equal(session.ask("p2", about("withdraw")), "not-possible");
  session.must("p1", about("reopen"));
  session.must("p2", about("withdraw"));
  const { suggestions, comments, votes } = session.state.tables;
  assert.deepEqual([suggestions.size, comments.size, votes.size], [0, 0, 0]);
  assert.equal(session.ask("p2", about("withdraw")), "not-found");
});

test("[SUG-3] without a name only where the session allows it, and still its author's own", () => {
  const session = decidedSession();
  const nameless: Command = { ...post, anonymous: true };
  assert.equal(session.ask("p2", nameless), "anonymous-not-allowed");
  session.must("p1", { type: "session.settings", anonymous: true });
  session.must("p2", nameless);
  assert.equal(session.suggestion("s1")?.author, undefined);
  assert.equal(session.ask("p3", about("withdraw")), "forbidden");
  assert.equal(session.ask("p2", about("withdraw")), "done");
});

test("[SUG-4] a merge gives its voters to the other, each counted once, and says where it went", () => {
  const session = decidedSession();
  session.must("p2", post);
  session.must("p3", post);
  for (const voter of ["p2", "p3"]) session.must(voter, { type: "suggestion.vote", suggestion: "s1" });
  for (const voter of ["p3", "p4"]) session.must(voter, { type: "suggestion.vote", suggestion: "s2" });
  const merge = (suggestion: string, into: string): Command => ({
    type: "suggestion.merge",
    suggestion,
    into,
  });
  assert.equal(session.ask("p1", merge("s1", "s1")), "not-possible");
  assert.equal(session.ask("p1", merge("s1", "s9")), "not-found");
  session.must("p1", merge("s1", "s2"));
  assert.equal(session.ask("p1", merge("s1", "s2")), "unchanged");
  assert.equal(session.ask("p1", merge("s2", "s1")), "not-possible");
  assert.deepEqual([session.votes("s1"), session.votes("s2")], [0, 3]);
  assert.equal(session.suggestion("s1")?.status, "archived");
  assert.equal(session.suggestion("s1")?.mergedInto, "s2");
  session.must("p1", about("restore"));
  assert.equal(session.suggestion("s1")?.mergedInto, undefined);
});

test("the board has room for so many, one participant for so many open ones", () => {
  const session = decidedSession({ suggestions: 3, openSuggestionsEach: 2, commentsEach: 1 });
  session.must("p2", post);
  session.must("p2", post);
  assert.equal(session.ask("p2", post), "too-many");
  session.must("p1", about("accept"));
  session.must("p2", post);
  assert.equal(session.ask("p3", post), "too-many");
  const comment: Command = { type: "suggestion.comment", suggestion: "s1", text: "Yes!" };
  session.must("p2", comment);
  assert.equal(session.ask("p2", comment), "too-many");
});

test("a pin is set and taken off", () => {
  const session = decidedSession();
  session.must("p2", post);
  const pin = (pinned: boolean): Command => ({ type: "suggestion.pin", suggestion: "s1", pinned });
  assert.deepEqual(
    [pin(false), pin(true), pin(true), pin(false)].map((command) => session.ask("p1", command)),
    ["unchanged", "done", "unchanged", "done"],
  );
  assert.equal("pinned" in (session.suggestion("s1") ?? {}), false);
});

test("[DOC-2] whoever writes under a name is in the document from then on", () => {
  const session = decidedSession();
  assert.equal(session.state.tables.participants.get("p2")?.shown, false);
  session.must("p2", post);
  assert.equal(session.state.tables.participants.get("p2")?.shown, true);
});
