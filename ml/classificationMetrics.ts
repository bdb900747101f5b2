/** How good predicted classes are; their probabilities are judged in `probabilityMetrics.ts`. Names and definitions are scikit-learn's. */
import { requirePairs } from "./metrics.ts";
import { mean, sum } from "./statistics.ts";

/**
 * Share of the rows whose class was predicted, from 0 to 1.
 * @throws {RangeError} when there are no rows, or not as many predicted as actual
 */
export function accuracy(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  requirePairs(actual, predicted);
  const right = Array.from(actual).filter((label, row) => label === predicted[row]);
  return right.length / actual.length;
}

export interface ConfusionMatrix {
  /** All classes that are actual or predicted, ascending. */
  readonly classes: readonly number[];
  /** `counts[a][p]`: how many rows of class `classes[a]` were predicted as `classes[p]`. */
  readonly counts: readonly (readonly number[])[];
}

/**
 * How often which class was predicted for which: right ones on the diagonal.
 * @throws {RangeError} when there are no rows, or not as many predicted as actual
 */
export function confusionMatrix(actual: ArrayLike<number>, predicted: ArrayLike<number>): ConfusionMatrix {
  requirePairs(actual, predicted);
  const classes = distinct([...Array.from(actual), ...Array.from(predicted)]);
  const index = new Map(classes.map((label, position) => [label, position]));
  const counts = classes.map(() => new Array<number>(classes.length).fill(0));
  for (const [row, label] of Array.from(actual).entries()) {
    const line = counts[index.get(label) ?? 0] ?? [];
    const column = index.get(predicted[row] ?? NaN) ?? 0;
    line[column] = (line[column] ?? 0) + 1;
  }
  return { classes, counts };
}

/**
 * Mean over the actual classes of the share of its rows that was predicted (its recall): as `accuracy`, with every
 * class counting the same however rare it is. Always saying one of two classes reaches 0.5.
 * @throws {RangeError} when there are no rows, or not as many predicted as actual
 */
export function balancedAccuracy(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const { counts } = confusionMatrix(actual, predicted);
  const recalls = counts.flatMap((line, index) => {
    const rows = sum(line);
    return rows === 0 ? [] : [(line[index] ?? 0) / rows];
  });
  return mean(recalls);
}

/**
 * Harmonic mean of precision and recall of one class, from 0 to 1: `2 TP / (2 TP + FP + FN)`; 0 where the class is
 * neither actual nor predicted.
 * @param positive the class that is looked for; 1 when absent
 * @throws {RangeError} when there are no rows, or not as many predicted as actual
 */
export function f1Score(actual: ArrayLike<number>, predicted: ArrayLike<number>, positive = 1): number {
  requirePairs(actual, predicted);
  let hits = 0;
  let mentions = 0;
  for (let row = 0; row < actual.length; row++) {
    const isPositive = actual[row] === positive;
    const saidPositive = predicted[row] === positive;
    mentions += Number(isPositive) + Number(saidPositive);
    hits += Number(isPositive && saidPositive);
  }
  return mentions === 0 ? 0 : (2 * hits) / mentions;
}

/** All values once, ascending. */
export function distinct(values: ArrayLike<number>): number[] {
  return [...new Set(Array.from(values))].sort((one, other) => one - other);
}
