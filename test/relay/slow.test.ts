/** [WIRE-7]: somebody who does not read. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { closeCode } from "#protocol/session/wire.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { until } from "#support/processes.ts";
import { enter } from "#support/relayGuest.ts";

const limits = {
  openSuggestionsEach: 5_000,
  commandsPerSecond: 1e6,
  commandsAtOnce: 1e6,
  messagesPerSecond: 1e6,
  messagesAtOnce: 1e6,
  bufferedBytes: 64 * 1024,
  bufferedBytesAtMost: 1024 * 1024,
  epochBytes: 1e9,
};

/** About 12 kB on the wire. */
const text = "€".repeat(2_000);
const anchor = { path: "train.ts", lines: null, commit: null, text };
const post = { type: "suggestion.post", text, kind: "idea", anchor } as const;

test("what waits for a paused socket is bounded, and the others get everything at once", async () => {
  await using relay = await hostedRelay({ limits });
  using slow = await enter(relay);
  using writer = await enter(relay);
  using reader = await enter(relay);
  await slow.sync();
  await reader.sync();
  slow.socket.pause();
  let most = 0;
  for (let round = 0; round < 40; round += 1) {
    const acks = await Promise.all(Array.from({ length: 25 }, () => writer.ask(post)));
    assert.ok(acks.every(({ result }) => result.ok));
    await reader.shown(0);
    most = Math.max(most, relay.stats().bufferedBytesMost);
  }
  await until("the reader has all of it", () => reader.document.getMap("suggestions").size === 1_000);
  assert.ok(most > limits.bufferedBytes, `${most} bytes waited: nothing was held back`);
  assert.ok(most <= limits.bufferedBytesAtMost, `${most} bytes waited`);
  slow.socket.resume();
  await until("the slow one has all of it", () => slow.document.getMap("suggestions").size === 1_000);
});

test("who stays paused is cut off, and comes back to the whole state", async () => {
  await using relay = await hostedRelay({
    limits: { ...limits, slowMilliseconds: 500, keepAliveMilliseconds: 200 },
  });
  using slow = await enter(relay);
  using writer = await enter(relay);
  await slow.sync();
  slow.socket.pause();
  for (let round = 0; round < 40; round += 1)
    await Promise.all(Array.from({ length: 25 }, () => writer.ask(post)));
  await until("it is cut off", () => relay.stats().connections === 1);
  slow.socket.resume();
  assert.ok([closeCode.slow, 1006].includes((await slow.closed).code));
});
