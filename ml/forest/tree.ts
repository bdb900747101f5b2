/**
 * A grown regression tree as flat arrays, in preorder: a node's left child is the next node. Knows how to predict;
 * how trees are grown is `grow.ts`, how they are saved is `json.ts`.
 */
import type { Matrix } from "../matrix.ts";

export interface Tree {
  /** The column that each node asks for; -1 in a leaf. */
  readonly feature: Int32Array;
  /** Rows with a smaller value than this threshold go left; in a leaf, the prediction. */
  readonly value: Float64Array;
  /** The right child of each node; 0 in a leaf. */
  readonly right: Int32Array;
  /** Weight of the training rows that came to each node; null in a tree that others trained and saved. */
  readonly cover: Float64Array | null;
  /** 1 in each node that sends missing values (NaN) left; null when all go right. */
  readonly missingLeft: Uint8Array | null;
}

export const leaf = -1;

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
    predicted[row] = (predicted[row] ?? 0) + predictRow(tree, values, row * columns.length);
  }
}

function predictRow({ feature, value, right }: Tree, values: Float64Array, start: number): number {
  let node = 0;
  let column = feature[0] ?? leaf;
  while (column !== leaf) {
    // A comparison with NaN is false: it goes right, as in ml-cart.
    node = (values[start + column] ?? NaN) < (value[node] ?? NaN) ? node + 1 : (right[node] ?? 0);
    column = feature[node] ?? leaf;
  }
  return value[node] ?? 0;
}
