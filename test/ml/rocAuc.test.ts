import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { rocAucScore } from "#ml/rocAuc.ts";

const row = fc.record({ label: fc.constantFrom(0, 1), score: fc.integer({ min: 0, max: 6 }) });

test("it is the share of pairs in which the positive has the higher score, ties counting half", () => {
  const property = fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), (rows) => {
    const positives = rows.filter(({ label }) => label === 1);
    const negatives = rows.filter(({ label }) => label === 0);
    fc.pre(positives.length > 0 && negatives.length > 0);
    let wins = 0;
    for (const positive of positives) {
      for (const negative of negatives) wins += (Math.sign(positive.score - negative.score) + 1) / 2;
    }
    const found = rocAucScore(
      rows.map(({ label }) => label),
      rows.map(({ score }) => score),
    );
    assert.ok(Math.abs(found - wins / (positives.length * negatives.length)) < 1e-12);
  });
  fc.assert(property, { seed: 20_240_201, numRuns: 300 });
});

test("the greater of two classes is the positive one, whatever they are", () => {
  assert.equal(rocAucScore([5, 9, 5], [0.1, 0.9, 0.2]), 1);
  assert.equal(rocAucScore([5, 9, 5], [0.3, -1, 0.2]), 0);
});

test("all scores alike are chance", () => {
  assert.equal(rocAucScore([0, 1, 1, 0], [7, 7, 7, 7]), 0.5);
});

test("one class, three classes, or a score that is no number are refused", () => {
  assert.throws(
    () => rocAucScore([1, 1], [0.1, 0.2]),
    /all rows are of class 1: the ROC AUC needs rows of two/,
  );
  assert.throws(() => rocAucScore([0, 1, 2], [0, 0, 0]), /is of two classes, not 3 \(0, 1, 2\)/);
  assert.throws(() => rocAucScore([0, 1], [0.1, Number.NaN]), /a score is not a number/);
  assert.throws(() => rocAucScore([0, 1], [0.1]), /2 actual values, but 1 predicted/);
});
