import assert from "node:assert/strict";
import { test } from "node:test";
import { durationOf } from "#protocol/duration.ts";

test("a duration changes its unit before a figure is rounded up to a whole one of the next", () => {
  const cases = [0, 61.4, 999.4, 999.6, 59_949, 59_951, 119_600, 200_000].map(durationOf);
  assert.deepEqual(cases, [
    { unit: "milliseconds", count: "0" },
    { unit: "milliseconds", count: "61" },
    { unit: "milliseconds", count: "999" },
    { unit: "seconds", count: "1.0" },
    { unit: "seconds", count: "59.9" },
    { unit: "minutes", minutes: 1, seconds: 0 },
    { unit: "minutes", minutes: 2, seconds: 0 },
    { unit: "minutes", minutes: 3, seconds: 20 },
  ]);
});
