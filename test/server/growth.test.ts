/** A session that has grown: what a joiner is sent stays small, epoch after epoch. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryStore } from "#server/index.ts";
import { put } from "#server/session/change.ts";
import { newSession } from "#server/session/session.ts";
import { voteId } from "#server/session/state.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { enter } from "#support/relayGuest.ts";

test("a session with 1,000 suggestions and 100,000 votes joins with at most 300 kB", async () => {
  const store = memoryStore();
  store.write({ rows: newSession("x".repeat(22)), answer: null });
  const text = "An idea of usual length, which says what to try and why it might help the model.";
  for (let number = 1; number <= 1_000; number += 1) {
    const [id, owner] = [`s${number}`, `p${number}`];
    const suggestion = {
      text,
      kind: "idea",
      author: owner,
      at: 1_795_276_451_333,
      status: "open",
      owner,
    } as const;
    store.write({ rows: [put("suggestions", id, suggestion)], answer: null });
  }
  const votes = Array.from({ length: 100_000 }, (_, number) =>
    put("votes", voteId(`s${1 + (number % 1_000)}`, `p${1 + Math.floor(number / 100)}`), true),
  );
  store.write({ rows: votes, answer: null });
  await using relay = await hostedRelay({ store });
  using guest = await enter(relay);
  await guest.sync();
  assert.equal(guest.document.getMap("suggestions").size, 1_000);
  assert.ok(guest.document.getMap("votes").size > 900);
  const bytes = guest.received.reduce(
    (sum, message) => sum + ("update" in message ? message.update.length : 0),
    0,
  );
  assert.ok(bytes <= 300_000, `${bytes} bytes`);
});
