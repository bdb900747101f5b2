/** What every model of classes offers. Classes are numbers, as in a column of numbers: 0 for no and 1 for yes. */
import type { Matrix } from "./matrix.ts";
import type { Regressor } from "./regressor.ts";

export interface Classifier {
  /** The classes that the model knows, ascending. */
  readonly classes: readonly number[];
  /** The most probable class of each row of `x`; the first of `classes` among equals. */
  predict(x: Matrix): Float64Array;
  /** One array a class, in the order of `classes`: the probability of that class for each row of `x`. */
  predictProba(x: Matrix): Float64Array[];
}

export function isClassifier(model: Regressor | Classifier): model is Classifier {
  return "predictProba" in model;
}
