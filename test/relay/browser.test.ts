import assert from "node:assert/strict";
import { test } from "node:test";
import { browserTransport } from "#client/browserTransport.ts";
import { createClient } from "#client/createClient.ts";
import { memoryOutbox } from "#client/outbox.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { join } from "#support/relayGuest.ts";

test("[JOIN-2] a browser's socket, which takes no headers, gets in with the token as its second subprotocol", async () => {
  await using relay = await hostedRelay();
  const client = await createClient({
    relay: relay.url,
    identity: await join(relay),
    transport: browserTransport,
    store: memoryOutbox(),
  });
  try {
    const post = { type: "suggestion.post", text: "From a browser", kind: "idea" } as const;
    assert.deepEqual(await client.ask(post), { ok: true, made: "s1" });
  } finally {
    client.close();
  }
});
