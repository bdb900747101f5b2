/** The little arithmetic that charts need before a drawing library takes over. Pure. */

export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** Of a list that may be long: spreading it into Math.min would overflow the stack. Null of an empty one. */
export function extent(values: readonly number[]): Extent | null {
  const [first] = values;
  if (first === undefined) return null;
  let low = first;
  let high = first;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** The mean of the two middle values where there is no middle one; 0 of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
  return (lower + upper) / 2;
}

/** A step of 1, 2 or 5 times a power of ten that takes `span` in about `count` steps; 1 where there is no span. */
export function niceStep(span: number, count: number): number {
  const rough = span / count;
  if (!(rough > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  if (power === 0) return 1;
  const lead = rough / power;
  const nice = lead < Math.SQRT2 ? 1 : lead < Math.sqrt(10) ? 2 : lead < Math.sqrt(50) ? 5 : 10;
  return nice * power;
}

/** Widened to whole nice steps, and down to zero where the values begin near it. */
export function niceExtent({ low, high }: Extent, steps: number): Extent {
  const bottom = low >= 0 && low <= high / 2 ? 0 : low;
  const span = high - bottom;
  if (span === 0) return { low: bottom - 1, high: high + 1 };
  const step = niceStep(span, steps);
  return { low: Math.floor(bottom / step) * step, high: Math.ceil(high / step) * step };
}
