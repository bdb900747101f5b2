/**
 * Adds up rows by bin. A histogram holds `stride` sums for each bin, counted through all columns: of numbers, its
 * rows' moments (weight times target) and their mass (their weight and their number, see `rowSums.ts`); of more
 * than two classes, the mass of each.
 */
import { type BinnedData, binCount } from "../bins.ts";
import type { RowEntries } from "./rowEntries.ts";
import type { RowSums } from "./rowSums.ts";
import type { Target } from "./target.ts";

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

/** Adds rows to the bins of one column, the first of which has the number `offset`. */
type AddColumn = (
  histogram: Histogram,
  bins: Uint8Array,
  offset: number,
  rows: Int32Array,
  start: number,
  end: number,
  factor: number,
) => void;

export function histograms(
  data: BinnedData,
  entries: RowEntries | null,
  sums: RowSums,
  target: Target,
): Histograms {
  const { moments, masses } = sums;
  const stride = moments === null ? (target.classes?.length ?? 0) : 2;
  const addColumn =
    moments === null ? addClassColumn(target.y, masses, stride) : addNumberColumn(moments, masses);
  const columns = data.columns.map(({ offset }, column) => ({ offset, bins: columnBins(data, column) }));
  const add =
    entries === null
      ? addByColumn(columns, addColumn)
      : moments === null
        ? addClasses(entries, target.y, masses, stride)
        : addNumbers(entries, moments, masses);
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
      const own = columns[column];
      if (described === undefined || own === undefined) return;
      const first = described.offset * stride;
      histogram.fill(0, first, first + binCount(described) * stride);
      addColumn(histogram, own.bins, own.offset, rows, start, end, 1);
    },
    remove: (histogram, rows, start, end) => add(histogram, rows, start, end, -1),
  };
}

function addNumbers({ ids, starts }: RowEntries, moments: Float64Array, masses: Float64Array): Add {
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

function addNumberColumn(moments: Float64Array, masses: Float64Array): AddColumn {
  return (histogram, bins, offset, rows, start, end, factor) => {
    for (let position = start; position < end; position++) {
      const row = rows[position] ?? 0;
      const slot = (offset + (bins[row] ?? 0)) << 1;
      increase(histogram, slot, at(moments, row) * factor);
      increase(histogram, slot + 1, at(masses, row) * factor);
    }
  };
}

/** Each row's mass goes to its class's sum. */
function addClasses(
  { ids, starts }: RowEntries,
  classes: Float64Array,
  masses: Float64Array,
  stride: number,
): Add {
  return (histogram, rows, start, end, factor) => {
    for (let position = start; position < end; position++) {
      const row = rows[position] ?? 0;
      const mass = at(masses, row) * factor;
      const own = at(classes, row);
      const last = starts[row + 1] ?? 0;
      for (let entry = starts[row] ?? 0; entry < last; entry++) {
        increase(histogram, (ids[entry] ?? 0) * stride + own, mass);
      }
    }
  };
}

function addClassColumn(classes: Float64Array, masses: Float64Array, stride: number): AddColumn {
  return (histogram, bins, offset, rows, start, end, factor) => {
    for (let position = start; position < end; position++) {
      const row = rows[position] ?? 0;
      const slot = (offset + (bins[row] ?? 0)) * stride + at(classes, row);
      increase(histogram, slot, at(masses, row) * factor);
    }
  };
}

/** For columns that are all different everywhere: one column after the other, so that its bins stay in the cache. */
function addByColumn(
  columns: readonly { readonly offset: number; readonly bins: Uint8Array }[],
  addColumn: AddColumn,
): Add {
  return (histogram, rows, start, end, factor) => {
    for (const { offset, bins } of columns) addColumn(histogram, bins, offset, rows, start, end, factor);
  };
}

function columnBins({ bins, rows }: BinnedData, column: number): Uint8Array {
  return bins.subarray(column * rows, (column + 1) * rows);
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
