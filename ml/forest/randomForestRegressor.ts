/**
 * The random forest (Breiman, 2001) for numbers: many trees, each grown on its own random draw of rows, averaged.
 * What it learns is saved in, and read from, the JSON of ml-random-forest's `RandomForestRegression`.
 */
import { type Matrix, requireColumns } from "../matrix.ts";
import { type Random, seededRandom } from "../random.ts";
import { type Regressor, requireTrainingData } from "../regressor.ts";
import { binColumns } from "./bins.ts";
import { growTree } from "./grow.ts";
import { type ForestJson, forestFromJson, forestToJson } from "./json.ts";
import { type ForestOptions, type ForestSettings, forestSettings } from "./options.ts";
import { predictMean, type Tree } from "./tree.ts";

export class RandomForestRegressor implements Regressor {
  readonly #settings: ForestSettings;
  #trees: readonly Tree[] = [];
  #features: readonly string[] | null = null;

  /** @throws {RangeError} for an unknown setting or a value that makes no sense, naming it */
  constructor(options: ForestOptions = {}) {
    this.#settings = forestSettings(options);
  }

  /**
   * Grows the trees on `x`, and `y`, one target a row. Gives itself back.
   * @throws {RangeError} when there are no rows, `y` does not fit, or a number is not finite
   */
  fit(x: Matrix, y: ArrayLike<number>): this {
    requireTrainingData(x, y);
    const columns = binColumns(x);
    const targets = Float64Array.from(y);
    const seeds = seededRandom(this.#settings.seed);
    this.#trees = Array.from({ length: this.#settings.trees }, () => {
      // A generator for each tree: what one tree draws does not depend on the trees before it.
      const random = seededRandom(seeds.next());
      return growTree(columns, targets, this.#drawRows(x.rows, random), this.#settings, random);
    });
    this.#features = [...x.columns];
    return this;
  }

  #drawRows(rows: number, random: Random): Float64Array {
    const weights = new Float64Array(rows);
    if (!this.#settings.bootstrap) return weights.fill(1);
    for (let draw = 0; draw < rows; draw++) {
      const row = random.below(rows);
      weights[row] = (weights[row] ?? 0) + 1;
    }
    return weights;
  }

  /**
   * The mean of the trees' answers for each row of `x`, in the target's unit.
   * @throws {RangeError} when the columns are not those of the training; {Error} before `fit`
   */
  predict(x: Matrix): Float64Array {
    if (this.#trees.length === 0) throw new Error("fit the forest before it predicts");
    if (this.#features !== null) requireColumns(x, this.#features);
    return predictMean(this.#trees, x);
  }

  /** The grown trees, in order; empty before `fit`. Their order of columns is that of the training data. */
  get trees(): readonly Tree[] {
    return this.#trees;
  }

  /** What `JSON.stringify` writes: a model that ml-random-forest's `RandomForestRegression.load` accepts. */
  toJSON(): ForestJson {
    if (this.#features === null) throw new Error("fit the forest before it is saved");
    return forestToJson(this.#trees, this.#features, this.#settings);
  }

  /**
   * A forest from its parsed JSON, ready to predict; also one that ml-random-forest trained and saved.
   * @throws {Error} when it is not a regression forest's JSON
   */
  static load(json: unknown): RandomForestRegressor {
    const { trees, features } = forestFromJson(json);
    const forest = new RandomForestRegressor({ trees: trees.length });
    forest.#trees = trees;
    forest.#features = features;
    return forest;
  }
}
