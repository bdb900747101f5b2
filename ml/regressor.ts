/** What every model of numbers offers, and what it asks of its training data. */
import type { Matrix } from "./matrix.ts";

export interface Regressor {
  /** One predicted number a row of `x`. */
  predict(x: Matrix): Float64Array;
}

/** @throws {RangeError} when there is nothing to learn from, or `y` does not fit `x`, or a number is not finite */
export function requireTrainingData(x: Matrix, y: ArrayLike<number>): void {
  if (x.rows === 0) throw new RangeError("there are no rows to learn from");
  if (y.length !== x.rows) throw new RangeError(`x has ${x.rows} rows, but y has ${y.length} values`);
  if (!x.values.every(Number.isFinite)) throw new RangeError("x holds a value that is not a finite number");
  if (!Array.from(y).every(Number.isFinite)) {
    throw new RangeError("y holds a value that is not a finite number");
  }
}
