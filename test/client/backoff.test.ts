import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { jitteredWait, longestWait } from "#client/backoff.ts";

test("the wait doubles with every failed attempt, up to the longest one", () => {
  const waits = [1, 2, 3, 8, 9, 2_000].map((failed) => jitteredWait(failed, () => 1));
  assert.deepEqual(waits, [200, 400, 800, 25_600, longestWait, longestWait]);
});

test("whatever is drawn, the wait lies between half of the exponential one and all of it", () => {
  fc.assert(
    fc.property(fc.nat(50), fc.double({ min: 0, max: 1, noNaN: true }), (failed, drawn) => {
      const longest = jitteredWait(failed, () => 1);
      const wait = jitteredWait(failed, () => drawn);
      assert.ok(wait >= longest / 2 && wait <= longest, `${wait} of ${longest}`);
    }),
  );
});
