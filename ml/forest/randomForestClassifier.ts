/** The random forest for classes. What forests have in common is in `growForest.ts`. */
import { requireKnown } from "../checks.ts";
import type { Classifier } from "../classifier.ts";
import type { Matrix } from "../matrix.ts";
import { type ProgressOptions, progressOptions } from "../progress.ts";
import { requireTrainingData } from "../regressor.ts";
import type { TrainingData } from "./grow/growTree.ts";
import { classTarget } from "./grow/target.ts";
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
import { predictShares, predictVotes } from "./predictClasses.ts";
import { trainingData } from "./trainingData.ts";
import type { Tree } from "./tree.ts";

/**
 * A random forest (Breiman, 2001) that predicts a class: many trees (CART, split by Gini impurity), each grown on its
 * own random draw of rows. Classes are numbers, such as 0 for no and 1 for yes. Values of `x` may be missing (NaN), as
 * for `RandomForestRegressor`.
 *
 * `predict` counts the trees' votes, as ml-random-forest does, and `predictProba` averages their shares, as
 * scikit-learn does. Both name the same class where leaves hold one class each, as they do unless `minSamplesLeaf`,
 * `minSamplesSplit` or `maxDepth` stops the growth or rows cannot be told apart; a tie aside.
 *
 * What it learns is saved in, and read from, the JSON of ml-random-forest's `RandomForestClassifier`, which predicts
 * the same for rows without missing values; but of classes that are not whole numbers from 0 to 99, their positions
 * in `classes`.
 * @example
 * const { x, y } = toMatrix(students.derive({ passed: ({ G3 }) => (G3 >= 10 ? 1 : 0) }), "passed");
 * const forest = new RandomForestClassifier({ maxFeatures: "sqrt" }).fit(x, y);
 * console.log(forest.oobScore);
 */
export class RandomForestClassifier implements Classifier {
  readonly #settings: ForestSettings;
  #forest: GrownForest | null = null;

  /** @throws {RangeError} for an unknown setting or a value that makes no sense, naming it */
  constructor(options: ForestOptions = {}) {
    this.#settings = forestSettings(options);
  }

  /**
   * Grows the trees on `x`, whose values may be missing (NaN), and `y`, one class a row: any finite numbers, at most
   * 100 different ones. Gives itself back.
   * @throws {RangeError} when there are no rows, `y` or the weights do not fit, a number is not finite, there are too
   * many classes, or a setting is unknown
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

  /** The classes of the training, ascending; empty before `fit`. */
  get classes(): readonly number[] {
    return this.#forest?.classes ?? [];
  }

  /**
   * The class of each row of `x`: the one for which most trees vote, each for the commonest class of its leaf. Of
   * classes with as many votes it is the one that had them first, in the order of the trees.
   * @throws {RangeError} when the columns are not those of the training; {Error} before `fit`
   */
  predict(x: Matrix): Float64Array {
    const { trees } = requireGrownFor(x, this.#forest);
    const { classes } = this;
    return Float64Array.from(predictVotes(trees, classes.length, x), (winner) => classes[winner] ?? NaN);
  }

  /**
   * One array a class, in the order of `classes`: its probability for each row of `x`, from 0 to 1, which is the mean
   * over the trees of its share in the row's leaf.
   * @throws {RangeError} when the columns are not those of the training; {Error} before `fit`
   */
  predictProba(x: Matrix): Float64Array[] {
    return predictShares(requireGrownFor(x, this.#forest).trees, this.classes.length, x);
  }

  /** The grown trees, in order; empty before `fit`. Their order of columns is that of the training data. */
  get trees(): readonly Tree[] {
    return this.#forest?.trees ?? [];
  }

  /**
   * How much of the fall in Gini impurity each column brought about, most important first; they sum to 1 (or are all
   * 0 in a forest that never splits). It favours columns of many values (Strobl and others, 2007):
   * `permutationImportance` does not. Empty for a forest that ml-random-forest trained.
   * @throws {Error} before `fit`
   */
  get featureImportances(): ImpurityImportance[] {
    return rankedImportances(requireGrown(this.#forest, "it tells importances"));
  }

  /**
   * Each training row's probabilities by the trees that did not learn from it, one array a class as `predictProba`;
   * NaN where all did. An estimate of what the forest says of rows it never saw, without a split. Needs
   * `oobScore: true`.
   * @throws {Error} before `fit`, or without that setting
   */
  get oobPrediction(): readonly Float64Array[] {
    return requireOutOfBag(this.#forest).predictions;
  }

  /**
   * Share of the training rows whose most probable class by `oobPrediction` is the right one, of those that have one.
   * @throws {Error} before `fit`, or without `oobScore: true`
   */
  get oobScore(): number {
    return requireOutOfBag(this.#forest).score;
  }

  /** What `JSON.stringify` writes: a model that ml-random-forest's `RandomForestClassifier.load` accepts. */
  toJSON(): ForestJson {
    return forestToJson(requireGrown(this.#forest, "it is saved"), this.#settings);
  }

  /**
   * A forest from its parsed JSON, ready to predict; also one that ml-random-forest trained and saved.
   * @throws {Error} when it is not a classifier forest's JSON
   */
  static load(json: unknown): RandomForestClassifier {
    const saved = forestFromJson(json, "classifier");
    const forest = new RandomForestClassifier({ trees: saved.trees.length });
    forest.#forest = { ...saved, outOfBag: null };
    return forest;
  }

  /** Refuses what cannot be learned from at once; the rest is for later. */
  #preparation(x: Matrix, y: ArrayLike<number>, { sampleWeights }: FitOptions): () => TrainingData {
    requireTrainingData(x, y, "allowed");
    return () => trainingData(x, y, sampleWeights, this.#settings.minSamplesLeaf, classTarget);
  }
}
