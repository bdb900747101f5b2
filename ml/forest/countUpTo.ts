/** Where a value stands among ascending numbers: in which bin, and behind which thresholds. */

/** How many of the ascending numbers are not above the value. */
export function countUpTo(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? NaN) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
