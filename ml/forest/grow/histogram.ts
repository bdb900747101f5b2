/**
 * Adds up rows by bin. A histogram holds for each bin, counted through all columns, `stride` numbers: the sums of
 * its rows' moments (weight times target), and their mass (their weight and their number, see `rowMasses.ts`).
 */
import { type BinnedData, binCount } from "../bins.ts";
import type { RowEntries } from "./rowEntries.ts";
import type { RowSums } from "./rowSums.ts";

export type Histogram = Float64Array;

export interface Histograms {
  /** Makes `histogram` that of `rows[start]` to `rows[end - 1]`. */
  fill(histogram: Histogram, rows: Int32Array, start: number, end: number): void;
  /** Takes those rows out of `histogram`, in which they are. */
  remove(histogram: Histogram, rows: Int32Array, start: number, end: number): void;
  /** Makes one column's part of `histogram` that of those rows. */
  fillColumn(histogram: Histogram, column: number, rows: Int32Array, start: number, end: number): void;
  /** What one row costs, compared with one number of a whole histogram. */
  readonly costOfRow: number;
  create(): Histogram;
}

/** Adds rows `factor` times: 1 puts them in, -1 takes them out. */
type Add = (histogram: Histogram, rows: Int32Array, start: number, end: number, factor: number) => void;

export function histograms(data: BinnedData, entries: RowEntries | null, sums: RowSums): Histograms {
  const { classes, outputs } = sums;
  const stride = outputs + 1;
  const add =
    entries === null
      ? addByColumn(data, sums, stride)
      : classes === null
        ? addNumbers(entries, sums)
        : addClasses(entries, sums, classes, stride);
  const perRow = entries === null ? data.columns.length : entries.ids.length / data.rows;
  return {
    costOfRow: perRow * 2,
    create: () => new Float64Array(data.totalBins * stride),
    fill(histogram, rows, start, end) {
      histogram.fill(0);
      add(histogram, rows, start, end, 1);
    },
    fillColumn(histogram, column, rows, start, end) {
      const described = data.columns[column];
      if (described === undefined) return;
      const first = described.offset * stride;
      histogram.fill(0, first, first + binCount(described) * stride);
      addColumn(histogram, data, column, sums, stride, rows, start, end, 1);
    },
    remove: (histogram, rows, start, end) => add(histogram, rows, start, end, -1),
  };
}

function addNumbers({ ids, starts }: RowEntries, { moments, masses }: RowSums): Add {
  return (histogram, rows, start, end, factor) => {
    for (let position = start; position < end; position++) {
      const row = rows[position] ?? 0;
      const moment = at(moments, row) * factor;
      const mass = at(masses, row) * factor;
      const last = starts[row + 1] ?? 0;
      for (let entry = starts[row] ?? 0; entry < last; entry++) {
        const slot = (ids[entry] ?? 0) << 1;
        increase(histogram, slot, moment);
        increase(histogram, slot + 1, mass);
      }
    }
  };
}

/** Each row's weight goes to its class's sum. */
function addClasses(
  { ids, starts }: RowEntries,
  { moments, masses }: RowSums,
  classes: Float64Array,
  stride: number,
): Add {
  return (histogram, rows, start, end, factor) => {
    for (let position = start; position < end; position++) {
      const row = rows[position] ?? 0;
      const moment = at(moments, row) * factor;
      const mass = at(masses, row) * factor;
      const output = at(classes, row);
      const last = starts[row + 1] ?? 0;
      for (let entry = starts[row] ?? 0; entry < last; entry++) {
        const slot = (ids[entry] ?? 0) * stride;
        increase(histogram, slot + output, moment);
        increase(histogram, slot + stride - 1, mass);
      }
    }
  };
}

/** For columns that are all different everywhere: one column after the other, so that its bins stay in the cache. */
function addByColumn(data: BinnedData, sums: RowSums, stride: number): Add {
  const columns = [...data.columns.keys()];
  return (histogram, rows, start, end, factor) => {
    for (const column of columns) addColumn(histogram, data, column, sums, stride, rows, start, end, factor);
  };
}

function addColumn(
  histogram: Histogram,
  { columns, bins, rows: all }: BinnedData,
  column: number,
  { moments, masses, classes }: RowSums,
  stride: number,
  rows: Int32Array,
  start: number,
  end: number,
  factor: number,
): void {
  const offset = columns[column]?.offset ?? 0;
  const base = column * all;
  for (let position = start; position < end; position++) {
    const row = rows[position] ?? 0;
    const slot = (offset + (bins[base + row] ?? 0)) * stride;
    const output = classes === null ? 0 : (classes[row] ?? 0);
    increase(histogram, slot + output, at(moments, row) * factor);
    increase(histogram, slot + stride - 1, at(masses, row) * factor);
  }
}

export function at(numbers: Float64Array, index: number): number {
  return numbers[index] ?? 0;
}

function increase(histogram: Histogram, slot: number, amount: number): void {
  histogram[slot] = (histogram[slot] ?? 0) + amount;
}

/** Makes `whole` the histogram of the rows that are not in `part`. */
export function subtract(whole: Histogram, part: Histogram): void {
  for (let slot = 0; slot < whole.length; slot++) increase(whole, slot, -at(part, slot));
}
