/** Brings rows and targets into the form that trees are grown from: the same for all trees of a forest. */
import type { Matrix } from "../matrix.ts";
import type { TrainingData } from "./grow/growTree.ts";
import { wholeWeights } from "./grow/sampleWeights.ts";
import type { Target } from "./grow/target.ts";
import { binnedRows } from "./sharedBins.ts";

/** @param toTarget gets the targets and the sum of all weights; null when weights are not whole */
export function trainingData(
  x: Matrix,
  y: ArrayLike<number>,
  sampleWeights: ArrayLike<number> | undefined,
  minSamplesLeaf: number,
  toTarget: (y: Float64Array, weight: number | null) => Target,
): TrainingData {
  const { weights, weightUnit, most } = wholeWeights(sampleWeights, x.rows, minSamplesLeaf);
  const target = toTarget(Float64Array.from(y), most);
  return { ...binnedRows(x), target, weights, weightUnit };
}
