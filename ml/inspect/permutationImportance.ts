/**
 * How much a trained model leans on each feature: how much worse it gets when that feature's values are shuffled
 * among the rows (Breiman, 2001; Fisher, Rudin and Dominici, 2019). It tells about the model, not about causes.
 */
import { requireKnown, requireWhole } from "../checks.ts";
import { accuracy } from "../classificationMetrics.ts";
import { type Classifier, isClassifier } from "../classifier.ts";
import type { Matrix } from "../matrix.ts";
import { meanAbsoluteError } from "../metrics.ts";
import { predictAsync } from "../predictAsync.ts";
import { oneByOne, type ProgressOptions, progressOptions } from "../progress.ts";
import { seededRandom, shuffledIndices } from "../random.ts";
import type { Regressor } from "../regressor.ts";
import { mean, sampleVariance } from "../statistics.ts";
import { featureGroups } from "./featureGroups.ts";

export interface ImportanceOptions extends ProgressOptions {
  /** How often each feature is shuffled, at least 2; 8 when absent. */
  repeats?: number;
  /** The same seed gives the same shuffles; 1 when absent. */
  seed?: number;
}

export interface FeatureImportance {
  readonly feature: string;
  /**
   * By how much the mean absolute error grows, in the target's unit, or the share of wrong classes; around 0 for a
   * feature that is not used.
   */
  readonly importance: number;
  /** Standard error of that mean over the repeats. */
  readonly standard_error: number;
}

/**
 * The features of `x`, most important first, judged on rows with known `y`. The columns that `oneHot` made of one
 * (`Mjob=teacher`, `Mjob=health`, ...) are shuffled together and count as that one: `Mjob`.
 * @throws {RangeError} when `repeats` is less than 2, or `y` does not fit `x`; the signal's reason when it is aborted
 * @example
 * writePlot("plots/importance.csv", await permutationImportance(forest, x, y));
 */
export async function permutationImportance(
  model: Regressor | Classifier,
  x: Matrix,
  y: ArrayLike<number>,
  options: ImportanceOptions = {},
): Promise<FeatureImportance[]> {
  requireKnown("permutationImportance", options, ["repeats", "seed", ...progressOptions]);
  const { repeats = 8, seed = 1, signal } = { ...options };
  requireWhole("repeats", repeats, 2);
  const random = seededRandom(seed);
  const predict = (asked: Matrix) => predictAsync(model, asked, { ...(signal && { signal }) });
  const predicted = await predict(x);
  const errorOf = isClassifier(model) ? shareOfWrong : meanAbsoluteError;
  const error = errorOf(y, predicted);
  const importances = await oneByOne(
    featureGroups(x.columns),
    async ({ feature, columns }) => {
      const orders = Array.from({ length: repeats }, () => shuffledIndices(x.rows, random));
      const shuffled = await predictShuffled(predict, x, columns, orders, predicted);
      const growth = shuffled.map((prediction) => errorOf(y, prediction) - error);
      const standard_error = Math.sqrt(sampleVariance(growth) / repeats);
      return { feature, importance: mean(growth), standard_error };
    },
    options,
  );
  return importances.sort((one, other) => other.importance - one.importance);
}

function shareOfWrong(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  return 1 - accuracy(actual, predicted);
}

/**
 * The predictions after each row took its values in `columns` from another one. Features have few distinct values,
 * so many shuffled rows come out alike or unchanged: each different one is predicted once, all in one call.
 */
async function predictShuffled(
  predict: (asked: Matrix) => Promise<Float64Array>,
  x: Matrix,
  columns: readonly number[],
  orders: readonly Uint32Array[],
  predicted: Float64Array,
): Promise<Float64Array[]> {
  const first = firstRowsAlike(x, columns);
  const asked = new Map<number, number>();
  const positions = orders.map((order) =>
    order.map((other, row) => {
      // The rows themselves come first, then every pair of a row and a foreign value.
      if (first[row] === first[other]) return row;
      const pair = row * x.rows + (first[other] ?? 0);
      const position = asked.get(pair) ?? x.rows + asked.size;
      asked.set(pair, position);
      return position;
    }),
  );
  const foreign = await predict(withForeignValues(x, columns, [...asked.keys()]));
  return positions.map((order) =>
    Float64Array.from(order, (position) => predicted[position] ?? foreign[position - x.rows] ?? NaN),
  );
}

/** For each row the first one with the same values in `columns`. */
function firstRowsAlike(x: Matrix, columns: readonly number[]): number[] {
  const firsts = new Map<string, number>();
  return Array.from({ length: x.rows }, (_, row) => {
    const values = columns.map((column) => x.values[row * x.columns.length + column]).join();
    const first = firsts.get(values) ?? row;
    firsts.set(values, first);
    return first;
  });
}

/** One row a pair: `row * x.rows + other` is row `row` with the values of row `other` in `columns`. */
function withForeignValues(x: Matrix, columns: readonly number[], pairs: readonly number[]): Matrix {
  const width = x.columns.length;
  const values = new Float64Array(pairs.length * width);
  for (const [index, pair] of pairs.entries()) {
    const row = Math.floor(pair / x.rows) * width;
    const other = (pair % x.rows) * width;
    values.set(x.values.subarray(row, row + width), index * width);
    for (const column of columns) values[index * width + column] = x.values[other + column] ?? NaN;
  }
  return { columns: x.columns, rows: pairs.length, values };
}
