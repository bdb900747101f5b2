/**
 * Linear regression that keeps its coefficients small (Hoerl and Kennard, 1970): steady where columns say nearly
 * the same, as one-hot columns do. The simplest model that learns; a forest should beat it.
 */
import { CholeskyDecomposition, Matrix as Dense } from "ml-matrix";
import { requireKnown, shown } from "./checks.ts";
import { type Matrix, requireColumns } from "./matrix.ts";
import { type Regressor, requireTrainingData } from "./regressor.ts";
import { type Line, type RidgeJson, ridgeFromJson } from "./ridgeJson.ts";
import { mean } from "./statistics.ts";

export interface RidgeOptions {
  /** How much large coefficients cost, above 0: more is steadier and less exact; 1 when absent. */
  alpha?: number;
}

/**
 * Ridge regression (Hoerl and Kennard, 1970): a weighted sum of the features, whose weights are kept small.
 * @example
 * const model = new Ridge({ alpha: 10 }).fit(x, y);
 * writeModel("models/ridge.json", model);
 */
export class Ridge implements Regressor {
  readonly #alpha: number;
  #line: Line | null = null;

  /** @throws {RangeError} for an unknown setting, or when `alpha` is not a number above 0 */
  constructor(options: RidgeOptions = {}) {
    requireKnown("Ridge", options, ["alpha"]);
    const { alpha = 1 } = { ...options };
    if (typeof alpha !== "number" || !Number.isFinite(alpha) || alpha <= 0) {
      throw new RangeError(`alpha must be a number above 0, not ${shown(alpha)}`);
    }
    this.#alpha = alpha;
  }

  /**
   * Finds the coefficients `w` that make `Σ (y - ŷ)² + alpha Σ w²` least, in closed form. Columns are standardised
   * before, to mean 0 and standard deviation 1, so that no unit weighs more than another. The intercept costs
   * nothing, a constant column gets the coefficient 0. Gives itself back.
   * @param y one target a row of `x`
   * @throws {RangeError} when there are no rows, `y` does not fit, or a number is not finite
   */
  fit(x: Matrix, y: ArrayLike<number>): this {
    requireTrainingData(x, y);
    const intercept = mean(y);
    const scales = x.columns.map((_, column) => scaleOf(x, column));
    const rows = standardized(x, scales);
    const targets = Dense.columnVector(Array.from(y, (target) => target - intercept));
    this.#line = { features: x.columns, intercept, scales, coefficients: solve(rows, targets, this.#alpha) };
    return this;
  }

  /**
   * One number a row of `x`, in the target's unit; NaN where a value that it needs is missing.
   * @throws {RangeError} when the columns are not those of the training; {Error} before `fit`
   */
  predict(x: Matrix): Float64Array {
    const { features, intercept, scales, coefficients } = this.#fitted("predicts");
    requireColumns(x, features);
    const width = features.length;
    return Float64Array.from({ length: x.rows }, (_, row) => {
      let sum = intercept;
      for (const [column, scale] of scales.entries()) {
        sum += (coefficients[column] ?? 0) * scaled(x.values[row * width + column] ?? NaN, scale);
      }
      return sum;
    });
  }

  /**
   * By how much the prediction grows when a feature grows by one standard deviation, in the order of the columns.
   * @throws {Error} before `fit`
   */
  get coefficients(): { readonly feature: string; readonly coefficient: number }[] {
    const { features, coefficients } = this.#fitted("has coefficients");
    return features.map((feature, column) => ({ feature, coefficient: coefficients[column] ?? 0 }));
  }

  /** What `JSON.stringify` writes. @throws {Error} before `fit` */
  toJSON(): RidgeJson {
    return { name: "Ridge", alpha: this.#alpha, ...this.#fitted("is saved") };
  }

  /**
   * A model from its parsed JSON, ready to predict.
   * @throws {Error} when it is not the JSON of a `Ridge`
   */
  static load(json: unknown): Ridge {
    const { alpha, line } = ridgeFromJson(json);
    const model = new Ridge({ alpha });
    model.#line = line;
    return model;
  }

  #fitted(what: string): Line {
    if (this.#line === null) throw new Error(`fit the Ridge before it ${what}`);
    return this.#line;
  }
}

interface Scale {
  readonly mean: number;
  readonly deviation: number;
}

function scaled(value: number, { mean, deviation }: Scale): number {
  // A column that was constant says nothing, also where it isn't any more.
  return deviation === 0 ? 0 : (value - mean) / deviation;
}

function scaleOf(x: Matrix, column: number): Scale {
  const values = Array.from({ length: x.rows }, (_, row) => x.values[row * x.columns.length + column] ?? NaN);
  const [first = 0] = values;
  // Not by the deviation: the mean of equal values may miss them by a rounding error.
  if (values.every((value) => value === first)) return { mean: first, deviation: 0 };
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const largest = values.reduce((found, value) => Math.max(found, Math.abs(value - mean)), 0);
  // Relative to the largest, so that squares neither overflow nor vanish.
  const squares = values.reduce((sum, value) => sum + ((value - mean) / largest) ** 2, 0);
  return { mean, deviation: largest * Math.sqrt(squares / values.length) };
}

function standardized(x: Matrix, scales: readonly Scale[]): Dense {
  const rows = Dense.zeros(x.rows, scales.length);
  for (let row = 0; row < x.rows; row++) {
    for (const [column, scale] of scales.entries()) {
      rows.set(row, column, scaled(x.values[row * scales.length + column] ?? NaN, scale));
    }
  }
  return rows;
}

/** The solution of `(XᵀX + alpha I) w = Xᵀy`; with alpha above 0 there is always exactly one. */
function solve(x: Dense, y: Dense, alpha: number): number[] {
  if (x.columns === 0) return [];
  const transposed = x.transpose();
  const left = transposed.mmul(x).add(Dense.eye(x.columns).mul(alpha));
  return new CholeskyDecomposition(left).solve(transposed.mmul(y)).to1DArray();
}
