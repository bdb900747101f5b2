/** Turns categories into columns of 0 and 1, which is all that a model of numbers can read. */
import { columnValues, isCategorical, requireColumn } from "./columns.ts";
import { isNumberText, losesDigits } from "./numberText.ts";
import { createTable, type Table } from "./table.ts";

/** Stands between a column's name and its level: `Mjob=teacher`. */
export const levelSeparator = "=";

/**
 * One-hot encoding: each categorical column becomes a column of 0 and 1 for every level it has (none is left
 * out), named `column=level`, in the place of the original, levels sorted. Other columns stay as they are.
 * @param columns which to encode; all that hold text or true/false when absent
 * @throws {RangeError} when a named column is not there, a new name is already taken, or a column that was not named
 * holds numbers too long to be kept as numbers: identifiers
 */
export function oneHot(table: Table, columns?: readonly string[]): Table {
  for (const name of columns ?? []) requireColumn(table, name);
  const encoded = table.columnNames().flatMap((name) => {
    const values = columnValues(table, name);
    const wanted = columns?.includes(name) ?? isCategorical(values);
    if (wanted && columns === undefined) doubtCategory(name, values);
    return wanted ? levelColumns(name, values) : [[name, values] as const];
  });
  const repeated = encoded.find(([name], index) => encoded.findIndex(([other]) => other === name) !== index);
  if (repeated) throw new RangeError(`encoding would give two columns the name '${repeated[0]}'`);
  return createTable(encoded);
}

/**
 * What is a number in most rows is a quantity with a slip in it more often than a category. What is one in all rows
 * and yet was read as text names the rows.
 */
function doubtCategory(name: string, values: readonly unknown[]): void {
  const filled = values.filter((value) => typeof value === "string").filter((text) => text.trim() !== "");
  const place = (text: string) => `'${text}' in row ${values.indexOf(text) + 1}`;
  const stray = filled.find((text) => !isNumberText(text));
  const long = filled.find(losesDigits);
  if (stray === undefined && long !== undefined) {
    throw new RangeError(
      `column '${name}' holds whole numbers of more digits than a number keeps, such as ${place(long)}: identifiers, most likely. Leave it out with select(not("${name}")), or name the columns to encode.`,
    );
  }
  const numbers = filled.filter(isNumberText).length;
  if (stray === undefined || numbers < 0.9 * filled.length) return;
  console.warn(
    `column '${name}' is encoded as categories: ${numbers} of its ${filled.length} values are numbers, but ${place(stray)} is not. Mend it, or name the columns to encode.`,
  );
}

function levelColumns(name: string, values: readonly unknown[]): (readonly [string, number[]])[] {
  const levels = values.map((value) => (value === null || value === undefined ? "" : String(value)));
  return [...new Set(levels)]
    .sort(byCodeUnit)
    .map((level) => [`${name}${levelSeparator}${level}`, levels.map((other) => (other === level ? 1 : 0))]);
}

/** Not by locale: the order must be the same on every machine. */
function byCodeUnit(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
