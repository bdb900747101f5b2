/**
 * A grown tree as flat arrays, in preorder: a node's left child is the next node. How trees are grown is in
 * `grow/`, how many trees predict for many rows in `predict.ts`, how they are saved in `json.ts`.
 */
export interface Tree {
  /** The column that each node asks for; -1 in a leaf. */
  readonly feature: Int32Array;
  /**
   * Rows with a smaller value than this threshold go left; in a leaf, the prediction: a number or, of classes, the
   * number of its shares.
   */
  readonly value: Float64Array;
  /** The right child of each node; 0 in a leaf. */
  readonly right: Int32Array;
  /** Weight of the training rows that came to each node; null in a tree that others trained and saved. */
  readonly cover: Float64Array | null;
  /** 1 in each node that sends missing values (NaN) left; null when all go right, as in a tree that others trained. */
  readonly missingLeft: Uint8Array | null;
  /** Of classes: their shares in the leaves, see `classShares.ts`; null when numbers are predicted. */
  readonly shares: Float64Array | null;
}

export const leaf = -1;

/**
 * 1 in each node whose left child is the heavier: there missing values go whose side was not learned, as in
 * scikit-learn's histogram trees.
 */
export function heavierLeft({
  feature,
  right,
  cover,
}: {
  readonly feature: Int32Array;
  readonly right: Int32Array;
  readonly cover: Float64Array;
}): Uint8Array {
  return Uint8Array.from(feature, (column, node) =>
    Number(column !== leaf && (cover[node + 1] ?? 0) > (cover[right[node] ?? 0] ?? 0)),
  );
}

/** The leaf to which a row comes; the row's values begin at `start`. */
export function findLeaf(
  { feature, value, right, missingLeft }: Tree,
  values: Float64Array,
  start: number,
): number {
  let node = 0;
  let column = feature[0] ?? leaf;
  while (column !== leaf) {
    const asked = values[start + column] ?? NaN;
    const goesLeft = asked < (value[node] ?? NaN) || (Number.isNaN(asked) && missingLeft?.[node] === 1);
    node = goesLeft ? node + 1 : (right[node] ?? 0);
    column = feature[node] ?? leaf;
  }
  return node;
}
