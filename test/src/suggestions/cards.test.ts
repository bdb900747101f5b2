/** The cards that a participant is shown, and what each allows. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ClientState } from "#client/createClient.ts";
import type { CardAction } from "#protocol/suggestionsPanel.ts";
import { boardOf } from "#src/suggestions/board.ts";
import { type AnchorLook, cardsOf } from "#src/suggestions/cards.ts";
import { type BoardParts, boardClient, sharedRun } from "#support/boardClient.ts";

const unknown: AnchorLook = ({ path, lines }) => ({ path, lines, standing: "unknown" });

function cards(parts: BoardParts) {
  return cardsOf(boardClient(parts), unknown);
}

function only(parts: BoardParts) {
  const [card] = cards(parts);
  assert.ok(card);
  return card;
}

function may(parts: BoardParts): readonly CardAction[] {
  return only(parts).may;
}

test("a navigator votes and comments, and edits and withdraws what is their own", () => {
  assert.deepEqual(may({ suggestions: { s1: {} } }), ["vote", "comment"]);
  assert.deepEqual(may({ suggestions: { s1: { author: "p1" } } }), ["vote", "comment", "edit", "withdraw"]);
});

test("what was posted without a name is still its author's own", () => {
  const parts: BoardParts = { suggestions: { s1: { author: undefined } } };
  const card = only({ ...parts, state: { anonymous: new Set(["s1"]) } });
  assert.equal(card.author, null);
  assert.equal(card.mine, true);
  assert.ok(card.may.includes("edit"));
  assert.equal(only(parts).mine, false);
});

test("the driver takes the steps that the status allows", () => {
  const steps = (status: "open" | "accepted" | "inProgress" | "done") =>
    may({ driver: "p1", suggestions: { s1: { status } } }).filter(
      (each) => each !== "comment" && each !== "vote",
    );
  assert.deepEqual(steps("open"), ["accept", "start", "decline"]);
  assert.deepEqual(steps("accepted"), ["start", "decline"]);
  assert.deepEqual(steps("inProgress"), ["done"]);
  assert.deepEqual(steps("done"), []);
});

test("a facilitator moderates; what is archived can only be restored", () => {
  const all = may({ role: "facilitator", suggestions: { s1: {} } });
  for (const action of ["edit", "withdraw", "pin", "merge", "archive"] as const)
    assert.ok(all.includes(action));
  assert.deepEqual(may({ role: "facilitator", suggestions: { s1: { status: "archived" } } }), ["restore"]);
  assert.ok(may({ role: "facilitator", suggestions: { s1: { status: "declined" } } }).includes("reopen"));
});

test("an observer, somebody whose role is not told yet, and everybody after the end can do nothing", () => {
  assert.deepEqual(may({ role: "observer", suggestions: { s1: {} } }), []);
  assert.deepEqual(may({ role: null, suggestions: { s1: {} } }), []);
  assert.deepEqual(may({ session: { state: "ended" }, suggestions: { s1: {} } }), []);
});

test("what the relay has not answered is marked, and cannot be acted on before it has a name", () => {
  const id = "a".repeat(22);
  const post = { type: "suggestion.post", text: "new", kind: "idea" } as const;
  const [card] = cards({ suggestions: { [id]: {} }, state: { pending: [{ id, command: post }] } });
  assert.equal(card?.pending, true);
  assert.deepEqual(card?.may, []);
  const vote = { id, command: { type: "suggestion.vote", suggestion: "s1" } } as const;
  assert.equal(only({ suggestions: { s1: {} }, state: { pending: [vote] } }).pending, true);
});

test("comments stand in their order, with names, and the newest of an instant last", () => {
  const comment = (text: string, at: number) => ({ suggestion: "s1", author: "p3", text, at });
  const { comments } = only({
    suggestions: { s1: {} },
    comments: { c10: comment("third", 5), c2: comment("second", 5), c3: comment("first", 1) },
  });
  assert.deepEqual(
    comments.map(({ text, author }) => `${author}: ${text}`),
    ["Chi: first", "Chi: second", "Chi: third"],
  );
});

test("a name that would hide itself or draw an icon is shown as what it is", () => {
  const client = boardClient({ suggestions: { s1: { author: "p2" } } });
  const named = (name: string): ClientState => ({
    ...client,
    view: client.view === null ? null : { ...client.view, people: { p2: { name, role: "participant" } } },
  });
  assert.equal(cardsOf(named("\u202Enimda"), unknown)[0]?.author, "nimda");
  assert.equal(cardsOf(named("\u200B"), unknown)[0]?.author, "?");
});

test("a declined one says why, a merged one into what", () => {
  const [one, other] = cards({
    suggestions: {
      s1: { status: "declined", reason: "too slow" },
      s2: { status: "archived", mergedInto: "s1" },
    },
  });
  assert.equal(one?.reason, "too slow");
  assert.equal(other?.mergedInto, "More trees");
});

test("the parameters to choose from are those of the newest run that has any", () => {
  const parameter = (value: number) => [{ path: "params.yaml", key: "trees", value }];
  const runs = {
    r9: sharedRun({ parameters: parameter(9) }),
    r10: sharedRun({ parameters: parameter(10) }),
    r11: sharedRun(),
  };
  const board = boardOf(boardClient({ runs }), { selection: null, attached: null });
  assert.deepEqual(board?.parameters, parameter(10));
});

test("nothing can be posted by an observer, or after the end", () => {
  const closed = (parts: BoardParts) =>
    boardOf(boardClient(parts), { selection: null, attached: null })?.closed;
  assert.equal(closed({}), null);
  assert.equal(closed({ role: "observer" }), "observer");
  assert.equal(closed({ session: { state: "ended" } }), "ended");
});
