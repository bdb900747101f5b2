/** Numbers in rows and named columns: what models learn from and predict for. */
import { requireKnown, shown } from "./checks.ts";
import { listed } from "./names.ts";
import { columnValues } from "./table/columns.ts";
import { losesDigits } from "./table/numberText.ts";
import type { Table } from "./table/table.ts";

/** A table's numbers, as models take them. A value may be NaN only where a model says that it takes missing ones. */
export interface Matrix {
  /** Names of the columns, the model's features. */
  readonly columns: readonly string[];
  /** How many rows there are. */
  readonly rows: number;
  /** Row by row: the value of row `r`, column `c` is `values[r * columns.length + c]`. */
  readonly values: Float64Array;
}

export interface MatrixOptions {
  /**
   * What becomes of empty cells and NaN in `x`: they are refused, or kept as missing (NaN), for a model that takes
   * them, such as a forest; "refuse" when absent. The target must always be there.
   */
  missing?: "refuse" | "keep";
}

/**
 * The table as `x`, every column but the target, and `y`, the target: one number a row.
 * @param target the name of the column that is to be predicted
 * @throws {RangeError} when the target is not there, or a cell is empty, not a number, or a whole number of more
 * digits than a number keeps (beyond 2^53); the message names column and row
 * @example
 * const { x, y } = toMatrix(readTable("data/prepared/train.csv"), "average_grade");
 */
export function toMatrix(
  table: Table,
  target: string,
  options: MatrixOptions = {},
): { x: Matrix; y: Float64Array } {
  requireKnown("toMatrix", options, ["missing"]);
  const { missing = "refuse" } = { ...options };
  if (missing !== "refuse" && missing !== "keep") {
    throw new RangeError(`missing must be refuse or keep, not ${shown(missing)}`);
  }
  const y = numbers(table, target, "refuse", targetAdvice);
  const columns = table.columnNames().filter((name) => name !== target);
  const values = new Float64Array(y.length * columns.length);
  for (const [column, name] of columns.entries()) {
    let position = column;
    for (const value of numbers(table, name, missing, featureAdvice)) {
      values[position] = value;
      position += columns.length;
    }
  }
  return { x: { columns, rows: y.length, values }, y };
}

const featureAdvice = "encode the column with oneHot or leave it out";
const targetAdvice = "what is predicted is a number, such as 1 for yes and 0 for no";

/** @param textAdvice what to do where there is text */
function numbers(table: Table, name: string, missing: "refuse" | "keep", textAdvice: string): Float64Array {
  const values = columnValues(table, name);
  return Float64Array.from(values, (value, row) => {
    if (typeof value === "number" && Number.isFinite(value)) return value;
    if (typeof value === "bigint" && !losesDigits(String(value))) return Number(value);
    if (missing === "keep" && isMissing(value)) return NaN;
    throw new RangeError(`column '${name}', row ${row + 1}: ${complaint(value, textAdvice)}`);
  });
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value);
}

function complaint(value: unknown, textAdvice: string): string {
  if (value === null || value === undefined) return "is empty; fill it or leave the row out";
  if (typeof value === "boolean") return `is ${value}, not a number; make it 1 or 0`;
  if (typeof value === "number") return `${value} is not a finite number`;
  const text = String(value);
  if (losesDigits(text)) {
    return `${text} has more digits than a number keeps; leave the column out if it names the rows, round it if it measures them`;
  }
  return `'${text}' is not a number; ${textAdvice}`;
}

/** A matrix of these rows only, copied, in this order. */
export function takeRows(x: Matrix, rows: Uint32Array): Matrix {
  const width = x.columns.length;
  const values = new Float64Array(rows.length * width);
  for (const [position, row] of rows.entries()) {
    values.set(x.values.subarray(row * width, (row + 1) * width), position * width);
  }
  return { columns: x.columns, rows: rows.length, values };
}

/** @throws {TypeError} for anything else, such as a table, or x and y together */
export function requireMatrix(x: unknown): void {
  if (typeof x === "object" && x !== null && "values" in x && x.values instanceof Float64Array) return;
  throw new TypeError("x is no matrix; take the x of `const { x, y } = toMatrix(table, target)`");
}

/** @throws {RangeError} unless the matrix has exactly these columns, in this order; {TypeError} when it is none */
export function requireColumns(x: Matrix, columns: readonly string[]): void {
  requireMatrix(x);
  const missing = columns.find((name) => !x.columns.includes(name));
  if (missing !== undefined) {
    throw new RangeError(`the model was trained with a column '${missing}', which is missing here`);
  }
  const different = x.columns.find((name, index) => name !== columns[index]);
  if (different !== undefined) {
    throw new RangeError(
      `the model was trained without a column '${different}' in this place; it knows: ${listed(columns)}`,
    );
  }
}
