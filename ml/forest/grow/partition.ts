/** Parts the rows of a node; both parts keep their order, which makes the memory they read next to each other. */
import type { BinnedData } from "../bins.ts";
import type { Split } from "./split.ts";

/** Gives where the right part begins. */
export function partition(
  { bins, rows: all, columns }: BinnedData,
  { column, firstRight, missingLeft }: Split,
  rows: Int32Array,
  start: number,
  end: number,
  buffer: Int32Array,
): number {
  const base = column * all;
  const missing = missingLeft ? (columns[column]?.lowest.length ?? -1) : -1;
  let left = start;
  let right = 0;
  for (let position = start; position < end; position++) {
    const row = rows[position] ?? 0;
    const bin = bins[base + row] ?? 0;
    // Both are written, so that there is nothing to guess for the processor; the wrong one is written over.
    rows[left] = row;
    buffer[right] = row;
    const goesLeft = bin < firstRight || bin === missing ? 1 : 0;
    left += goesLeft;
    right += 1 - goesLeft;
  }
  for (let moved = 0; moved < right; moved++) rows[left + moved] = buffer[moved] ?? 0;
  return left;
}
