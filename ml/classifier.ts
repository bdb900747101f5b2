/** What every model of classes offers. Classes are numbers, as in a column of numbers: 0 for no and 1 for yes. */
import { requireAwaited } from "./checks.ts";
import type { Matrix } from "./matrix.ts";
import type { Regressor } from "./regressor.ts";

export interface Classifier {
  /** The classes that the model knows, ascending. */
  readonly classes: readonly number[];
  /** The class of each row of `x`: the most probable one, unless the model says that it decides otherwise. */
  predict(x: Matrix): Float64Array;
  /** One array a class, in the order of `classes`: the probability of that class for each row of `x`. */
  predictProba(x: Matrix): Float64Array[];
}

/**
 * Whether a model predicts classes: then it has `classes` and `predictProba`.
 * @throws {TypeError} for a promise, such as `fitAsync` gives before it is awaited, and for what does not predict
 * @example
 * const model = readModel("models/model.json");
 * if (isClassifier(model)) console.log(model.classes);
 */
export function isClassifier(model: Regressor | Classifier): model is Classifier {
  requireModel(model);
  return "predictProba" in model;
}

/** @throws {TypeError} for a promise, and for what does not predict */
export function requireModel(model: unknown): void {
  requireAwaited("the model", model);
  if (typeof model === "object" && model !== null && "predict" in model) return;
  throw new TypeError("this is no model: it does not predict");
}
