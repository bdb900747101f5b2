/**
 * What a model predicts, on average, if a feature had this or that value (Friedman, 2001). It tells about the model,
 * not about causes; where features go together, some of the rows that it asks about cannot exist.
 */
import { requireKnown, requireWhole, shown } from "../checks.ts";
import type { Classifier } from "../classifier.ts";
import { type Matrix, requireMatrix } from "../matrix.ts";
import { unknownName } from "../names.ts";
import { oneByOne, type ProgressOptions, progressOptions } from "../progress.ts";
import type { Regressor } from "../regressor.ts";
import { mean } from "../statistics.ts";
import { type FeatureGroup, featureGroups, isEncoded, levelOf } from "./featureGroups.ts";
import { type ClassOptions, predictor } from "./outputs.ts";

export interface PartialDependenceOptions extends ProgressOptions, ClassOptions {
  /**
   * The values to ask about: so many, evenly spread over the rows, or these; 20 when absent. Of a feature with fewer
   * different values all are asked about, of an encoded category all levels.
   */
  grid?: number | readonly number[];
}

export interface DependencePoint {
  /** A number, or the level of an encoded category. */
  readonly value: number | string;
  /** Mean prediction over the rows if the feature had that value in all of them; of a classifier, a probability. */
  readonly prediction: number;
}

/**
 * The mean prediction for each of some values of one feature, all else left as it is in the rows of `x`.
 * @param feature a column of `x`, or the category that `oneHot` made columns of: `Mjob`
 * @throws {RangeError} when there are no rows, no such feature, or the grid makes no sense; the signal's reason when
 * it is aborted
 * @example
 * writePlot("plots/absences.csv", await partialDependence(forest, x, "absences"));
 */
export async function partialDependence(
  model: Regressor | Classifier,
  x: Matrix,
  feature: string,
  options: PartialDependenceOptions = {},
): Promise<DependencePoint[]> {
  requireKnown("partialDependence", options, ["grid", "ofClass", ...progressOptions]);
  requireMatrix(x);
  if (x.rows === 0) throw new RangeError("there are no rows to predict for");
  const group = requireFeature(x, feature);
  const points = isEncoded(group, x.columns)
    ? levelPoints(group, x)
    : numberPoints(group, x, options.grid ?? 20);
  const predict = predictor(model, options.ofClass);
  return await oneByOne(
    points,
    ({ value, cells }) => ({ value, prediction: mean(predict(withValues(x, cells))) }),
    options,
  );
}

/** A value of the feature, and what its columns then hold. */
interface Point {
  readonly value: number | string;
  readonly cells: ReadonlyMap<number, number>;
}

function levelPoints({ columns }: FeatureGroup, x: Matrix): Point[] {
  return columns.map((own) => ({
    value: levelOf(x.columns[own] ?? ""),
    cells: new Map(columns.map((column) => [column, Number(column === own)])),
  }));
}

function numberPoints(
  { columns: [column = 0] }: FeatureGroup,
  x: Matrix,
  grid: number | readonly number[],
): Point[] {
  const values = typeof grid === "number" ? spread(x, column, grid) : [...grid];
  if (values.length === 0) throw new RangeError("grid holds no values to ask about");
  const wrong = values.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`grid must hold finite numbers, not ${shown(wrong)}`);
  return values.map((value) => ({ value, cells: new Map([[column, value]]) }));
}

/** All different values, or as many quantiles of the rows as are wanted, the least and the greatest among them. */
function spread(x: Matrix, column: number, wanted: number): number[] {
  requireWhole("grid", wanted, 2);
  const sorted = Float64Array.from(
    { length: x.rows },
    (_, row) => x.values[row * x.columns.length + column] ?? NaN,
  )
    .filter((value) => !Number.isNaN(value))
    .sort();
  const different = [...new Set(sorted)];
  if (different.length === 0) {
    throw new RangeError(`column '${x.columns[column]}' has no values to ask about; give them as grid`);
  }
  if (different.length <= wanted) return different;
  const quantiles = Array.from({ length: wanted }, (_, index) => {
    return sorted[Math.round((index * (sorted.length - 1)) / (wanted - 1))] ?? NaN;
  });
  return [...new Set(quantiles)];
}

function withValues(x: Matrix, cells: ReadonlyMap<number, number>): Matrix {
  const values = x.values.slice();
  for (const [column, value] of cells) {
    for (let position = column; position < values.length; position += x.columns.length)
      values[position] = value;
  }
  return { ...x, values };
}

function requireFeature(x: Matrix, feature: string): FeatureGroup {
  const groups = featureGroups(x.columns);
  const group = groups.find((candidate) => candidate.feature === feature);
  if (group !== undefined) return group;
  const whole = groups.find(({ columns }) => columns.some((column) => x.columns[column] === feature));
  if (whole !== undefined) {
    throw new RangeError(`'${feature}' is one level of '${whole.feature}': ask about '${whole.feature}'`);
  }
  const names = groups.map((candidate) => candidate.feature);
  throw unknownName("feature", feature, names);
}
