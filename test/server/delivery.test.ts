/** A crowd is served in parts, in order, and nobody is left out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Command } from "#protocol/session/commands.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { enter } from "#support/relayGuest.ts";

test("everybody gets every publication, in order, also where only one is served at once", async () => {
  const limits = { deliveredAtOnce: 1, publishMilliseconds: 1, commandsAtOnce: 100 };
  await using relay = await hostedRelay({ limits });
  const guests = await Promise.all(Array.from({ length: 8 }, () => enter(relay)));
  for (const guest of guests) await guest.sync();
  const post: Command = { type: "suggestion.post", text: "Try more trees", kind: "idea" };
  for (const guest of guests) {
    const { seq } = await guest.ask(post);
    await guest.shown(seq ?? 0);
  }
  while (guests.some(({ document }) => document.getMap("suggestions").size < 8)) await nextTurn();
  for (const guest of guests) {
    assert.equal(guest.document.store.pendingStructs, null);
    guest.socket.terminate();
  }
});

test("the end of a session reaches those who are served last", async () => {
  await using relay = await hostedRelay({ limits: { deliveredAtOnce: 1 } });
  const facilitator = await enter(relay, "facilitator");
  const guests = await Promise.all(Array.from({ length: 5 }, () => enter(relay)));
  for (const guest of guests) await guest.sync();
  await facilitator.ask({ type: "session.end" });
  for (const guest of guests) {
    await guest.closed;
    assert.equal(guest.document.getMap("session").get("state"), "ended");
  }
});
