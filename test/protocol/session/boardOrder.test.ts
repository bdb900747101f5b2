/** [DOC-4]: the order of the board. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { byRank, newestFirst, type Ranked } from "#protocol/session/boardOrder.ts";

function ranked(id: string, part: Partial<Ranked> = {}): Ranked {
  return { id, at: 0, votes: 0, pinned: false, ...part };
}

function order(...entries: Ranked[]): string {
  return entries
    .sort(byRank)
    .map(({ id }) => id)
    .join(" ");
}

test("[DOC-4] pinned ones stand first, then those with most votes, then the oldest", () => {
  const entries = [
    ranked("s1", { votes: 2, at: 5 }),
    ranked("s2", { votes: 2, at: 1 }),
    ranked("s3", { votes: 9 }),
    ranked("s4", { pinned: true }),
  ];
  assert.equal(order(...entries), "s4 s3 s2 s1");
});

test("[DOC-4] of one instant the relay's order decides, and what has no id yet is newest", () => {
  assert.equal(order(ranked("x".repeat(22)), ranked("s10"), ranked("s9")), `s9 s10 ${"x".repeat(22)}`);
  assert.deepEqual([ranked("s1", { at: 1 }), ranked("s2", { at: 2 })].sort(newestFirst)[0]?.id, "s2");
});

test("[DOC-4] the order is the same however the entries come", () => {
  const entry = fc.record({
    id: fc.integer({ min: 1, max: 999 }).map((number) => `s${number}`),
    at: fc.nat(3),
    votes: fc.nat(3),
    pinned: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(entry, { selector: ({ id }) => id }), (entries) => {
      assert.deepEqual([...entries].sort(byRank), [...entries].reverse().sort(byRank));
    }),
  );
});
