/**
 * How good a way of learning is, by more than one lucky split: every row is predicted by a model that has not seen
 * it (Stone, 1974; Kohavi, 1995).
 */
import { requireKnown } from "../checks.ts";
import { type Matrix, takeRows } from "../matrix.ts";
import { oneByOne, type ProgressOptions, progressOptions } from "../progress.ts";
import { requireTargets } from "../regressor.ts";
import { mean, sampleVariance } from "../statistics.ts";
import { type Fold, type FoldOptions, foldOptions, kFold } from "./folds.ts";
import { judge, makesClassifiers, type Scores, type Trainable } from "./trainable.ts";

/** `stratified` is true for classifiers when absent. */
export interface CrossValidationOptions extends FoldOptions, ProgressOptions {}

export interface FoldResult {
  /** Which repeat and which of its folds this is, from 1. */
  readonly repeat: number;
  readonly fold: number;
  /** How many rows were judged. */
  readonly rows: number;
  /** Of these rows. */
  readonly metrics: Scores;
}

export interface CrossValidation {
  /** Mean of each metric over the folds. */
  readonly mean: Scores;
  /**
   * Standard error of that mean: the folds' standard deviation by the root of the number of folds. Repeats make it
   * surer, not smaller, as they bring no new rows.
   */
  readonly standard_error: Scores;
  readonly folds: readonly FoldResult[];
}

/**
 * k-fold cross-validation: for each fold a new model learns from the rows outside of it and is judged on those
 * inside. Regressors are judged by `regressionMetrics`, classifiers by `classificationMetrics`.
 *
 * Whatever learns from the data belongs into the model's `fit`, or each fold has seen its own answers.
 * @param makeModel gives a new, untrained model each time
 * @throws {RangeError} when `y` does not fit `x`, or the rows cannot be parted into such folds; {TypeError} when
 * `makeModel` makes no models; {Error} what the model throws; the signal's reason when it is aborted
 * @example
 * const { mean, standard_error } = await crossValidate(() => new RandomForestRegressor(), x, y, { folds: 10 });
 * console.log(`MAE ${mean.mae} ± ${standard_error.mae}`);
 */
export async function crossValidate(
  makeModel: () => Trainable,
  x: Matrix,
  y: ArrayLike<number>,
  options: CrossValidationOptions = {},
): Promise<CrossValidation> {
  requireKnown("crossValidate", options, [...foldOptions, ...progressOptions]);
  requireTargets(x, y);
  const folds = foldsFor(y, options, makesClassifiers(makeModel));
  const results = await oneByOne(
    folds,
    (fold) => judgeFold(makeModel(), foldData(x, y, fold), fold, options),
    options,
  );
  return summarize(results);
}

/** The folds that the options ask for; stratified for classifiers unless they say otherwise. */
export function foldsFor(y: ArrayLike<number>, options: FoldOptions, isOfClasses: boolean): Fold[] {
  const { folds = 5, repeats = 1, stratified = isOfClasses, seed = 1 } = options;
  return kFold(y, { folds, repeats, stratified, seed });
}

/** The rows of a fold, copied, so that a model sees nothing else. */
export interface FoldData {
  readonly train: { readonly x: Matrix; readonly y: Float64Array };
  readonly test: { readonly x: Matrix; readonly y: Float64Array };
}

export function foldData(x: Matrix, y: ArrayLike<number>, { train, test }: Fold): FoldData {
  const part = (rows: Uint32Array) => ({
    x: takeRows(x, rows),
    y: Float64Array.from(rows, (row) => y[row] ?? NaN),
  });
  return { train: part(train), test: part(test) };
}

export async function judgeFold(
  model: Trainable,
  { train, test }: FoldData,
  { repeat, fold }: Fold,
  { signal }: ProgressOptions,
): Promise<FoldResult> {
  if (model.fitAsync === undefined) await model.fit(train.x, train.y);
  else await model.fitAsync(train.x, train.y, { ...(signal && { signal }) });
  return { repeat, fold, rows: test.x.rows, metrics: judge(model, test.x, test.y) };
}

export function summarize(folds: readonly FoldResult[]): CrossValidation {
  const names = Object.keys(folds[0]?.metrics ?? {});
  const foldsPerRepeat = folds.filter(({ repeat }) => repeat === 1).length;
  const valuesOf = (name: string) => folds.map(({ metrics }) => metrics[name] ?? NaN);
  return {
    mean: named(names, (name) => mean(valuesOf(name))),
    standard_error: named(names, (name) => Math.sqrt(sampleVariance(valuesOf(name)) / foldsPerRepeat)),
    folds,
  };
}

function named(names: readonly string[], measure: (name: string) => number): Scores {
  return Object.fromEntries(names.map((name) => [name, measure(name)]));
}
