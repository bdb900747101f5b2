/** What goes over the socket: frames right and wrong, rates, slow readers, keep-alive. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Doc, encodeStateAsUpdate, encodeStateAsUpdateV2 } from "yjs";
import type { Command } from "#protocol/session/commands.ts";
import { commandFrame } from "#protocol/session/frame.ts";
import { closeCode, messageType } from "#protocol/session/wire.ts";
import { fakeClock } from "#support/fakeClock.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { commandId, connect, enter, question, syncFrame } from "#support/relayGuest.ts";

const post: Command = { type: "suggestion.post", text: "Try more trees", kind: "idea" };

function written(): Doc {
  const document = new Doc();
  document.getMap("session").set("title", "mine");
  return document;
}

test("[WIRE-2] the relay answers a replica's question with all of it, and asks nothing back", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  await guest.sync();
  assert.equal(guest.document.getMap("session").get("id"), relay.session);
  await guest.ask(post);
  const kinds = guest.received.flatMap((message) => (message.type === "sync" ? [message.kind] : []));
  assert.ok(!kinds.includes(0));
});

test("[WIRE-2] a replica that comes back to its epoch gets what it lacks, not all of it", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  const text = "x".repeat(1_500);
  const { seq } = await guest.ask({ ...post, text });
  await guest.sync();
  await guest.shown(seq ?? 0);
  using again = connect(relay, guest);
  await again.notice("welcome");
  again.send(question(guest.document));
  const { update } = await again.until((message) => (message.type === "sync" ? message : undefined));
  assert.ok(update.byteLength < 100, `${update.byteLength} bytes`);
});

const wrong: { name: string; frame: Uint8Array | string }[] = [
  { name: "a text frame", frame: "hello" },
  { name: "nothing", frame: new Uint8Array() },
  { name: "an unknown type", frame: Uint8Array.of(42, 0) },
  { name: "a type that never ends", frame: new Uint8Array(20).fill(255) },
  { name: "an unknown sync message", frame: syncFrame(7, Uint8Array.of(0, 0)) },
  { name: "a write", frame: syncFrame(2, encodeStateAsUpdate(written())) },
  { name: "an answer with content", frame: syncFrame(1, encodeStateAsUpdate(written())) },
  { name: "a V2 update", frame: syncFrame(2, encodeStateAsUpdateV2(written())) },
  { name: "a truncated question", frame: question(written()).subarray(0, 3) },
  { name: "JSON that is no command", frame: Uint8Array.of(messageType.command, 2, 123, 125) },
  { name: "a frame cut short", frame: commandFrame({ id: commandId(), command: post }).subarray(0, 30) },
  { name: "an ack", frame: Uint8Array.of(messageType.ack, 2, 123, 125) },
];

for (const { name, frame } of wrong)
  test(`[WIRE-3] [WIRE-5] ${name} closes the socket, and alters nothing`, async () => {
    await using relay = await hostedRelay();
    using guest = await enter(relay);
    using other = await enter(relay);
    guest.send(frame);
    assert.equal((await guest.closed).code, closeCode.malformed);
    await other.sync();
    assert.equal(other.document.getMap("session").get("title"), "Baton session");
  });

test("[WIRE-3] [WIRE-4] presence, queries and empty updates are dropped, and nobody hears of them", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  using other = await enter(relay);
  for (const frame of [
    Uint8Array.of(messageType.awareness, 3, 1, 2, 3),
    Uint8Array.of(messageType.queryAwareness),
    syncFrame(1, Uint8Array.of(0, 0)),
    syncFrame(2, Uint8Array.of(0, 0)),
  ])
    guest.send(frame);
  assert.equal((await guest.ask(post)).result.ok, true);
  await other.ask(post);
  assert.ok(other.received.every(({ type }) => type === "notice" || type === "ack"));
});

test("[WIRE-5] what has an id and is no command is refused as malformed, and nothing is remembered", async () => {
  await using relay = await hostedRelay();
  using guest = await enter(relay);
  const id = commandId();
  const bad = JSON.stringify({
    id,
    command: { type: "suggestion.post", text: "a", kind: "idea", author: "p1" },
  });
  guest.send(Uint8Array.of(messageType.command, bad.length, ...Buffer.from(bad)));
  const ack = await guest.until((message) => (message.type === "ack" ? message.ack : undefined));
  assert.deepEqual([ack.id, ack.seq, ack.result.ok === false && ack.result.reason], [id, null, "malformed"]);
  assert.equal((await guest.ask(post, id)).result.ok, true);
});

test("[WIRE-6] a message that is too large, or in too many pieces, closes the socket", async () => {
  await using relay = await hostedRelay({ limits: { messageBytes: 1_000, messageFragments: 4 } });
  using large = await enter(relay);
  large.send(new Uint8Array(1_001));
  assert.equal((await large.closed).code, 1009);
  using pieces = await enter(relay);
  for (let piece = 0; piece < 6; piece += 1) pieces.socket.send(Uint8Array.of(1), { fin: false });
  assert.equal((await pieces.closed).code, 1008);
});

test("[WIRE-6] past the rate commands are refused, whichever window they come from, and go on later", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock, limits: { commandsPerSecond: 1, commandsAtOnce: 2 } });
  using one = await enter(relay);
  using two = connect(relay, one);
  using other = await enter(relay);
  await two.notice("welcome");
  const reasons = [await one.ask(post), await two.ask(post), await one.ask(post)].map(({ result }) =>
    result.ok ? "ok" : result.reason,
  );
  assert.deepEqual(reasons, ["ok", "ok", "too-fast"]);
  assert.equal((await other.ask(post)).result.ok, true);
  clock.advance(1_000);
  assert.equal((await two.ask(post)).result.ok, true);
});

test("[WIRE-6] a flood closes the socket", async () => {
  await using relay = await hostedRelay({ limits: { messagesAtOnce: 10, messagesPerSecond: 1 } });
  using guest = await enter(relay);
  for (let count = 0; count < 11; count += 1) guest.send(Uint8Array.of(messageType.queryAwareness));
  assert.equal((await guest.closed).code, closeCode.flooding);
});

test("[WIRE-6] who asks for the document again and again is sent away", async () => {
  await using relay = await hostedRelay({ limits: { questionsAtOnce: 3 } });
  using guest = await enter(relay);
  for (let count = 0; count < 4; count += 1) guest.send(question(guest.document));
  assert.equal((await guest.closed).code, closeCode.flooding);
});

test("[WIRE-4] a message comes on every connection within the period, also where nothing happens", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  using guest = await enter(relay);
  clock.advance(10_000);
  const alive = await guest.until((message) => (message.type === "other" ? message.bytes : undefined));
  assert.deepEqual([...alive], [1, 1, 0]);
});

test("a connection that answers no question for a minute is cut off", async () => {
  const clock = fakeClock();
  await using relay = await hostedRelay({ clock });
  using guest = await enter(relay);
  guest.socket.pause();
  assert.equal(relay.stats().connections, 1);
  while (relay.stats().connections > 0) {
    clock.advance(10_000);
    await nextTurn();
  }
  guest.socket.resume();
  assert.equal((await guest.closed).code, 1006);
});

test("[WIRE-7] who does not read gets the whole state later; what waits is bounded; others notice nothing", async () => {
  const buffered = { bufferedBytes: 20_000, bufferedBytesAtMost: 400_000, epochBytes: 1e9 };
  const many = { commandsAtOnce: 10_000, messagesAtOnce: 10_000, openSuggestionsEach: 5_000 };
  await using relay = await hostedRelay({ limits: { ...buffered, ...many } });
  using slow = await enter(relay);
  using busy = await enter(relay);
  await slow.sync();
  await busy.sync();
  const posts: Command[] = new Array(50).fill({ ...post, text: "x".repeat(2_000) });
  async function postAll(): Promise<number> {
    const acks = await Promise.all(posts.map((command) => busy.ask(command)));
    const last = Math.max(...acks.map(({ seq }) => seq ?? 0));
    await busy.shown(last);
    return last;
  }
  slow.socket.pause();
  while (relay.stats().bufferedBytesMost <= buffered.bufferedBytes) await postAll();
  const waiting = relay.stats().bufferedBytesMost;
  await postAll();
  const last = await postAll();
  assert.ok(
    relay.stats().bufferedBytesMost <= waiting,
    `${relay.stats().bufferedBytesMost} after ${waiting}`,
  );
  slow.socket.resume();
  await slow.shown(last);
  assert.deepEqual(
    slow.document.getMap("suggestions").toJSON(),
    busy.document.getMap("suggestions").toJSON(),
  );
});
