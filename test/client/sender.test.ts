/** [CMD-3], [WIRE-6]: what a participant asked for is sent in order, until it is decided. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { memoryOutbox, type Outbox, type OutboxStore } from "#client/outbox.ts";
import { createSender } from "#client/sender.ts";
import type { CommandMessage } from "#protocol/session/commands.ts";
import type { Ack } from "#protocol/session/wire.ts";

const message = (letter: string): CommandMessage => ({
  id: letter.repeat(22),
  command: { type: "suggestion.vote", suggestion: "s1" },
});
const [a, b] = [message("a"), message("b")];
const done = ({ id }: CommandMessage): Ack => ({ id, seq: 1, result: { ok: true } });
const refused = ({ id }: CommandMessage, reason: "too-fast" | "unavailable" | "stale"): Ack => ({
  id,
  seq: null,
  result: { ok: false, reason, message: "" },
});

function startSender(store: OutboxStore = memoryOutbox(), outbox: Outbox = []) {
  const sent: CommandMessage[] = [];
  const decided: string[] = [];
  const sender = createSender({
    store,
    outbox,
    random: () => 0.5,
    onChange: () => undefined,
    onDecided: ({ id }, { result }) => decided.push(`${id[0]} ${result.ok}`),
  });
  return { sender, sent, decided, connect: () => sender.connected((command) => sent.push(command)) };
}

test("a command leaves when the one before it is answered", async () => {
  const { sender, sent, decided, connect } = startSender();
  connect();
  await Promise.all([sender.add(a), sender.add(b)]);
  assert.deepEqual(sent, [a]);
  sender.answered(done(a));
  assert.deepEqual(sent, [a, b]);
  sender.answered(refused(b, "stale"));
  assert.deepEqual(decided, ["a true", "b false"]);
  assert.deepEqual(sender.outbox, []);
});

test("what had no answer is sent again on the next connection, under the same id", async () => {
  const { sender, sent, connect } = startSender();
  connect();
  await sender.add(a);
  sender.lost();
  await sender.add(b);
  assert.deepEqual(sent, [a]);
  connect();
  assert.deepEqual(sent, [a, a]);
});

test("nothing is sent before it is written down", async () => {
  const written = Promise.withResolvers<void>();
  const { sender, sent, connect } = startSender({
    load: () => Promise.resolve([]),
    save: () => written.promise,
  });
  connect();
  const added = sender.add(a);
  await Promise.resolve();
  assert.deepEqual(sent, []);
  written.resolve();
  await added;
  assert.deepEqual(sent, [a]);
});

test("what cannot be written down was never asked for", async () => {
  const { sender, sent, connect } = startSender({
    load: () => Promise.resolve([]),
    save: () => Promise.reject(new Error("disk full")),
  });
  connect();
  await assert.rejects(sender.add(a), /disk full/);
  assert.deepEqual([sender.outbox, sent], [[], []]);
});

test("an earlier life's outbox is sent first", async () => {
  const { sender, sent, connect } = startSender(memoryOutbox(), [a]);
  await sender.add(b);
  connect();
  assert.deepEqual(sent, [a]);
});

for (const reason of ["too-fast", "unavailable"] as const) {
  test(`what is refused as ${reason} stays, and is sent again after a rest, before what came later`, async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    try {
      const { sender, sent, decided, connect } = startSender();
      connect();
      await sender.add(a);
      sender.answered(refused(a, reason));
      await sender.add(b);
      assert.deepEqual(sent, [a]);
      mock.timers.tick(1_000);
      assert.deepEqual(sent, [a, a]);
      assert.deepEqual(decided, []);
    } finally {
      mock.timers.reset();
    }
  });
}

test("the second answer to a command that was sent twice changes nothing", async () => {
  const { sender, decided, connect } = startSender();
  connect();
  await sender.add(a);
  sender.answered(done(a));
  sender.answered(done(a));
  assert.deepEqual(decided, ["a true"]);
});
