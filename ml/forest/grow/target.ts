/**
 * What trees learn to predict, in the form in which splits are judged. Numbers become whole numbers around their
 * mean: sums of whole numbers are exact in any order, so that equally good splits are found equal, however their
 * sums came about.
 */

export interface Target {
  /** The classes, ascending; null when numbers are learned. */
  readonly classes: readonly number[] | null;
  /** One target a row; of classes, the position in `classes`. */
  readonly y: Float64Array;
  /** Per row: the target less the mean, in `unit`s; null with more than two classes, whose weights are summed. */
  readonly centred: Float64Array | null;
}

/** Sums up to here are exact. */
const exact = 2 ** 52;

/**
 * @param y finite numbers
 * @param weight the sum of the weights of all rows, whole numbers; null when weights are not whole
 */
export function numericTarget(y: Float64Array, weight: number | null): Target {
  return { classes: null, y: shared(y), centred: centre(y, weight) };
}

/** Sums are kept for every class, so that more would cost dearly. */
const mostClasses = 100;

/**
 * Two classes are split as the numbers 0 and 1 are: their variance is half of their Gini impurity.
 * @throws {RangeError} when there are more than 100
 */
export function classTarget(labels: Float64Array, weight: number | null): Target {
  const classes = [...new Set(labels)].sort((one, other) => one - other);
  if (classes.length > mostClasses) {
    throw new RangeError(
      `y holds ${classes.length} different values, but a classifier learns at most ${mostClasses} classes; ` +
        "a RandomForestRegressor learns numbers",
    );
  }
  const positions = new Map(classes.map((label, position) => [label, position]));
  const y = shared(labels.map((label) => positions.get(label) ?? 0));
  return { classes, y, centred: classes.length > 2 ? null : centre(y, weight) };
}

function centre(y: Float64Array, weight: number | null): Float64Array {
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
  return centred;
}

function shared(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.length * 8));
  copy.set(values);
  return copy;
}
