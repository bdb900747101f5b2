/** Which values each column of a matrix holds, as long as they are few. */
import type { Matrix } from "../matrix.ts";
import { smallWhole, smallWholes } from "./smallWhole.ts";

export interface DistinctValues {
  /** Ascending, without NaN; null when there are more than asked for. */
  readonly values: Float64Array | null;
  /** Whether any value is NaN. */
  readonly hasMissing: boolean;
}

interface Found {
  readonly sorted: Float64Array;
  count: number;
  hasMissing: boolean;
}

/** @param most with a missing value in the column it is one less, so that all fit into `most` bins */
export function distinctValues(x: Matrix, most: number): DistinctValues[] {
  const found: Found[] = x.columns.map(() => ({
    sorted: new Float64Array(most + 1),
    count: 0,
    hasMissing: false,
  }));
  const width = found.length;
  /** Column by column: 1 for each small whole number that is there. */
  const small = new Uint8Array(width * smallWholes);
  for (let row = 0; row < x.rows; row++) noteRow(x.values, row * width, small, found, most);
  for (const [position, seen] of small.entries()) {
    if (seen === 1) note(found, Math.floor(position / smallWholes), position % smallWholes, most);
  }
  return found.map(({ sorted, count, hasMissing }) => ({
    values: count > most - (hasMissing ? 1 : 0) ? null : sorted.slice(0, count),
    hasMissing,
  }));
}

function noteRow(
  values: Float64Array,
  start: number,
  small: Uint8Array,
  found: readonly Found[],
  most: number,
): void {
  for (let column = 0; column < found.length; column++) {
    const value = values[start + column] ?? NaN;
    const whole = smallWhole(value);
    if (whole >= 0) small[column * smallWholes + whole] = 1;
    else note(found, column, value, most);
  }
}

function note(found: readonly Found[], column: number, value: number, most: number): void {
  const known = found[column];
  if (known === undefined) return;
  if (Number.isNaN(value)) known.hasMissing = true;
  else if (known.count <= most) insert(known, value);
}

/** Into its place among the values found so far, unless it is there. */
function insert(known: Found, value: number): void {
  const { sorted, count } = known;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  if (low < count && sorted[low] === value) return;
  sorted.copyWithin(low + 1, low, count);
  // One zero: -0 and 0 compare equal.
  sorted[low] = value + 0;
  known.count++;
}
