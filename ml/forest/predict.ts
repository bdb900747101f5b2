/** Predicts for many rows with many trees. */
import type { Matrix } from "../matrix.ts";
import { type VisitLeaf, visitLeaves } from "./leaves.ts";
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
  eachLeaf(trees, x, ({ value }, node, rows, start, end) => {
    const answer = value[node] ?? NaN;
    for (let position = start; position < end; position++) {
      const row = rows[position] ?? 0;
      predicted[row] = (predicted[row] ?? 0) + answer;
    }
  });
  for (let row = 0; row < x.rows; row++) predicted[row] = (predicted[row] ?? 0) / trees.length;
  return predicted;
}

/** Shows which rows come to which leaves. Each row meets the trees in their order. */
export function eachLeaf(trees: readonly Tree[], x: Matrix, visit: VisitLeaf): void {
  const ranked = rankedFor(trees, x);
  if (ranked === null) visitOneByOne(trees, x, visit);
  else visitLeaves(ranked, x, visit);
}

/** Null as long as it would not pay. */
function rankedFor(trees: readonly Tree[], x: Matrix): RankedTrees | null {
  const asked = askedBefore.get(trees) ?? { rows: 0, ranked: null };
  askedBefore.set(trees, asked);
  asked.rows += x.rows;
  if (asked.rows > rowsBeforeRanking) asked.ranked ??= rankTrees(trees, x.columns.length);
  return asked.ranked;
}

function visitOneByOne(trees: readonly Tree[], { values, rows, columns }: Matrix, visit: VisitLeaf): void {
  const all = Int32Array.from({ length: rows }, (_, row) => row);
  for (const tree of trees) {
    for (let row = 0; row < rows; row++) {
      visit(tree, findLeaf(tree, values, row * columns.length), all, row, row + 1);
    }
  }
}
