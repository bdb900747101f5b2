/** Predicts for many rows with many trees. */
import type { Matrix } from "../matrix.ts";
import { findLeaf, type Tree } from "./tree.ts";

/** The mean of the trees' predictions for each row, summed in the trees' order. */
export function predictMean(trees: readonly Tree[], x: Matrix): Float64Array {
  const predicted = new Float64Array(x.rows);
  // Tree by tree, so that a tree's nodes stay in the processor's nearest cache for all rows.
  for (const tree of trees) addPredictions(tree, x, predicted);
  for (let row = 0; row < x.rows; row++) predicted[row] = (predicted[row] ?? 0) / trees.length;
  return predicted;
}

function addPredictions(tree: Tree, { values, rows, columns }: Matrix, predicted: Float64Array): void {
  for (let row = 0; row < rows; row++) {
    const leafNode = findLeaf(tree, values, row * columns.length);
    predicted[row] = (predicted[row] ?? 0) + (tree.value[leafNode] ?? 0);
  }
}
