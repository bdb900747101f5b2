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
  if (y.length !== x.rows) throw new RangeError(`x has ${x.rows} rows, but y has ${y.length} values`);
  requireFinite("x", x.values, missing === "allowed");
  requireFinite("y", y, false);
}

/** A plain loop, as there may be many millions of values. */
function requireFinite(name: string, values: ArrayLike<number>, mayBeMissing: boolean): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? NaN;
    if (Number.isFinite(value) || (mayBeMissing && Number.isNaN(value))) continue;
    throw new RangeError(`${name} holds a value that is not a finite number`);
  }
}
