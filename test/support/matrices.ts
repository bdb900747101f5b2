/** Small matrices and models for tests of the toolkit. */
import type { Matrix } from "#ml/matrix.ts";

/** Columns are named c0, c1, ... unless names are given. */
export function matrixOf(rows: readonly (readonly number[])[], names?: readonly string[]): Matrix {
  const columns = names ?? (rows[0] ?? []).map((_, column) => `c${column}`);
  return { columns, rows: rows.length, values: Float64Array.from(rows.flat()) };
}

export function rowsOf(x: Matrix): number[][] {
  const width = x.columns.length;
  return Array.from({ length: x.rows }, (_, row) => [...x.values.subarray(row * width, (row + 1) * width)]);
}

/** A model that predicts what a function says of each row. */
export function modelOf(predictRow: (row: readonly number[]) => number) {
  return { predict: (x: Matrix) => Float64Array.from(rowsOf(x), predictRow) };
}
