/** How well scores part two classes, whatever threshold is set. */
import { distinct } from "./classificationMetrics.ts";
import { requirePairs } from "./metrics.ts";

/**
 * Area under the ROC curve: the probability that a random row of the positive class has a higher score than a
 * random row of the other; a tie counts half. 1 parts them perfectly, 0.5 is chance. It is Mann and Whitney's U over
 * the number of pairs (Hanley and McNeil, 1982).
 * @param actual two classes, such as 0 and 1; the greater one is the positive
 * @param scores one a row, higher for the positive class, such as `model.predictProba(x)[1]`
 * @throws {RangeError} when `actual` does not hold exactly two classes, a score is not a number, or there are not
 * as many scores as actual values
 */
export function rocAucScore(actual: ArrayLike<number>, scores: ArrayLike<number>): number {
  requirePairs(actual, scores);
  if (Array.from(scores).some(Number.isNaN)) throw new RangeError("a score is not a number");
  const positive = positiveClass(actual);
  const order = Uint32Array.from({ length: actual.length }, (_, row) => row);
  order.sort((one, other) => (scores[one] ?? 0) - (scores[other] ?? 0));
  let positives = 0;
  let negatives = 0;
  let wins = 0;
  for (let start = 0; start < order.length; ) {
    const end = endOfTie(order, scores, start);
    const tied = order.subarray(start, end).filter((row) => actual[row] === positive).length;
    wins += tied * (negatives + (end - start - tied) / 2);
    positives += tied;
    negatives += end - start - tied;
    start = end;
  }
  return wins / (positives * negatives);
}

function endOfTie(order: Uint32Array, scores: ArrayLike<number>, start: number): number {
  const score = scores[order[start] ?? 0];
  let end = start + 1;
  while (end < order.length && scores[order[end] ?? 0] === score) end++;
  return end;
}

function positiveClass(actual: ArrayLike<number>): number {
  const classes = distinct(actual);
  const [negative, positive] = classes;
  if (negative === undefined || positive === undefined) {
    throw new RangeError(
      `all rows are of class ${negative}: the ROC AUC needs rows of two classes; judge on more rows, or part them by class`,
    );
  }
  if (classes.length > 2) {
    throw new RangeError(
      `the ROC AUC is of two classes, not ${classes.length} (${classes.slice(0, 10).join(", ")}); judge one class against the rest`,
    );
  }
  return positive;
}
