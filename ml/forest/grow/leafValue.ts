/** What a leaf predicts. */

/** Whether all of the rows have the same target. */
export function isPure(y: Float64Array, rows: Int32Array, start: number, end: number): boolean {
  const first = y[rows[start] ?? 0];
  for (let position = start + 1; position < end; position++) {
    if (y[rows[position] ?? 0] !== first) return false;
  }
  return true;
}

/** The weighted mean of the rows' targets; equal ones as they are, as their mean may differ in the last digit. */
export function meanTarget(
  y: Float64Array,
  weights: Float64Array,
  rows: Int32Array,
  start: number,
  end: number,
): number {
  return isPure(y, rows, start, end)
    ? (y[rows[start] ?? 0] ?? 0)
    : weightedMean(y, weights, rows.subarray(start, end));
}

function weightedMean(y: Float64Array, weights: Float64Array, rows: Int32Array): number {
  let sum = 0;
  let weight = 0;
  for (const row of rows) {
    sum += (weights[row] ?? 0) * (y[row] ?? 0);
    weight += weights[row] ?? 0;
  }
  return Number.isFinite(sum) ? sum / weight : meanOfHuge(y, weights, rows, weight);
}

/** Of targets whose sum is beyond all numbers. */
function meanOfHuge(y: Float64Array, weights: Float64Array, rows: Int32Array, weight: number): number {
  let mean = 0;
  for (const row of rows) mean += ((weights[row] ?? 0) / weight) * (y[row] ?? 0);
  return mean;
}
