import assert from "node:assert/strict";
import { test } from "node:test";
import { loadOutbox, memoryOutbox } from "#client/outbox.ts";

const vote = { id: "a".repeat(22), command: { type: "suggestion.vote", suggestion: "s1" } } as const;

test("what was saved comes back in its order", async () => {
  const store = memoryOutbox();
  const other = { ...vote, id: "b".repeat(22) };
  await store.save([other, vote]);
  assert.deepEqual(await loadOutbox(store), [other, vote]);
});

for (const saved of [undefined, null, {}, "text", [1, {}, { id: "short", command: vote.command }]]) {
  test(`a store with ${JSON.stringify(saved)} in it is an empty outbox`, async () => {
    const store = { load: () => Promise.resolve<unknown>(saved), save: () => Promise.resolve() };
    assert.deepEqual(await loadOutbox(store), []);
  });
}

test("what is no command any more is left out, the others stay", async () => {
  const store = {
    load: () => Promise.resolve<unknown>([{ ...vote, command: { type: "dance" } }, vote]),
    save: () => Promise.resolve(),
  };
  assert.deepEqual(await loadOutbox(store), [vote]);
});
