/** Writes tables and plot data as CSV: commas, UTF-8, one header line, numbers in full precision. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { csvFormatRows } from "d3-dsv";
import { requireAwaited } from "../checks.ts";
import type { Table } from "./table.ts";

type Cell = string | number | boolean | null;

/**
 * Writes the table's rows, as filtered and ordered, to a CSV file that `readTable` reads back. Makes the folder.
 * @param path from the working folder
 */
export function writeTable(path: string, table: Table): void {
  const names = table.columnNames();
  writeCsv(
    path,
    names,
    names.map((name) => Array.from(table.array(name))),
  );
}

/**
 * Writes the data of a plot: columns of equal length by name, or a list of records that all have the same names.
 * Baton draws a scatter plot for the columns `actual` and `predicted`, bars for `feature` and `importance`.
 * @throws {RangeError} when there is nothing to plot, or columns differ in length
 */
export function writePlot(
  path: string,
  data: Readonly<Record<string, ArrayLike<Cell>>> | readonly object[],
): void {
  requireAwaited(path, data);
  const columns = isList(data) ? columnsOf(data) : Object.entries(data).map(toColumn);
  const [first] = columns;
  if (first === undefined) throw new RangeError(`${path}: there is nothing to plot`);
  const other = columns.find(([, values]) => values.length !== first[1].length);
  if (other) {
    throw new RangeError(
      `${path}: column '${first[0]}' has ${first[1].length} values, '${other[0]}' has ${other[1].length}`,
    );
  }
  writeCsv(
    path,
    columns.map(([name]) => name),
    columns.map(([, values]) => values),
  );
}

/** `Array.isArray` does not recognise a readonly list. */
function isList(data: object): data is readonly object[] {
  return Array.isArray(data);
}

function toColumn([name, values]: [string, ArrayLike<Cell>]): [string, unknown[]] {
  return [name, Array.from(values)];
}

function columnsOf(records: readonly object[]): [string, unknown[]][] {
  const rows = records.map((record) => new Map<string, unknown>(Object.entries(record)));
  return [...(rows[0]?.keys() ?? [])].map((name) => [name, rows.map((row) => row.get(name))]);
}

function writeCsv(path: string, names: readonly string[], columns: readonly unknown[][]): void {
  const cells = columns.map((column) => column.map(text));
  const rows = (cells[0] ?? []).map((_, row) => cells.map((column) => column[row] ?? ""));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${csvFormatRows([[...names], ...rows])}\n`);
}

function text(value: unknown): string {
  return value === null || value === undefined || Number.isNaN(value) ? "" : String(value);
}
