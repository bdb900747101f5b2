/** Brings rows and targets into the form that trees are grown from: the same for all trees of a forest. */
import type { Matrix } from "../matrix.ts";
import { binColumns } from "./bins.ts";
import type { TrainingData } from "./grow/growTree.ts";
import { rowEntries } from "./grow/rowEntries.ts";
import { wholeWeights } from "./grow/sampleWeights.ts";
import { numericTarget } from "./grow/target.ts";

export function regressionData(
  x: Matrix,
  y: ArrayLike<number>,
  sampleWeights: ArrayLike<number> | undefined,
  minSamplesLeaf: number,
): TrainingData {
  const { weights, weightUnit, most } = wholeWeights(sampleWeights, x.rows, minSamplesLeaf);
  const binned = binColumns(x);
  const target = numericTarget(Float64Array.from(y), most);
  return { binned, entries: rowEntries(binned), target, weights, weightUnit };
}
