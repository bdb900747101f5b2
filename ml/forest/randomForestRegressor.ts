/** The random forest for numbers. What forests have in common is in `growForest.ts`. */
import { requireKnown } from "../checks.ts";
import type { Matrix } from "../matrix.ts";
import { type ProgressOptions, progressOptions } from "../progress.ts";
import { type Regressor, requireTrainingData } from "../regressor.ts";
import type { TrainingData } from "./grow/growTree.ts";
import { numericTarget } from "./grow/target.ts";
import {
  type FitOptions,
  fitOptions,
  type GrownForest,
  growForest,
  growForestAsync,
  requireGrown,
  requireGrownFor,
  requireOutOfBag,
} from "./growForest.ts";
import { type ImpurityImportance, rankedImportances } from "./importances.ts";
import { type ForestJson, forestFromJson, forestToJson } from "./json.ts";
import { type ForestOptions, type ForestSettings, forestSettings } from "./options.ts";
import { predictMean } from "./predict.ts";
import { trainingData } from "./trainingData.ts";
import type { Tree } from "./tree.ts";

/**
 * A random forest (Breiman, 2001) that predicts a number: the mean of many trees (CART), each grown on its own random
 * draw of rows. Values of `x` may be missing (NaN): each split learns to which side they go, and where it saw none in
 * training they go where more rows went, as in scikit-learn's histogram trees. Columns of more than 256 different
 * values are split at 256 quantiles.
 *
 * What it learns is saved in, and read from, the JSON of ml-random-forest's `RandomForestRegression`, which predicts
 * the same for rows without missing values.
 * @example
 * const forest = new RandomForestRegressor({ trees: 100, maxFeatures: "sqrt" }).fit(train.x, train.y);
 * console.log(meanAbsoluteError(test.y, forest.predict(test.x)));
 */
export class RandomForestRegressor implements Regressor {
  readonly #settings: ForestSettings;
  #forest: GrownForest | null = null;

  /** @throws {RangeError} for an unknown setting or a value that makes no sense, naming it */
  constructor(options: ForestOptions = {}) {
    this.#settings = forestSettings(options);
  }

  /**
   * Grows the trees on `x`, whose values may be missing (NaN), and `y`, one target a row. Gives itself back.
   * @throws {RangeError} when there are no rows, `y` or the weights do not fit, a number is not finite, or a
   * setting is unknown
   */
  fit(x: Matrix, y: ArrayLike<number>, options: FitOptions = {}): this {
    requireKnown("fit", options, fitOptions);
    this.#forest = growForest(x, this.#preparation(x, y, options), this.#settings);
    return this;
  }

  /**
   * The same forest as `fit` grows, while others have their turn: tells how many trees are grown, and can be
   * stopped.
   * @throws {RangeError} as `fit`; the signal's reason, once it is aborted
   */
  async fitAsync(x: Matrix, y: ArrayLike<number>, options: FitOptions & ProgressOptions = {}): Promise<this> {
    requireKnown("fitAsync", options, [...fitOptions, ...progressOptions]);
    this.#forest = await growForestAsync(x, this.#preparation(x, y, options), this.#settings, options);
    return this;
  }

  /**
   * The mean of the trees' answers for each row of `x`, in the target's unit; infinite where they add up to more than
   * a number holds (1.8e308), as in ml-random-forest.
   * @throws {RangeError} when the columns are not those of the training; {Error} before `fit`
   */
  predict(x: Matrix): Float64Array {
    return predictMean(requireGrownFor(x, this.#forest).trees, x);
  }

  /** The grown trees, in order; empty before `fit`. Their order of columns is that of the training data. */
  get trees(): readonly Tree[] {
    return this.#forest?.trees ?? [];
  }

  /**
   * How much of the fall in squared error each column brought about, most important first; they sum to 1 (or are
   * all 0 in a forest that never splits). It favours columns of many values (Strobl and others, 2007):
   * `permutationImportance` does not. Empty for a forest that ml-random-forest trained.
   * @throws {Error} before `fit`
   */
  get featureImportances(): ImpurityImportance[] {
    return rankedImportances(requireGrown(this.#forest, "it tells importances"));
  }

  /**
   * Each training row's prediction by the trees that did not learn from it; NaN where all did. An estimate of what
   * the forest says of rows it never saw, without a split. Needs `oobScore: true`.
   * @throws {Error} before `fit`, or without that setting
   */
  get oobPrediction(): Float64Array {
    const [prediction = new Float64Array()] = requireOutOfBag(this.#forest).predictions;
    return prediction;
  }

  /**
   * R² of `oobPrediction` against the targets of the training, over the rows that have one.
   * @throws {Error} before `fit`, or without `oobScore: true`
   */
  get oobScore(): number {
    return requireOutOfBag(this.#forest).score;
  }

  /** What `JSON.stringify` writes: a model that ml-random-forest's `RandomForestRegression.load` accepts. */
  toJSON(): ForestJson {
    return forestToJson(requireGrown(this.#forest, "it is saved"), this.#settings);
  }

  /**
   * A forest from its parsed JSON, ready to predict; also one that ml-random-forest trained and saved.
   * @throws {Error} when it is not a regression forest's JSON
   */
  static load(json: unknown): RandomForestRegressor {
    const saved = forestFromJson(json, "regression");
    const forest = new RandomForestRegressor({ trees: saved.trees.length });
    forest.#forest = { ...saved, outOfBag: null };
    return forest;
  }

  /** Refuses what cannot be learned from at once; the rest is for later. */
  #preparation(x: Matrix, y: ArrayLike<number>, { sampleWeights }: FitOptions): () => TrainingData {
    requireTrainingData(x, y, "allowed");
    return () => trainingData(x, y, sampleWeights, this.#settings.minSamplesLeaf, numericTarget);
  }
}
