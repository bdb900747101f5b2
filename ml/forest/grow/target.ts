/**
 * What trees learn to predict, in the form in which splits are judged: whole numbers around the mean. Sums of whole
 * numbers are exact in any order, so that equally good splits are found equal, however their sums came about.
 */

export interface Target {
  /** How many sums describe a set of rows: 1 for a number, or two classes; else one a class. */
  readonly outputs: number;
  /** One target a row; for classes, their number. */
  readonly y: Float64Array;
  /** Per row: the target less the mean, in `unit`s. With more than one output, the class. */
  readonly centred: Float64Array;
}

/** Sums up to here are exact. */
const exact = 2 ** 52;

/**
 * @param y finite numbers
 * @param weight the sum of the weights of all rows, whole numbers; null when weights are not whole
 */
export function numericTarget(y: Float64Array, weight: number | null): Target {
  const largest = y.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const share = (value: number) => (largest === 0 ? 0 : value / largest);
  // Shares of the largest, as a sum of huge numbers would overflow.
  let mean = 0;
  for (const value of y) mean += share(value) / y.length;
  const steps = weight === null ? 1 : 2 ** Math.floor(Math.log2(exact / (2 * weight)));
  const centred = new Float64Array(new SharedArrayBuffer(y.length * 8));
  for (let row = 0; row < y.length; row++) {
    const distance = share(y[row] ?? 0) - mean;
    centred[row] = weight === null ? distance : Math.round(distance * steps);
  }
  return { outputs: 1, y: shared(y), centred };
}

function shared(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.length * 8));
  copy.set(values);
  return copy;
}
