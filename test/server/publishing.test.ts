/** What everybody is shown: the document, its epochs, counts, the clock, the roster. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "#protocol/session/commands.ts";
import { roomOf } from "#protocol/session/ids.ts";
import { sessionViewSchema } from "#protocol/session/state.ts";
import { closeCode } from "#protocol/session/wire.ts";
import { memoryStore, type Store } from "#server/index.ts";
import { fakeClock } from "#support/fakeClock.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { connect, enter, type Guest, join } from "#support/relayGuest.ts";

const post: Command = { type: "suggestion.post", text: "Try more trees", kind: "idea" };
const vote: Command = { type: "suggestion.vote", suggestion: "s1" };

function view(guest: Guest): { [Root in keyof typeof sessionViewSchema.shape]: unknown } {
  const map = (name: string): unknown => guest.document.getMap(name).toJSON();
  return {
    session: map("session"),
    people: map("people"),
    suggestions: map("suggestions"),
    votes: map("votes"),
    comments: map("comments"),
    rotation: map("rotation"),
    runs: map("runs"),
    shown: guest.document.getMap("shown").get("run") ?? null,
    handover: guest.document.getMap("handover").get("handover") ?? null,
  };
}

test("[DOC-1] the document is what the schema says, and says no more than everybody may know", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay, "facilitator");
  await guest.ask({ type: "session.settings", anonymous: true });
  await guest.ask({ ...post, anonymous: true });
  await guest.ask(vote);
  await guest.ask({ type: "suggestion.comment", suggestion: "s1", text: "Yes!" });
  await guest.ask({ type: "rotation.propose" });
  const { seq } = await guest.ask({ type: "rotation.start", turn: 0 });
  await guest.sync();
  await guest.shown(seq ?? 0);
  const shown = view(guest);
  assert.deepEqual(sessionViewSchema.parse(shown), shown);
  const { suggestions, votes, rotation } = sessionViewSchema.parse(shown);
  assert.deepEqual(Object.keys(suggestions["s1"] ?? {}).toSorted(), ["at", "kind", "status", "text"]);
  assert.deepEqual(votes, { s1: 1 });
  assert.ok(!("clock" in rotation));
});

test("[VOTE-2] who voted is told to the voter alone", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  using other = await enter(relay);
  await guest.ask(post);
  await guest.ask(vote);
  using again = connect(relay, guest);
  assert.deepEqual((await again.notice("welcome")).votes, ["s1"]);
  using others = connect(relay, other);
  assert.deepEqual((await others.notice("welcome")).votes, []);
});

test("[VOTE-2] a vote is told in every window of the voter, and a merge to whom it concerns", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  using guest = await enter(relay);
  using window = connect(relay, guest);
  await window.notice("roster");
  for (const _ of [1, 2]) await guest.ask(post);
  await guest.ask(vote);
  assert.deepEqual(await window.notice("vote"), { type: "vote", suggestion: "s1", voted: true });
  await facilitator.ask({ type: "suggestion.merge", suggestion: "s1", into: "s2" });
  await window.notice("vote", ({ suggestion, voted }) => suggestion === "s1" && !voted);
  await window.notice("vote", ({ suggestion, voted }) => suggestion === "s2" && voted);
  assert.ok(
    !facilitator.received.some((message) => message.type === "notice" && message.notice.type === "vote"),
  );
});

test("[SUG-3] what is one's own without a name is told to its author alone", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  using guest = await enter(relay);
  await facilitator.ask({ type: "session.settings", anonymous: true });
  await guest.ask({ ...post, anonymous: true });
  await guest.ask(post);
  using again = connect(relay, guest);
  assert.deepEqual((await again.notice("welcome")).anonymous, ["s1"]);
  using others = connect(relay, facilitator);
  assert.deepEqual((await others.notice("welcome")).anonymous, []);
});

test("[DOC-2] people who only listen are in the roster, not in the document", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  const settled = await facilitator.ask({ type: "rotation.settings", everybody: false });
  using guest = await enter(relay);
  await guest.sync();
  await guest.shown(settled.seq ?? 0);
  assert.deepEqual([...guest.document.getMap("people").keys()], [facilitator.participant]);
  const { seq } = await guest.ask(post);
  await guest.shown(seq ?? 0);
  assert.ok(guest.document.getMap("people").has(guest.participant));
});

test("[VOTE-3] votes that come together are one change of the document", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  using watcher = await enter(relay);
  const voters = await Promise.all(["a", "b", "c", "d"].map(() => enter(relay)));
  await watcher.ask(post);
  await watcher.sync();
  clock.advance(1);
  await watcher.shown(1);
  const before = watcher.received.length;
  for (const voter of voters) await voter.ask(vote);
  clock.advance(99);
  await watcher.ask(vote);
  assert.ok(!watcher.received.slice(before).some(({ type }) => type === "sync"));
  clock.advance(2);
  await watcher.shown(6);
  const updates = watcher.received.slice(before).filter(({ type }) => type === "sync");
  assert.deepEqual([updates.length, watcher.document.getMap("votes").get("s1")], [1, 5]);
  for (const voter of voters) voter.socket.terminate();
});

test("[CMD-2] the ack comes before the document that shows the change, and shown right behind that", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  await guest.sync();
  const before = guest.received.length;
  await guest.ask(post);
  await guest.shown(1);
  const order = guest.received
    .slice(before)
    .map((message) => (message.type === "notice" ? message.notice.type : message.type))
    .filter((type) => type !== "roster");
  assert.deepEqual(order.slice(-3), ["ack", "sync", "shown"]);
});

const patient = { commandsAtOnce: 1_000, messagesAtOnce: 1_000, publishMilliseconds: 1 };

test("[EPOCH-1] [EPOCH-2] a document that has grown gives way to a fresh one; nobody sees anything twice", async () => {
  await using relay = await hostedRelay({
    limits: { ...patient, epochBytes: 2_000, movedAtOnce: 1 },
  });
  using one = await enter(relay, "facilitator");
  using two = await enter(relay);
  await one.sync();
  await two.sync();
  for (const _ of [1, 2]) await one.ask(post);
  const pin = (round: number): Command => {
    return { type: "suggestion.pin", suggestion: `s${1 + (round % 2)}`, pinned: round % 4 < 2 };
  };
  for (let round = 0; relay.stats().epoch === 1; round += 1)
    await one.shown((await one.ask(pin(round))).seq ?? 0);
  const next = roomOf(relay.session, 2);
  for (const guest of [one, two])
    assert.deepEqual(await guest.closed, { code: closeCode.moved, reason: next });
  using again = connect(relay, { room: next, token: two.token });
  await again.notice("welcome");
  await again.sync();
  assert.deepEqual([...again.document.getMap("suggestions").keys()], ["s1", "s2"]);
  assert.equal(again.document.getMap("session").get("epoch"), 2);
  assert.ok(relay.stats().documentBytes < 1_000);
});

test("[EPOCH-1] after a restart the document has another name", async () => {
  const store: Store = { ...memoryStore(), close: () => undefined };
  const rooms: string[] = [];
  for (const _ of [1, 2]) {
    await using relay = await hostedRelay({ store });
    rooms.push((await join(relay)).room);
  }
  const [first = "", second = ""] = rooms;
  assert.deepEqual([first.slice(-2), second.slice(-2)], ["-1", "-2"]);
  assert.equal(first.slice(0, 22), second.slice(0, 22));
});

test("[TOKEN-2] after a restart tokens and invitations are still good", async () => {
  const store: Store = { ...memoryStore(), close: () => undefined };
  const first = await hostedRelay({ store });
  const joined = await join(first);
  const { invitations } = first;
  await first.close();
  await using second = await hostedRelay({ store });
  using guest = connect(second, { room: roomOf(second.session, 2), token: joined.token });
  assert.equal((await guest.notice("welcome")).participant, joined.participant);
  await join({ ...second, invitations });
});

test("the roster names who comes, who leaves and who is renamed", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  using watcher = await enter(relay);
  await watcher.sync();
  const guest = await enter(relay);
  clock.advance(1_000);
  const came = await watcher.notice("roster", ({ whole }) => !whole);
  assert.deepEqual(
    [came.here, came.people.map(({ id, away }) => `${id} ${away}`)],
    [2, ["p1 false", "p2 false"]],
  );
  await guest.ask({ type: "participant.rename", name: "Zoë" });
  clock.advance(1_000);
  await watcher.notice("roster", ({ people }) => people[0]?.name === "Zoë");
  guest.socket.close();
  await guest.closed;
  while (relay.stats().connections === 2) await new Promise((resolve) => setImmediate(resolve));
  clock.advance(4_999);
  assert.equal(relay.stats().here, 2);
  clock.advance(1_000);
  const left = await watcher.notice("roster", ({ away }) => away === 1);
  assert.deepEqual(left.people, [{ id: "p2", name: "Zoë", role: "participant", away: true }]);
});

test("who gets another role is told", async () => {
  await using relay = await hostedRelay();
  using facilitator = await enter(relay, "facilitator");
  using guest = await enter(relay);
  const { participant } = guest;
  await facilitator.ask({ type: "participant.setRole", participant, role: "observer" });
  assert.equal((await guest.notice("you")).role, "observer");
});

test("[ROT-13] of a crowd that joins, the first get seats, and the document grows no further", async () => {
  await using relay = await hostedRelay({ limits: { seats: 3, joinsPerSecond: 1_000 } });
  using facilitator = await enter(relay, "facilitator");
  for (const _ of Array(20)) await join(relay);
  await facilitator.sync();
  const { seq } = await facilitator.ask(post);
  await facilitator.shown(seq ?? 0);
  const { seats } = sessionViewSchema.parse(view(facilitator)).rotation;
  assert.deepEqual(
    seats.map((seat) => seat.type === "person" && seat.participant),
    ["p1", "p2", "p3"],
  );
  assert.equal(facilitator.document.getMap("people").size, 3);
});
