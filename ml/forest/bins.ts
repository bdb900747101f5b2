/**
 * Puts each column's values into at most 256 bins, once, so that looking for a split is counting bins instead of
 * sorting values. Up to 256 distinct values keep a bin each and nothing is lost; beyond that bins hold
 * neighbouring values in about equal numbers of rows.
 */
import type { Matrix } from "../matrix.ts";

const maximumBins = 256;

export interface BinnedColumn {
  /** The bin of each row; bins ascend with their values. */
  readonly bins: Uint8Array;
  /** The lowest and the highest value in each bin. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

export function binColumns(x: Matrix): BinnedColumn[] {
  return x.columns.map((_, column) => {
    const values = new Float64Array(x.rows);
    for (let row = 0; row < x.rows; row++) values[row] = x.values[row * x.columns.length + column] ?? 0;
    return binColumn(values);
  });
}

export function binColumn(values: Float64Array): BinnedColumn {
  const sorted = values.slice().sort();
  const starts = binStarts(sorted);
  const lowest = Float64Array.from(starts, (start) => sorted[start] ?? 0);
  const highest = Float64Array.from(starts, (_, bin) => sorted[(starts[bin + 1] ?? sorted.length) - 1] ?? 0);
  return { bins: Uint8Array.from(values, (value) => binOf(value, lowest)), lowest, highest };
}

/** Positions in the sorted values at which a bin starts; equal values never come into different bins. */
function binStarts(sorted: Float64Array): number[] {
  const changes: number[] = [];
  for (let position = 0; position < sorted.length; position++) {
    // Written so that -0 and 0, which sort apart but compare equal, share a bin.
    if (position === 0 || (sorted[position] ?? 0) > (sorted[position - 1] ?? 0)) changes.push(position);
  }
  if (changes.length <= maximumBins) return changes;
  const wanted = sorted.length / maximumBins;
  let last = -1;
  return changes.filter((position) => {
    const step = Math.floor(position / wanted);
    if (step === last) return false;
    last = step;
    return true;
  });
}

/** The last bin that starts at or below the value, by bisection. */
function binOf(value: number, lowest: Float64Array): number {
  let low = 0;
  let high = lowest.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (value >= (lowest[middle] ?? 0)) low = middle;
    else high = middle - 1;
  }
  return low;
}
