import assert from "node:assert/strict";
import { test } from "node:test";
import { meanAbsoluteError, r2Score, regressionMetrics, rootMeanSquaredError } from "#ml/metrics.ts";

const actual = [3, -0.5, 2, 7];
const predicted = [2.5, 0, 2, 8];

test("the mean absolute error is the mean of the absolute differences", () => {
  assert.equal(meanAbsoluteError(actual, predicted), (0.5 + 0.5 + 0 + 1) / 4);
});

test("the root mean squared error weighs large errors more", () => {
  assert.equal(rootMeanSquaredError(actual, predicted), Math.sqrt((0.25 + 0.25 + 0 + 1) / 4));
});

test("R² compares the squared errors with those of the mean", () => {
  // The mean is 2.875; its squared errors sum to 29.1875, those of the predictions to 1.5.
  assert.ok(Math.abs(r2Score(actual, predicted) - (1 - 1.5 / 29.1875)) < 1e-15);
  assert.equal(r2Score(actual, [2.875, 2.875, 2.875, 2.875]), 0);
  assert.equal(r2Score([1, 2, 3], [3, 2, 1]), -3);
});

test("R² of a target that is always the same is 1 when predicted exactly, else 0", () => {
  assert.equal(r2Score([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]), 1);
  assert.equal(r2Score([0.1, 0.1, 0.1], [0.1, 0.1, 0.2]), 0);
});

test("the three together carry the names that the panel knows", () => {
  assert.deepEqual(regressionMetrics([1, 3], [1, 1]), { mae: 1, rmse: Math.sqrt(2), r2: -1 });
});

test("typed arrays are measured like lists", () => {
  assert.equal(meanAbsoluteError(Float64Array.from(actual), Float64Array.from(predicted)), 0.5);
});

test("lists of unequal length, and empty ones, are refused", () => {
  for (const metric of [meanAbsoluteError, rootMeanSquaredError, r2Score]) {
    assert.throws(() => metric([1, 2], [1]), /2 actual values, but 1 predicted/);
    assert.throws(() => metric([], []), /no values to compare/);
  }
});
