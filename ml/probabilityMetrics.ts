/** How good predicted probabilities of classes are. Names and definitions are scikit-learn's. */
import { requireAwaited } from "./checks.ts";
import { accuracy, balancedAccuracy } from "./classificationMetrics.ts";
import { requirePairs } from "./metrics.ts";
import { rocAucScore } from "./rocAuc.ts";
import { mean } from "./statistics.ts";

/**
 * Mean of `-ln p` over the rows, `p` being the probability given to the row's actual class; 0 is perfect, and
 * `ln 2 = 0.693` is a coin between two classes. A probability of 0 counts as 2.2e-16, so that one sure mistake
 * costs 36.
 * @param probabilities as `predictProba` gives them: one array a class, one probability a row
 * @param classes the class of each of these arrays; 0 and 1 when absent
 * @throws {RangeError} when the shapes do not fit, or an actual class is none of `classes`
 */
export function logLoss(
  actual: ArrayLike<number>,
  probabilities: readonly ArrayLike<number>[],
  classes: readonly number[] = [0, 1],
): number {
  requireProbabilities(actual, probabilities, classes);
  const losses = Array.from(actual, (label, row) => {
    const probability = probabilities[classes.indexOf(label)]?.[row];
    if (probability === undefined) {
      throw new RangeError(`row ${row + 1} is of class ${label}, but the classes are ${classes.join(", ")}`);
    }
    return -Math.log(Math.max(probability, Number.EPSILON));
  });
  return mean(losses);
}

/**
 * The four that say most, under the names that Baton's panel knows. With more than two classes, the ROC AUC is the
 * mean of those of each class against the rest. Spread it to add your own beside them.
 * @param probabilities what `model.predictProba(x)` gives
 * @param classes `model.classes`; 0 and 1 when absent
 * @throws {RangeError} when the shapes do not fit, or the rows are all of one class
 */
export function classificationMetrics(
  actual: ArrayLike<number>,
  probabilities: readonly ArrayLike<number>[],
  classes: readonly number[] = [0, 1],
): { accuracy: number; balanced_accuracy: number; roc_auc: number; log_loss: number } {
  requireProbabilities(actual, probabilities, classes);
  const predicted = mostProbable(probabilities, classes);
  return {
    accuracy: accuracy(actual, predicted),
    balanced_accuracy: balancedAccuracy(actual, predicted),
    roc_auc: meanRocAuc(actual, probabilities, classes),
    log_loss: logLoss(actual, probabilities, classes),
  };
}

function meanRocAuc(
  actual: ArrayLike<number>,
  probabilities: readonly ArrayLike<number>[],
  classes: readonly number[],
): number {
  const [first, second] = probabilities;
  if (first && second && probabilities.length === 2) return rocAucScore(against(actual, classes[1]), second);
  const scores = probabilities.map((column, index) => rocAucScore(against(actual, classes[index]), column));
  return mean(scores);
}

/** 1 for rows of this class, 0 for the rest. */
function against(actual: ArrayLike<number>, label: number | undefined): number[] {
  return Array.from(actual, (other) => Number(other === label));
}

/** The most probable class of each row; the first among equals. */
export function mostProbable(
  probabilities: readonly ArrayLike<number>[],
  classes: readonly number[],
): Float64Array {
  return Float64Array.from({ length: probabilities[0]?.length ?? 0 }, (_, row) => {
    const best = probabilities.reduce(
      (found, column, index) => ((column[row] ?? 0) > (probabilities[found]?.[row] ?? 0) ? index : found),
      0,
    );
    return classes[best] ?? NaN;
  });
}

function requireProbabilities(
  actual: ArrayLike<number>,
  probabilities: readonly ArrayLike<number>[],
  classes: readonly number[],
): void {
  requireAwaited("the probabilities", probabilities);
  if (typeof probabilities[0] === "number") {
    throw new RangeError("probabilities are one array a class, as `model.predictProba(x)` gives them");
  }
  if (probabilities.length !== classes.length || classes.length === 0) {
    throw new RangeError(
      `there are probabilities for ${probabilities.length} classes, but ${classes.length} classes; give \`model.classes\`, too`,
    );
  }
  for (const column of probabilities) requirePairs(actual, column);
}
