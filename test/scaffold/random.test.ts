import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "#scaffold/random.ts";

const draws = 20_000;

test("a seed gives the same numbers again, another seed gives others", () => {
  const numbers = (seed: number) => Array.from({ length: 20 }, seededRandom(seed).uniform);
  assert.deepEqual(numbers(7), numbers(7));
  assert.notDeepEqual(numbers(7), numbers(8));
});

test("normal draws have mean 0 and standard deviation 1, within two per cent", () => {
  const random = seededRandom(1);
  const values = Array.from({ length: draws }, () => random.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / draws;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws;
  assert.ok(Math.abs(mean) < 0.02, `mean ${mean}`);
  assert.ok(Math.abs(Math.sqrt(variance) - 1) < 0.02, `standard deviation ${Math.sqrt(variance)}`);
});

test("levels are picked in proportion to their weights, a weight below zero never", () => {
  const random = seededRandom(2);
  const counts = { a: 0, b: 0, c: 0 };
  for (let draw = 0; draw < draws; draw++)
    counts[
      random.pick([
        ["a", 3],
        ["b", 1],
        ["c", -5],
      ] as const)
    ] += 1;
  assert.ok(Math.abs(counts.a / draws - 0.75) < 0.01, `a: ${counts.a}`);
  assert.equal(counts.c, 0);
});
