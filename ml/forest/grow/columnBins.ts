/** What a search for splits asks about the columns, number by number. */
import { type BinnedData, binCount } from "../bins.ts";
import type { RowEntries } from "./rowEntries.ts";

export interface ColumnBins {
  /** Of each column: its first bin, counted through all columns, and how many bins it has. */
  readonly offsets: Int32Array;
  readonly counts: Int32Array;
  /** The bin of missing values, counted within the column; -1 without one. */
  readonly missing: Int32Array;
  readonly anyMissing: boolean;
  /** The bin that the rows' entries leave out; -1 without one. */
  readonly derived: Int32Array;
  /** 1 for a column of two bins, none of them for missing values. One of them tells all about its only split. */
  readonly hasTwo: Uint8Array;
  /** Which one that is: not the derived one; counted through all columns. */
  readonly counted: Int32Array;
}

export function columnBins({ columns }: BinnedData, entries: RowEntries | null): ColumnBins {
  const offsets = Int32Array.from(columns, ({ offset }) => offset);
  const missing = Int32Array.from(columns, ({ hasMissing, lowest }) => (hasMissing ? lowest.length : -1));
  const derived = Int32Array.from(columns, (_, column) => entries?.commonest[column] ?? -1);
  return {
    offsets,
    counts: Int32Array.from(columns, binCount),
    missing,
    anyMissing: missing.some((bin) => bin >= 0),
    derived,
    hasTwo: Uint8Array.from(columns, (column) => Number(binCount(column) === 2 && !column.hasMissing)),
    counted: offsets.map((offset, column) => offset + (derived[column] === 0 ? 1 : 0)),
  };
}

export function whole(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}
