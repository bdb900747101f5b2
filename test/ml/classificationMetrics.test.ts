import assert from "node:assert/strict";
import { test } from "node:test";
import { accuracy, balancedAccuracy, confusionMatrix, f1Score } from "#ml/classificationMetrics.ts";

const actual = [1, 1, 1, 1, 0, 0, 0, 0, 0, 2];
const predicted = [1, 1, 1, 0, 0, 0, 0, 1, 1, 0];

test("accuracy is the share of rows whose class was predicted", () => {
  assert.equal(accuracy(actual, predicted), 0.6);
  assert.equal(accuracy(Float64Array.of(1, 0), Float64Array.of(1, 0)), 1);
});

test("the confusion matrix counts actual classes by row, predicted ones by column", () => {
  assert.deepEqual(confusionMatrix(actual, predicted), {
    classes: [0, 1, 2],
    counts: [
      [3, 2, 0],
      [1, 3, 0],
      [1, 0, 0],
    ],
  });
});

test("balanced accuracy counts every actual class the same", () => {
  assert.ok(Math.abs(balancedAccuracy(actual, predicted) - (3 / 5 + 3 / 4 + 0) / 3) < 1e-15);
  assert.equal(balancedAccuracy([0, 0, 0, 1], [0, 0, 0, 0]), 0.5);
  assert.equal(balancedAccuracy([0, 0], [0, 1]), 0.5, "a class that is only predicted has no recall");
});

test("F1 is the harmonic mean of precision and recall of one class", () => {
  const precision = 3 / 5;
  const recall = 3 / 4;
  const expected = (2 * precision * recall) / (precision + recall);
  assert.ok(Math.abs(f1Score(actual, predicted) - expected) < 1e-15);
  assert.equal(f1Score(actual, predicted, 2), 0);
  assert.equal(f1Score(actual, predicted, 7), 0, "a class that does not occur");
});

test("lists of unequal length, and empty ones, are refused", () => {
  for (const metric of [accuracy, balancedAccuracy, confusionMatrix, f1Score]) {
    assert.throws(() => metric([1, 2], [1]), /2 actual values, but 1 predicted/);
    assert.throws(() => metric([], []), /no values to compare/);
  }
});
