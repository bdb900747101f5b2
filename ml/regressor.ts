/** What every model of numbers offers, and what it asks of its training data. */
import { shown } from "./checks.ts";
import { type Matrix, requireMatrix } from "./matrix.ts";

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
  requireTargets(x, y);
  if (x.rows === 0) throw new RangeError("there are no rows to learn from");
  requireValues(x, missing === "allowed");
}

/** @throws {RangeError} when `y` does not fit `x`, or holds what is not a finite number; {TypeError} when one is missing */
export function requireTargets(x: Matrix, y: ArrayLike<number>): void {
  requireMatrix(x);
  if (y === undefined) throw new TypeError("y is missing: a model learns from x and y");
  if (y.length !== x.rows) throw new RangeError(`x has ${x.rows} rows, but y has ${y.length} values`);
  for (let row = 0; row < y.length; row++) {
    if (!Number.isFinite(y[row]))
      throw new RangeError(`y is ${shown(y[row])} in row ${row + 1}, ${advice(y[row])}`);
  }
}

function advice(target: unknown): string {
  const isWord = typeof target === "string" || typeof target === "boolean";
  return isWord ? "not a number; make it one, such as 1 for yes and 0 for no" : "not a finite number";
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
