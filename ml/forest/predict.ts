/** Predicts for many rows with many trees. */
import type { Matrix } from "../matrix.ts";
import { visitLeaves } from "./leaves.ts";
import { type RankedTrees, rankTrees } from "./rankedTrees.ts";
import { findLeaf, type Tree } from "./tree.ts";

/** Ranking costs what so many rows cost one by one, most of it the compiling of code that is new. */
const rowsBeforeRanking = 20_000;

interface Asked {
  rows: number;
  ranked: RankedTrees | null;
}

const askedBefore = new WeakMap<readonly Tree[], Asked>();

/** The mean of the trees' predictions for each row, summed in the trees' order. */
export function predictMean(trees: readonly Tree[], x: Matrix): Float64Array {
  const predicted = new Float64Array(x.rows);
  const ranked = rankedFor(trees, x);
  if (ranked === null) for (const tree of trees) addPredictions(tree, x, predicted);
  else addLeaves(ranked, x, predicted);
  for (let row = 0; row < x.rows; row++) predicted[row] = (predicted[row] ?? 0) / trees.length;
  return predicted;
}

/** Null as long as it would not pay. */
function rankedFor(trees: readonly Tree[], x: Matrix): RankedTrees | null {
  const asked = askedBefore.get(trees) ?? { rows: 0, ranked: null };
  askedBefore.set(trees, asked);
  asked.rows += x.rows;
  if (asked.rows > rowsBeforeRanking) asked.ranked ??= rankTrees(trees, x.columns.length);
  return asked.ranked;
}

function addLeaves(forest: RankedTrees, x: Matrix, predicted: Float64Array): void {
  visitLeaves(forest, x, ({ value }, node, rows, start, end) => {
    const answer = value[node] ?? NaN;
    for (let position = start; position < end; position++) {
      const row = rows[position] ?? 0;
      predicted[row] = (predicted[row] ?? 0) + answer;
    }
  });
}

function addPredictions(tree: Tree, { values, rows, columns }: Matrix, predicted: Float64Array): void {
  for (let row = 0; row < rows; row++) {
    const leafNode = findLeaf(tree, values, row * columns.length);
    predicted[row] = (predicted[row] ?? 0) + (tree.value[leafNode] ?? 0);
  }
}
