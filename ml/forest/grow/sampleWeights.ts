/** Sample weights as whole numbers, whose sums are exact: a bin is empty exactly when its weight is 0. */
import { shown } from "../../checks.ts";
import { massUnit } from "./rowSums.ts";

export interface WholeWeights {
  /** Null when all rows count the same. */
  readonly weights: Float64Array | null;
  /** What a weight of 1 became. */
  readonly weightUnit: number;
  /** No draw of rows weighs more; null where weighted targets need not be whole. */
  readonly most: number | null;
}

/** Sums up to here are exact. */
const exact = 2 ** 52;

/** @throws {RangeError} for weights that are not as many as the rows, negative, not finite, or all 0 */
export function wholeWeights(
  sampleWeights: ArrayLike<number> | undefined,
  rows: number,
  minSamplesLeaf: number,
): WholeWeights {
  if (sampleWeights === undefined) return { weights: null, weightUnit: 1, most: rows };
  const given = Float64Array.from(sampleWeights);
  requireWeights(given, rows);
  const largest = given.reduce((most, weight) => Math.max(most, weight), 0);
  const most = largest * rows;
  if (most < 2 ** 30 && given.every(Number.isInteger)) return { weights: given, weightUnit: 1, most };
  const room = exact / massUnit(rows, minSamplesLeaf) / rows / 2;
  const weightUnit = 2 ** Math.max(-1000, Math.min(1000, Math.floor(Math.log2(room / largest))));
  const weights = given.map((weight) => (weight === 0 ? 0 : Math.max(1, Math.round(weight * weightUnit))));
  return { weights, weightUnit, most: null };
}

function requireWeights(weights: Float64Array, rows: number): void {
  if (weights.length !== rows) {
    throw new RangeError(`x has ${rows} rows, but there are ${weights.length} sample weights`);
  }
  const wrong = weights.find((weight) => !(weight >= 0 && weight < Infinity));
  if (wrong !== undefined) {
    throw new RangeError(`a sample weight must be a number from 0 on, not ${shown(wrong)}`);
  }
  if (!weights.some((weight) => weight > 0)) throw new RangeError("all sample weights are 0");
}
