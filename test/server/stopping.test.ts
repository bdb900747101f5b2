/** The end of a relay: on request, and when it cannot store any more. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "#protocol/session/commands.ts";
import { closeCode } from "#protocol/session/wire.ts";
import { createRelay, memoryStore } from "#server/index.ts";
import { hostedRelay } from "#support/hostedRelay.ts";
import { enter } from "#support/relayGuest.ts";
import { temporaryFolder } from "#support/temporaryFolder.ts";

const post: Command = { type: "suggestion.post", text: "Try more trees", kind: "idea" };

test("closing tells everybody, lets go of port and folder, and is harmless twice", async () => {
  using folder = temporaryFolder();
  const relay = await createRelay({ data: folder.path });
  using guest = await enter(relay);
  await Promise.all([relay.close(), relay.close()]);
  assert.equal((await guest.closed).code, 1001);
  assert.equal(await relay.closed, "shutdown");
  const stopping = guest.received.at(-1);
  assert.ok(stopping?.type === "notice" && stopping.notice.type === "stopping");
  const { port } = new URL(relay.url);
  await using _again = await hostedRelay({ data: folder.path, port: Number(port) });
});

test("a folder or a port that another relay has is refused with a sentence", async () => {
  using folder = temporaryFolder();
  await using relay = await hostedRelay({ data: folder.path });
  await assert.rejects(createRelay({ data: folder.path }), /Another relay uses the folder/);
  const { port } = new URL(relay.url);
  await assert.rejects(createRelay({ data: null, port: Number(port) }), /is in use. Choose another/);
});

for (const call of ["write", "commit"] as const)
  test(`[CMD-6] when a ${call} fails everybody is told, nothing is acknowledged, and the relay ends`, async () => {
    let broken = false;
    const store = memoryStore();
    const failing = (): void => {
      if (broken) throw new Error("database or disk is full");
      if (call === "commit") store.commit();
    };
    await using relay = await hostedRelay({
      store: {
        ...store,
        [call]: failing,
        ...(call === "write" ? { write: (record) => (broken ? failing() : store.write(record)) } : {}),
      },
    });
    using guest = await enter(relay);
    using other = await enter(relay);
    await guest.ask(post);
    broken = true;
    await assert.rejects(guest.ask(post), /closed with 4500/);
    assert.equal((await other.closed).code, closeCode.storageFailed);
    assert.equal(await relay.closed, "storage");
    assert.equal(other.received.filter(({ type }) => type === "ack").length, 0);
    assert.equal(guest.received.filter(({ type }) => type === "ack").length, 1);
  });

test("a session that cannot be stored at the start is refused with a sentence", async () => {
  const store = memoryStore();
  const commit = (): void => {
    throw new Error("disk full");
  };
  await assert.rejects(createRelay({ data: null, store: { ...store, commit } }), /cannot be stored/);
});
