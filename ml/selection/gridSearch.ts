/**
 * Tries every combination of some settings by cross-validation, all on the same folds. It says which came out
 * best, and whether that is more than luck.
 */
import { requireKnown, shown } from "../checks.ts";
import { shareBins } from "../forest/sharedBins.ts";
import type { Matrix } from "../matrix.ts";
import { oneByOne, type ProgressOptions, progressOptions } from "../progress.ts";
import { requireTargets } from "../regressor.ts";
import { foldData, foldsFor, judgeFold, summarize } from "./crossValidate.ts";
import { type Fold, type FoldOptions, foldOptions } from "./folds.ts";
import { makesClassifiers, type Trainable } from "./trainable.ts";
import { conclude, type GridSearch, requireMetric, toTrial } from "./trials.ts";

/** Values to try by name of the setting: `{ trees: [50, 100], maxFeatures: ["sqrt", 0.33] }`. */
export type ParamGrid = Readonly<Record<string, readonly unknown[]>>;

/** One combination: one value of each setting. */
export type ParamsOf<Grid extends ParamGrid> = { -readonly [Name in keyof Grid]: Grid[Name][number] };

export interface GridSearchOptions extends FoldOptions, ProgressOptions {
  /** The metric to sort by: `mae`, `r2`, `roc_auc`, ...; `mae` for regressors and `accuracy` for classifiers when absent. */
  metric?: string;
}

/**
 * Judges every combination in the grid by cross-validation on the same folds. Write the values of each setting
 * from simple to elaborate: of combinations that are alike by the one-standard-error rule (Breiman, Friedman,
 * Olshen and Stone, 1984) the first counts as the simplest.
 *
 * The best of many trials looks better than it is: judge it once more on rows that the search has not seen.
 * @param makeModel gives a new, untrained model with these settings
 * @throws {RangeError} when the grid is empty or a setting has no list of values, the metric unknown, or
 * `crossValidate` would refuse; {TypeError} when `makeModel` makes no models; {Error} what the model throws; the
 * signal's reason when it is aborted
 * @example
 * const grid = { maxFeatures: ["sqrt", 0.33, "all"], minSamplesLeaf: [5, 1] } as const;
 * const search = await gridSearch((params) => new RandomForestRegressor(params), grid, x, y);
 * console.log(search.verdict);
 * search.table.print();
 */
export async function gridSearch<const Grid extends ParamGrid>(
  makeModel: (params: ParamsOf<Grid>) => Trainable,
  grid: Grid,
  x: Matrix,
  y: ArrayLike<number>,
  options: GridSearchOptions = {},
): Promise<GridSearch<ParamsOf<Grid>>> {
  requireKnown("gridSearch", options, [...foldOptions, ...progressOptions, "metric"]);
  requireTargets(x, y);
  const combinations = combine(grid);
  const [first] = combinations;
  if (first === undefined) throw new RangeError("the grid holds nothing to try: a setting has no values");
  const isOfClasses = makesClassifiers(makeModel, first);
  const metric = options.metric ?? (isOfClasses ? "accuracy" : "mae");
  const folds = foldsFor(y, options, isOfClasses);
  const dataOf = keepLast((fold: Fold) => {
    const data = foldData(x, y, fold);
    shareBins(data.train.x);
    return data;
  });
  // Fold by fold, as all forests can then share the bins of a fold's rows.
  const jobs = folds.flatMap((fold) => combinations.map((params) => ({ fold, params })));
  const results = await oneByOne(
    jobs,
    async ({ fold, params }) => {
      const result = await judgeFold(makeModel(params), dataOf(fold), fold, options);
      requireMetric(result.metrics, metric);
      return result;
    },
    options,
  );
  const trials = combinations.map((params, index) => {
    const ofTrial = results.filter((_, job) => job % combinations.length === index);
    return toTrial(params, summarize(ofTrial), metric);
  });
  return conclude(trials, metric);
}

/** All combinations in the grid's order; the last setting changes fastest. */
function combine<Grid extends ParamGrid>(grid: Grid): ParamsOf<Grid>[];
function combine(grid: ParamGrid): object[] {
  const settings = Object.entries(grid);
  for (const [name, values] of settings) {
    if (!Array.isArray(values)) {
      throw new RangeError(`the grid's ${name} must be a list of values: [${shown(values)}]`);
    }
  }
  return settings.reduce<object[]>(
    (found, [name, values]) =>
      found.flatMap((params) => values.map((value) => ({ ...params, [name]: value }))),
    [{}],
  );
}

/** Remembers what was made of the last one asked for, and only that. */
function keepLast<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  let last: { readonly key: Key; readonly value: Value } | null = null;
  return (key) => {
    if (last?.key !== key) last = { key, value: make(key) };
    return last.value;
  };
}
