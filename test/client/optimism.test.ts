/** What a participant sees between asking and the relay's document. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createOptimism } from "#client/optimism.ts";
import type { Command, CommandMessage } from "#protocol/session/commands.ts";
import type { SessionView } from "#protocol/session/state.ts";

const shared: SessionView = {
  session: {
    protocol: 1,
    id: "x".repeat(22),
    epoch: 1,
    title: "A session",
    state: "open",
    locked: false,
    anonymous: true,
  },
  people: {},
  suggestions: { s1: { text: "More trees", kind: "idea", author: "p2", at: 0, status: "open" } },
  votes: { s1: 12 },
  comments: {},
  rotation: {
    turn: 0,
    phase: "idle",
    driver: null,
    seats: [],
    turnMilliseconds: 600_000,
    autoRotate: false,
    fair: false,
    history: [],
    everybody: true,
    hands: ["p2"],
  },
  runs: {},
  shown: null,
  handover: null,
};
const asked = (command: Command): CommandMessage => ({ id: "a".repeat(22), command });
const vote = asked({ type: "suggestion.vote", suggestion: "s1" });
const post = asked({ type: "suggestion.post", text: "Fewer trees", kind: "idea", anonymous: true });

function startOptimism() {
  const optimism = createOptimism("p1");
  optimism.replicated(shared);
  return optimism;
}

function counted({ view, votes }: { view: SessionView | null; votes: ReadonlySet<string> }) {
  return [view?.votes["s1"], votes.has("s1")];
}

test("a vote shows at once, and is taken back when it leaves the outbox without an acceptance", () => {
  const optimism = startOptimism();
  assert.deepEqual(counted(optimism.view([vote])), [13, true]);
  assert.deepEqual(counted(optimism.view([])), [12, false]);
});

test("an accepted vote neither flickers nor counts twice when the count comes later", () => {
  const optimism = startOptimism();
  optimism.accepted(vote, { ok: true }, 7);
  assert.deepEqual(counted(optimism.view([])), [13, true]);
  optimism.shown(6);
  assert.deepEqual(counted(optimism.view([])), [13, true]);
  optimism.voted("s1", true);
  assert.deepEqual(counted(optimism.view([])), [13, true]);
  // The count and the word that it is shown are two messages.
  optimism.replicated({ ...shared, votes: { s1: 13 } });
  assert.deepEqual(counted(optimism.view([])), [13, true]);
  optimism.shown(7);
  assert.deepEqual(counted(optimism.view([])), [13, true]);
});

test("[CMD-3] an answer that comes after the document has shown it leaves nothing laid over", () => {
  const optimism = startOptimism();
  optimism.shown(7);
  optimism.accepted(post, { ok: true, made: "s2" }, 7);
  assert.equal(optimism.view([]).view, shared);
});

test("a vote in another window shows; one's own, told before the count shows it, counts once", () => {
  const optimism = startOptimism();
  optimism.voted("s1", true);
  assert.deepEqual(counted(optimism.view([])), [12, true]);
  optimism.voted("s1", false);
  optimism.accepted(vote, { ok: true }, 7);
  optimism.voted("s1", true);
  assert.deepEqual(counted(optimism.view([])), [13, true]);
});

test("[CMD-3] a late answer to a vote that was taken back in another window since changes nothing", () => {
  const optimism = startOptimism();
  optimism.shown(9);
  optimism.accepted(vote, { ok: true }, 7);
  assert.deepEqual(counted(optimism.view([])), [12, false]);
});

test("[CMD-3] a vote that is taken back in another window before it shows stays taken back", () => {
  const optimism = startOptimism();
  optimism.accepted(vote, { ok: true }, 7);
  optimism.voted("s1", true);
  optimism.voted("s1", false);
  optimism.shown(8);
  assert.deepEqual(counted(optimism.view([])), [12, false]);
});

test("[CMD-5] a vote that was there already counts once", () => {
  const optimism = startOptimism();
  optimism.voted("s1", true);
  optimism.accepted(vote, { ok: true, unchanged: true }, 7);
  assert.deepEqual(counted(optimism.view([])), [12, true]);
});

test("[VOTE-2] own votes come with the welcome", () => {
  const optimism = startOptimism();
  const welcome = {
    type: "welcome",
    protocol: 1,
    participant: "p1",
    name: "Ana",
    role: "participant",
  } as const;
  optimism.welcomed({ ...welcome, room: "room", votes: ["s1"], anonymous: ["s7"] });
  assert.deepEqual(counted(optimism.view([vote])), [12, true]);
  assert.deepEqual([...optimism.anonymous], ["s7"]);
});

test("what is posted stands under its command's id until the document has it under its own", () => {
  const optimism = startOptimism();
  const pending = optimism.view([post]).view?.suggestions[post.id];
  assert.equal(pending?.text, "Fewer trees");
  assert.equal(pending?.author, undefined);
  optimism.accepted(post, { ok: true, made: "s2" }, 7);
  assert.ok(optimism.view([]).view?.suggestions[post.id]);
  assert.deepEqual([...optimism.anonymous], ["s2"]);
  optimism.shown(7);
  assert.deepEqual(optimism.view([]).view, shared);
});

test("an edit of another revision shows nothing: the relay will refuse it", () => {
  const edit = { type: "suggestion.edit", suggestion: "s1", text: "Trees" } as const;
  const text = (revision: number) =>
    startOptimism().view([asked({ ...edit, revision })]).view?.suggestions["s1"]?.text;
  assert.deepEqual([text(0), text(1)], ["Trees", "More trees"]);
});

test("[ROT-12] a hand goes up and down at once", () => {
  const hands = (...commands: Command[]) => startOptimism().view(commands.map(asked)).view?.rotation.hands;
  assert.deepEqual(hands({ type: "rotation.raiseHand" }), ["p2", "p1"]);
  assert.deepEqual(hands({ type: "rotation.raiseHand" }, { type: "rotation.lowerHand" }), ["p2"]);
  assert.deepEqual(hands({ type: "rotation.lowerHand", participant: "p2" }), []);
});

const harmless: readonly Command[] = [
  { type: "suggestion.vote", suggestion: "s9" },
  { type: "suggestion.done", suggestion: "s9" },
  { type: "rotation.next", turn: 0 },
  { type: "session.end" },
];
for (const command of harmless) {
  test(`${command.type} on what is not there, or is not predicted, leaves the view as it is`, () => {
    assert.equal(startOptimism().view([asked(command)]).view, shared);
  });
}
