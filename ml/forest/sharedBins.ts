/**
 * Bins are made anew for each forest, as the numbers of a matrix may have changed since the last one. Who promises
 * that they will not, while several forests learn from it, has them binned once.
 */
import type { Matrix } from "../matrix.ts";
import { type BinnedData, binColumns } from "./bins.ts";
import { type RowEntries, rowEntries } from "./grow/rowEntries.ts";

/** What of a forest's training depends on the rows alone. Nobody changes it. */
export interface BinnedRows {
  readonly binned: BinnedData;
  readonly entries: RowEntries | null;
}

/** Kept as long as the matrix is; null until the first forest asks. */
const shared = new WeakMap<Matrix, BinnedRows | null>();

/** From now on this very matrix is binned once. Its numbers must not change any more. */
export function shareBins(x: Matrix): void {
  if (!shared.has(x)) shared.set(x, null);
}

export function binnedRows(x: Matrix): BinnedRows {
  const known = shared.get(x);
  if (known) return known;
  const binned = binColumns(x);
  const made = { binned, entries: rowEntries(binned) };
  if (known === null) shared.set(x, made);
  return made;
}
