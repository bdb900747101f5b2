/** The model without knowledge: what any other model has to beat. */
import type { Matrix } from "./matrix.ts";
import { type Regressor, requireTrainingData } from "./regressor.ts";
import { mean } from "./statistics.ts";

/** Predicts the mean of the training targets for every row, whatever is in it (scikit-learn's `DummyRegressor`). */
export class DummyRegressor implements Regressor {
  #mean: number | null = null;

  /**
   * Takes the mean of `y`, one number a row of `x`. Gives itself back.
   * @throws {RangeError} when there are no rows, or `y` does not fit
   */
  fit(x: Matrix, y: ArrayLike<number>): this {
    requireTrainingData(x, y);
    this.#mean = mean(y);
    return this;
  }

  /**
   * That mean for each row of `x`, in the target's unit.
   * @throws {Error} before `fit`
   */
  predict(x: Matrix): Float64Array {
    if (this.#mean === null) throw new Error("fit the DummyRegressor before it predicts");
    return new Float64Array(x.rows).fill(this.#mean);
  }
}
