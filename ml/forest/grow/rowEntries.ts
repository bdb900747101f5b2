/**
 * What sets each row apart: the bins it is in, but for the commonest bin of each column. Encoded categories are
 * mostly 0, so that adding up a row means half the work or less; what is left out is the rest to the total.
 */
import { type BinnedData, binCount } from "../bins.ts";

export interface RowEntries {
  /** Row by row, the numbers of bins counted through all columns; ascending within a row. */
  readonly ids: Uint16Array;
  /** Where the row's ids start; the next row's start is their end. */
  readonly starts: Uint32Array;
  /** The bin of each column that is left out, counted within the column. */
  readonly commonest: Uint8Array;
}

/** Above this share of the cells, entries cost more than they save. */
const worthwhileShare = 0.6;

/** Null where it does not pay. */
export function rowEntries(data: BinnedData): RowEntries | null {
  const { rows, columns, totalBins } = data;
  const commonest = new Uint8Array(columns.length);
  let cells = 0;
  for (let column = 0; column < columns.length; column++) {
    const { bin, count } = commonestBin(data, column);
    commonest[column] = bin;
    cells += rows - count;
  }
  if (totalBins > 0x1_0000 || cells > worthwhileShare * rows * columns.length) return null;
  // One more than there are, for what is written behind the last and does not count.
  const ids = new Uint16Array(new SharedArrayBuffer((cells + 1) * 2));
  const starts = new Uint32Array(new SharedArrayBuffer((rows + 1) * 4));
  const offsets = Int32Array.from(columns, ({ offset }) => offset);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    starts[row] = next;
    next = entriesOfRow(data, row, offsets, commonest, ids, next);
  }
  starts[rows] = next;
  return { ids: ids.subarray(0, cells), starts, commonest };
}

function commonestBin({ rows, columns, bins }: BinnedData, column: number): { bin: number; count: number } {
  const described = columns[column];
  const counts = new Uint32Array(described === undefined ? 1 : binCount(described));
  const end = (column + 1) * rows;
  for (let position = column * rows; position < end; position++) {
    const bin = bins[position] ?? 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const count = counts.reduce((most, one) => Math.max(most, one), 0);
  return { bin: counts.indexOf(count), count };
}

/** Gives where the next row's entries start. */
function entriesOfRow(
  { rows, bins }: BinnedData,
  row: number,
  offsets: Int32Array,
  commonest: Uint8Array,
  ids: Uint16Array,
  first: number,
): number {
  let next = first;
  for (let column = 0; column < commonest.length; column++) {
    const bin = bins[column * rows + row] ?? 0;
    // Written in any case, and written over unless it counts: rather than a jump that nobody can foresee.
    ids[next] = (offsets[column] ?? 0) + bin;
    next += -(bin ^ (commonest[column] ?? 0)) >>> 31;
  }
  return next;
}
