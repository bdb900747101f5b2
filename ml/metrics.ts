/** How far predictions are from the truth, for numbers. Names and definitions are scikit-learn's. */
import { requireAwaited } from "./checks.ts";
import { mean } from "./statistics.ts";

/**
 * Mean of the absolute errors, in the target's unit; 0 is perfect. `(1/n) Σ |y - ŷ|`
 * @throws {RangeError} when there are no values, or not as many predicted as actual
 */
export function meanAbsoluteError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  return meanLoss(actual, predicted, (error) => Math.abs(error));
}

/**
 * Square root of the mean squared error, in the target's unit; large errors weigh more. `√((1/n) Σ (y - ŷ)²)`
 * @throws {RangeError} when there are no values, or not as many predicted as actual
 */
export function rootMeanSquaredError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  return Math.sqrt(meanLoss(actual, predicted, (error) => error * error));
}

/**
 * Coefficient of determination R²: 1 is perfect, 0 is as good as always saying the mean, negative is worse.
 * `1 - Σ (y - ŷ)² / Σ (y - ȳ)²`; where all of `actual` is one value, 1 if predicted exactly, else 0.
 * @throws {RangeError} when there are no values, or not as many predicted as actual
 */
export function r2Score(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  const residual = meanLoss(actual, predicted, (error) => error * error);
  const always = new Float64Array(actual.length).fill(mean(actual));
  const total = meanLoss(actual, always, (error) => error * error);
  // The mean of equal values may miss them by a rounding error.
  if (Array.from(actual).every((value) => value === actual[0])) return residual === 0 ? 1 : 0;
  return 1 - residual / total;
}

/**
 * The three together, under the names that Baton's panel knows. Spread it to add your own beside them.
 * @throws {RangeError} when there are no values, or not as many predicted as actual
 * @example
 * writeMetrics("metrics.json", { ...regressionMetrics(y, forest.predict(x)), rows: x.rows });
 */
export function regressionMetrics(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
): { mae: number; rmse: number; r2: number } {
  return {
    mae: meanAbsoluteError(actual, predicted),
    rmse: rootMeanSquaredError(actual, predicted),
    r2: r2Score(actual, predicted),
  };
}

function meanLoss(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  loss: (error: number) => number,
): number {
  requirePairs(actual, predicted);
  let sum = 0;
  for (let row = 0; row < actual.length; row++) sum += loss((actual[row] ?? NaN) - (predicted[row] ?? NaN));
  return sum / actual.length;
}

/**
 * @throws {RangeError} when there are no values, or not as many predicted as actual; {TypeError} when the predicted
 * ones are not there yet
 */
export function requirePairs(actual: ArrayLike<number>, predicted: ArrayLike<number>): void {
  requireAwaited("what was predicted", predicted);
  if (actual.length !== predicted.length) {
    throw new RangeError(`there are ${actual.length} actual values, but ${predicted.length} predicted`);
  }
  if (actual.length === 0) throw new RangeError("there are no values to compare");
}
