/** Brings rows and targets into the form that trees are grown from: the same for all trees of a forest. */
import type { Matrix } from "../matrix.ts";
import type { TrainingData } from "./grow/growTree.ts";
import { wholeWeights } from "./grow/sampleWeights.ts";
import { numericTarget } from "./grow/target.ts";
import { binnedRows } from "./sharedBins.ts";

export function regressionData(
  x: Matrix,
  y: ArrayLike<number>,
  sampleWeights: ArrayLike<number> | undefined,
  minSamplesLeaf: number,
): TrainingData {
  const { weights, weightUnit, most } = wholeWeights(sampleWeights, x.rows, minSamplesLeaf);
  const target = numericTarget(Float64Array.from(y), most);
  return { ...binnedRows(x), target, weights, weightUnit };
}
