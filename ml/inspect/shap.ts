/**
 * Why a forest predicts what it does: each prediction shared out among the features by Shapley's rule (Lundberg et
 * al., 2020). It tells about the model, not about causes. How the values are computed is `treeShap.ts`.
 */
import { requireKnown, requireWhole } from "../checks.ts";
import type { Classifier } from "../classifier.ts";
import { treesOfShare } from "../forest/classShares.ts";
import { RandomForestClassifier } from "../forest/randomForestClassifier.ts";
import { RandomForestRegressor } from "../forest/randomForestRegressor.ts";
import type { Tree } from "../forest/tree.ts";
import { type Matrix, requireMatrix, takeRows } from "../matrix.ts";
import { oneByOne, type ProgressOptions, progressOptions } from "../progress.ts";
import type { Regressor } from "../regressor.ts";
import { type FeatureGroup, featureGroups, isEncoded, levelOf } from "./featureGroups.ts";
import { type ClassOptions, classIndex, predictor } from "./outputs.ts";
import { type Explainer, explainTrees } from "./treeShap.ts";

export interface ShapValue {
  readonly feature: string;
  /** What the row holds: a number, or the level of an encoded category; null when it holds none. */
  readonly value: number | string | null;
  /** By how much this moved the prediction, up when above 0: in the target's unit or, of a class, its probability. */
  readonly shap: number;
}

export interface Explanation {
  /** What the forest predicts for a row of which nothing is known; of a classifier, the probability of the class. */
  readonly base: number;
  /** For this row: the base and all SHAP values added up. */
  readonly prediction: number;
  /** One a feature, the largest first, whether up or down. */
  readonly values: readonly ShapValue[];
}

/**
 * Exact SHAP values of one row. The columns that `oneHot` made of one count as that one: their values are added. Of a
 * classifier, the probability of one class is explained.
 * @param row the row's number in `x`, from 0
 * @throws {RangeError} when there is no such row or class, or the columns are not those of the training; {Error} when
 * the model is no forest that was trained here
 * @example
 * const { base, prediction, values } = shapValues(forest, x, 0);
 * console.log(`${prediction} instead of ${base}, mostly for ${values[0]?.feature}`);
 */
export function shapValues(
  model: Regressor | Classifier,
  x: Matrix,
  row: number,
  options: ClassOptions = {},
): Explanation {
  requireKnown("shapValues", options, ["ofClass"]);
  requireMatrix(x);
  requireWhole("row", row, 0);
  if (row >= x.rows) throw new RangeError(`there is no row ${row}; x has ${x.rows}, counted from 0`);
  const one = takeRows(x, Uint32Array.of(row));
  const [prediction = NaN] = predictor(model, options.ofClass)(one);
  const { expected, explain } = explainer(model, x, options);
  const shap = explain(one.values, 0);
  const values = featureGroups(x.columns).map((group) => ({
    feature: group.feature,
    value: heldValue(group, one),
    shap: addColumns(shap, group),
  }));
  values.sort((one, other) => Math.abs(other.shap) - Math.abs(one.shap));
  return { base: expected, prediction, values };
}

export interface ShapOptions extends ClassOptions, ProgressOptions {}

export interface ShapImportance {
  readonly feature: string;
  /** Mean size of the feature's SHAP values over the rows, whether up or down; in the unit of `ShapValue`. */
  readonly importance: number;
}

/**
 * How much each feature moves the predictions for these rows: the mean of the SHAP values' sizes, largest first. The
 * columns that `oneHot` made of one count as that one.
 * @throws {RangeError} when there are no rows, or the columns are not those of the training; {Error} when the model
 * is no forest that was trained here; the signal's reason when it is aborted
 * @example
 * writePlot("plots/shap.csv", await shapSummary(forest, x));
 */
export async function shapSummary(
  model: Regressor | Classifier,
  x: Matrix,
  options: ShapOptions = {},
): Promise<ShapImportance[]> {
  requireKnown("shapSummary", options, ["ofClass", ...progressOptions]);
  requireMatrix(x);
  if (x.rows === 0) throw new RangeError("there are no rows to explain");
  // Complains about a model, a class or columns that it cannot explain.
  predictor(model, options.ofClass)(takeRows(x, Uint32Array.of(0)));
  const { explain } = explainer(model, x, options);
  const groups = featureGroups(x.columns);
  const sizes = groups.map(() => 0);
  const rows = Array.from({ length: x.rows }, (_, row) => row);
  await oneByOne(
    rows,
    (row) => {
      const shap = explain(x.values, row * x.columns.length);
      for (const [index, group] of groups.entries()) {
        sizes[index] = (sizes[index] ?? 0) + Math.abs(addColumns(shap, group));
      }
    },
    options,
  );
  return groups
    .map(({ feature }, index) => ({ feature, importance: (sizes[index] ?? 0) / x.rows }))
    .sort((one, other) => other.importance - one.importance);
}

function explainer(model: Regressor | Classifier, x: Matrix, { ofClass }: ClassOptions): Explainer {
  return explainTrees(treesOf(model, ofClass), x.columns.length);
}

function treesOf(model: Regressor | Classifier, ofClass: number | undefined): readonly Tree[] {
  if (model instanceof RandomForestRegressor) return model.trees;
  if (model instanceof RandomForestClassifier) {
    return treesOfShare(model.trees, model.classes.length, classIndex(model, ofClass));
  }
  throw new Error(
    "SHAP values are computed for forests only; try partialDependence or permutationImportance",
  );
}

function addColumns(shap: Float64Array, { columns }: FeatureGroup): number {
  return columns.reduce((sum, column) => sum + (shap[column] ?? 0), 0);
}

/** `x` has one row. */
function heldValue(group: FeatureGroup, { columns: names, values }: Matrix): number | string | null {
  if (!isEncoded(group, names)) {
    const value = values[group.columns[0] ?? 0] ?? NaN;
    return Number.isNaN(value) ? null : value;
  }
  const column = group.columns.find((candidate) => values[candidate] === 1);
  return column === undefined ? null : levelOf(names[column] ?? "");
}
