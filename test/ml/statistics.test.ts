import assert from "node:assert/strict";
import { test } from "node:test";
import { mean, sampleVariance, sum } from "#ml/statistics.ts";

test("values are added up in their order", () => {
  assert.equal(sum([1e16, 1, -1e16]), 0);
  assert.equal(sum(Float64Array.of(1e16, -1e16, 1)), 1);
  assert.equal(sum([]), 0);
});

test("mean and sample variance are those of the textbooks", () => {
  assert.equal(mean([1, 2, 6]), 3);
  assert.equal(sampleVariance([1, 2, 6]), 7);
  assert.deepEqual([mean([]), sampleVariance([4])], [Number.NaN, Number.NaN]);
});
