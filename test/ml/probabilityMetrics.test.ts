import assert from "node:assert/strict";
import { test } from "node:test";
import { classificationMetrics, logLoss, mostProbable } from "#ml/probabilityMetrics.ts";
import { rocAucScore } from "#ml/rocAuc.ts";

test("the log loss is the mean surprise about the actual classes", () => {
  const probabilities = [
    [0.9, 0.2],
    [0.1, 0.8],
  ];
  assert.ok(Math.abs(logLoss([0, 1], probabilities) - -(Math.log(0.9) + Math.log(0.8)) / 2) < 1e-15);
  assert.ok(Math.abs(logLoss([0, 1, 1, 0], [Array(4).fill(0.5), Array(4).fill(0.5)]) - Math.LN2) < 1e-15);
});

test("a sure mistake costs much, but not infinitely much", () => {
  assert.equal(logLoss([1], [[1], [0]]), -Math.log(Number.EPSILON));
  assert.equal(logLoss([1], [[0], [1]]), 0);
});

test("probabilities that do not fit the classes are refused", () => {
  assert.throws(() => logLoss([2], [[0.5], [0.5]]), /row 1 is of class 2, but the classes are 0, 1/);
  assert.throws(() => logLoss([0], [[1]]), /probabilities for 1 classes, but 2 classes/);
  assert.throws(() => logLoss([0, 1], [[1], [0]]), /2 actual values, but 1 predicted/);
});

test("the most probable class is the first among equals", () => {
  const probabilities = [
    [0.5, 0.2, 0.1],
    [0.5, 0.2, 0.9],
    [0, 0.6, 0],
  ];
  assert.deepEqual(mostProbable(probabilities, [3, 5, 9]), Float64Array.of(3, 9, 5));
});

test("the four together carry the names that the panel knows", () => {
  const metrics = classificationMetrics([0, 0, 1], [Array(3).fill(0.75), Array(3).fill(0.25)]);
  assert.deepEqual(Object.keys(metrics), ["accuracy", "balanced_accuracy", "roc_auc", "log_loss"]);
  assert.deepEqual([metrics.accuracy, metrics.balanced_accuracy, metrics.roc_auc], [2 / 3, 0.5, 0.5]);
});

test("with more classes the ROC AUC is the mean of each against the rest", () => {
  const actual = [0, 1, 2, 2, 0];
  const columns = [
    [0.6, 0.5, 0.1, 0.3, 0.2],
    [0.3, 0.2, 0.1, 0.4, 0.5],
    [0.1, 0.3, 0.8, 0.3, 0.3],
  ];
  const each = columns.map((column, label) =>
    rocAucScore(
      actual.map((other) => Number(other === label)),
      column,
    ),
  );
  const { roc_auc } = classificationMetrics(actual, columns, [0, 1, 2]);
  assert.ok(Math.abs(roc_auc - each.reduce((sum, value) => sum + value) / 3) < 1e-15);
});
