/** Sums and means, added up from the first value to the last: the same numbers give the same result everywhere. */

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < values.length; index++) total += values[index] ?? NaN;
  return total;
}

/** NaN of no values. */
export function mean(values: ArrayLike<number>): number {
  return sum(values) / values.length;
}

/** Of what the values were drawn from: their squared distances from their mean, by one less than they are; NaN of one. */
export function sampleVariance(values: readonly number[]): number {
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}
