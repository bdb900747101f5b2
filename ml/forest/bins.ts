/**
 * Puts each column's values into at most 256 bins, once, so that looking for a split is adding up bins instead of
 * sorting values. Up to 256 distinct values keep a bin each and nothing is lost; beyond that bins hold
 * neighbouring values in about equal numbers of rows. Missing values (NaN) have a bin of their own, the last.
 */
import type { Matrix } from "../matrix.ts";
import { countUpTo } from "./countUpTo.ts";
import { distinctValues } from "./distinctValues.ts";
import { smallWhole, smallWholes } from "./smallWhole.ts";

const maximumBins = 256;

/** Rows handled together, so that what was read of them is still in the processor's cache for the next column. */
const blockRows = 256;

export interface BinnedColumn {
  /** The lowest and the highest value in each bin; ascending. The bin of missing values follows them. */
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  readonly hasMissing: boolean;
  /** The number of this column's first bin, when the bins of all columns are counted through. */
  readonly offset: number;
}

export interface BinnedData {
  readonly rows: number;
  readonly columns: readonly BinnedColumn[];
  /** Column by column: the bin of row `r` in column `c` is `bins[c * rows + r]`. In memory that threads share. */
  readonly bins: Uint8Array;
  /** The bins of all columns together. */
  readonly totalBins: number;
}

export function binCount({ lowest, hasMissing }: BinnedColumn): number {
  return lowest.length + (hasMissing ? 1 : 0);
}

export function binColumns(x: Matrix): BinnedData {
  const columns: BinnedColumn[] = [];
  let totalBins = 0;
  for (const [column, { values, hasMissing }] of distinctValues(x, maximumBins).entries()) {
    const limits = values === null ? quantiles(x, column, hasMissing) : { lowest: values, highest: values };
    const binned = { ...limits, hasMissing, offset: totalBins };
    columns.push(binned);
    totalBins += binCount(binned);
  }
  return { rows: x.rows, columns, bins: assignBins(x, columns), totalBins };
}

/** For a column with more distinct values than there are bins. */
function quantiles(x: Matrix, column: number, hasMissing: boolean): Pick<BinnedColumn, "lowest" | "highest"> {
  const width = x.columns.length;
  const sorted = new Float64Array(x.rows);
  let count = 0;
  for (let position = column; position < x.values.length; position += width) {
    const value = x.values[position] ?? NaN;
    if (!Number.isNaN(value)) sorted[count++] = value;
  }
  const present = sorted.subarray(0, count).sort();
  const starts = binStarts(present, maximumBins - (hasMissing ? 1 : 0));
  return {
    lowest: Float64Array.from(starts, (start) => (present[start] ?? 0) + 0),
    highest: Float64Array.from(starts, (_, bin) => (present[(starts[bin + 1] ?? count) - 1] ?? 0) + 0),
  };
}

/** Positions in the sorted values at which a bin starts; equal values never come into different bins. */
function binStarts(sorted: Float64Array, most: number): number[] {
  const starts: number[] = [];
  const wanted = sorted.length / most;
  let last = -1;
  for (let position = 0; position < sorted.length; position++) {
    const step = Math.floor(position / wanted);
    // Written so that -0 and 0, which sort apart but compare equal, share a bin.
    const changes = position === 0 || (sorted[position] ?? 0) > (sorted[position - 1] ?? 0);
    if (!changes || step === last) continue;
    starts.push(position);
    last = step;
  }
  return starts;
}

function assignBins(x: Matrix, columns: readonly BinnedColumn[]): Uint8Array {
  const bins = new Uint8Array(new SharedArrayBuffer(x.rows * columns.length));
  const lookups = columns.map(({ lowest }) =>
    Uint8Array.from({ length: smallWholes }, (_, value) => binOf(value, lowest)),
  );
  for (let start = 0; start < x.rows; start += blockRows) {
    const end = Math.min(start + blockRows, x.rows);
    for (const [column, { lowest }] of columns.entries()) {
      assignBlock(x, column, lowest, lookups[column] ?? new Uint8Array(), bins, start, end);
    }
  }
  return bins;
}

function assignBlock(
  { values, rows, columns: { length: width } }: Matrix,
  column: number,
  lowest: Float64Array,
  lookup: Uint8Array,
  bins: Uint8Array,
  start: number,
  end: number,
): void {
  const base = column * rows;
  for (let row = start; row < end; row++) {
    const value = values[row * width + column] ?? NaN;
    const whole = smallWhole(value);
    bins[base + row] = whole >= 0 ? (lookup[whole] ?? 0) : binOf(value, lowest);
  }
}

/** The last bin that starts at or below the value, or the first; the one after the last for a missing value. */
function binOf(value: number, lowest: Float64Array): number {
  if (Number.isNaN(value)) return lowest.length;
  return Math.max(0, countUpTo(lowest, value) - 1);
}
