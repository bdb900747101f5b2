/** Looks at a model as one number a row: what a regressor predicts, or the probability of one of a classifier's classes. */

import { shown } from "../checks.ts";
import { type Classifier, isClassifier } from "../classifier.ts";
import type { Matrix } from "../matrix.ts";
import type { Regressor } from "../regressor.ts";

export interface ClassOptions {
  /** Of a classifier: the class whose probability is looked at; the last of its classes when absent. */
  ofClass?: number;
}

/** @throws {RangeError} when the model does not know the class; {TypeError} when it is no model */
export function predictor(
  model: Regressor | Classifier,
  ofClass: number | undefined,
): (x: Matrix) => Float64Array {
  if (!isClassifier(model)) {
    if (ofClass !== undefined)
      throw new RangeError("the model predicts a number, not a class: leave ofClass out");
    return (x) => model.predict(x);
  }
  const index = classIndex(model, ofClass);
  return (x) => model.predictProba(x)[index] ?? new Float64Array();
}

/**
 * The position of the class among those of the model.
 * @throws {RangeError} when the model does not know it
 */
export function classIndex({ classes }: Classifier, ofClass: number | undefined): number {
  if (ofClass === undefined) return classes.length - 1;
  const index = classes.indexOf(ofClass);
  if (index < 0)
    throw new RangeError(`the model knows no class ${shown(ofClass)}, only ${classes.join(", ")}`);
  return index;
}
