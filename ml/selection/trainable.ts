/** The models that can be judged by cross-validation: any that learn and predict, whoever wrote them. */
import { type Classifier, isClassifier } from "../classifier.ts";
import type { Matrix } from "../matrix.ts";
import { regressionMetrics } from "../metrics.ts";
import { classificationMetrics } from "../probabilityMetrics.ts";
import type { ProgressOptions } from "../progress.ts";
import type { Regressor } from "../regressor.ts";

interface Learner {
  /** Learns from `x` and `y`, one target a row; a promise is waited for. */
  fit(x: Matrix, y: Float64Array): unknown;
  /** Asked instead of `fit` where there is one, as it can be stopped halfway. */
  fitAsync?(x: Matrix, y: Float64Array, options: ProgressOptions): Promise<unknown>;
}

/** A model of numbers, or of classes if it has `predictProba`. */
export type Trainable = (Regressor | Classifier) & Learner;

/**
 * Whether the models that are made with these params predict classes.
 * @throws {TypeError} when there is no function that makes models; {Error} what it throws
 */
export function makesClassifiers<Params extends readonly unknown[]>(
  makeModel: (...params: Params) => Trainable,
  ...params: Params
): boolean {
  if (typeof makeModel !== "function" || makeModel.toString().startsWith("class")) {
    throw new TypeError(
      "each fold needs a new model: give a function, such as () => new RandomForestRegressor()",
    );
  }
  return isClassifier(makeModel(...params));
}

/** Metrics by name: `{ mae, rmse, r2 }`, `{ accuracy, balanced_accuracy, roc_auc, log_loss }`. */
export type Scores = Readonly<Record<string, number>>;

/** What the metrics of its kind say of a trained model, judged on rows with known `y`. */
export function judge(model: Regressor | Classifier, x: Matrix, y: Float64Array): Scores {
  return isClassifier(model)
    ? classificationMetrics(y, model.predictProba(x), model.classes)
    : regressionMetrics(y, model.predict(x));
}

const higherIsBetter = new Set(["r2", "accuracy", "balanced_accuracy", "roc_auc"]);

/** Whether more of this metric is better; of an error or a loss, less is. */
export function isBetterHigher(metric: string): boolean {
  return higherIsBetter.has(metric);
}
