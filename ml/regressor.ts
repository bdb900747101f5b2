/** What every model of numbers offers, and what it asks of its training data. */
import type { Matrix } from "./matrix.ts";

export interface Regressor {
  /** One predicted number a row of `x`. */
  predict(x: Matrix): Float64Array;
}

/**
 * @param missing whether values of `x` may be missing (NaN)
 * @throws {RangeError} when there is nothing to learn from, or `y` does not fit `x`, or a number is not finite
 */
export function requireTrainingData(
  x: Matrix,
  y: ArrayLike<number>,
  missing: "allowed" | "refused" = "refused",
): void {
  if (x.rows === 0) throw new RangeError("there are no rows to learn from");
  requireTargets(x, y);
  requireValues(x, missing === "allowed");
}

/** @throws {RangeError} when `y` does not fit `x`, or holds what is not a finite number */
export function requireTargets(x: Matrix, y: ArrayLike<number>): void {
  if (y.length !== x.rows) throw new RangeError(`x has ${x.rows} rows, but y has ${y.length} values`);
  for (let row = 0; row < y.length; row++) {
    if (!Number.isFinite(y[row]))
      throw new RangeError(`y is ${y[row]} in row ${row + 1}, not a finite number`);
  }
}

/** A plain loop, as there may be many millions of values. */
function requireValues({ columns, values }: Matrix, mayBeMissing: boolean): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    if (Number.isFinite(value) || (mayBeMissing && Number.isNaN(value))) continue;
    const row = Math.floor(index / columns.length) + 1;
    throw new RangeError(
      `x is ${value} in row ${row}, column '${columns[index % columns.length]}', not a finite number`,
    );
  }
}
