/** Takes single columns out of a table, with complaints that help to find the right name. */
import { unknownName } from "../names.ts";
import type { Table } from "./table.ts";

/** @throws {RangeError} when the table has no column of that name; the message says which name is near, or what there is */
export function requireColumn(table: Table, name: string): void {
  const names = table.columnNames();
  if (!names.includes(name)) throw unknownName("column", name, names);
}

/**
 * The column's values in the table's order.
 * @throws {RangeError} when there is no such column
 */
export function columnValues(table: Table, name: string): unknown[] {
  requireColumn(table, name);
  return Array.from(table.array(name));
}

/** Text and true/false are categories; numbers are quantities. */
export function isCategorical(values: readonly unknown[]): boolean {
  return values.some((value) => typeof value === "string" || typeof value === "boolean");
}
