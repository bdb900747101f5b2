/** Takes single columns out of a table, with complaints that help to find the right name. */
import leven from "leven";
import type { Table } from "./table.ts";

/** A sentence is read; a list as long as a wide table is not. */
const namesShown = 10;

/** @throws {RangeError} when the table has no column of that name; the message says which name is near, or what there is */
export function requireColumn(table: Table, name: string): void {
  const names = table.columnNames();
  if (!names.includes(name)) {
    throw new RangeError(`there is no column '${name}'; ${advice(name, names)}`);
  }
}

/** A slip of the fingers changes a letter in three at most. */
function advice(name: string, names: readonly string[]): string {
  const near = names
    .map((other) => ({ other, distance: leven(name.toLowerCase(), other.toLowerCase()) }))
    .filter(({ distance }) => distance <= name.length / 3)
    .sort((one, other) => one.distance - other.distance)[0];
  return near === undefined ? `there are: ${listed(names)}` : `did you mean '${near.other}'?`;
}

/** `a, b, c and 46 more`. */
export function listed(names: readonly string[]): string {
  const rest = names.length - namesShown;
  const shown = names.slice(0, namesShown).join(", ");
  return rest > 0 ? `${shown} and ${rest} more` : shown;
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
