/**
 * CSV text to columns of numbers or text. Knows nothing of files but the name to put into its complaints.
 * Quoting follows RFC 4180; the delimiter is a comma, a semicolon or a tab, whichever the header has most of.
 */
import { dsvFormat } from "d3-dsv";
import { DataError } from "./dataError.ts";
import { isNumberText, losesDigits } from "./numberText.ts";

export type Column = (string | null)[] | (number | null)[];

/**
 * Columns in the order of the header. A column whose filled cells are all numbers holds numbers, with `null`
 * for an empty cell; every other column holds its text, untouched. So does a column in which a number would lose
 * digits, as then two identifiers might become one.
 * @throws {Error} naming the file, and the line where one is to blame
 */
export function parseCsv(text: string, file: string): Map<string, Column> {
  const rows = dsvFormat(detectDelimiter(text)).parseRows(text);
  const header = rows[0] ?? [];
  if (header.every((cell) => cell.trim() === "")) throw new Error(`${file} is empty`);
  checkHeader(header, file);
  const records = rows.slice(1).filter((row) => !isBlank(row));
  if (records.some((row) => row.length !== header.length)) refuseRagged(rows, file);
  if (records.length === 0) throw new Error(`${file} has a header and no rows`);
  return new Map(header.map((name, index) => [name, typed(records.map((row) => row[index] ?? ""))]));
}

/** Outside of quotes, as a quoted name may hold anything. */
function detectDelimiter(text: string): string {
  const line = text.slice(0, text.search(/\r|\n|$/)).replaceAll(/"[^"]*"/g, "");
  const count = (delimiter: string) => line.split(delimiter).length;
  return [";", "\t"].reduce((best, other) => (count(other) > count(best) ? other : best), ",");
}

function isBlank(row: readonly string[]): boolean {
  return row.length === 1 && row[0]?.trim() === "";
}

function checkHeader(header: readonly string[], file: string): void {
  const seen = new Set<string>();
  for (const [index, name] of header.entries()) {
    if (name.trim() === "") throw new DataError(file, 1, `column ${index + 1} has no name`);
    if (seen.has(name)) throw new DataError(file, 1, `two columns are named '${name}'`);
    if (name === "__proto__") throw new DataError(file, 1, "a column cannot be named '__proto__'");
    seen.add(name);
  }
  if (header.every(isNumberText)) {
    throw new DataError(file, 1, "the header is missing: line 1 holds only numbers");
  }
}

/** Quoted cells may hold line breaks, so a row's line is counted, not its index. */
function refuseRagged(rows: readonly string[][], file: string): never {
  const width = rows[0]?.length ?? 0;
  let line = 1;
  for (const row of rows) {
    if (row.length !== width && !isBlank(row)) {
      throw new DataError(file, line, `${count(row.length, "field")}, where the header has ${width}`);
    }
    line += row.join("").split(/\r\n|\r|\n/).length;
  }
  throw new Error(`${file}: rows of unequal length`);
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}

function typed(cells: string[]): Column {
  const filled = cells.filter((cell) => cell.trim() !== "");
  if (filled.length === 0 || !filled.every(isNumberText) || filled.some(losesDigits)) return cells;
  return cells.map((cell) => (cell.trim() === "" ? null : Number(cell)));
}
