/**
 * The thresholds of a forest as whole numbers: their ranks among all that its trees compare a column with. A row's
 * value has a rank, too, found once for all trees, and whole numbers are compared without a jump that the processor
 * would have to guess.
 */
import type { Matrix } from "../matrix.ts";
import { countUpTo } from "./countUpTo.ts";
import { leaf, type Tree } from "./tree.ts";

export interface RankedTrees {
  readonly trees: readonly Tree[];
  /** Column by column: the thresholds of all trees, ascending, each once. */
  readonly thresholds: readonly Float64Array[];
  /** Tree by tree: the position of each node's threshold among its column's; 0 in a leaf. */
  readonly ranks: readonly Int32Array[];
}

/** The rank of a missing value (NaN); above all others. */
export const missingRank = 2 ** 30;

export function rankTrees(trees: readonly Tree[], width: number): RankedTrees {
  const thresholds = columnThresholds(trees, width);
  return { trees, thresholds, ranks: trees.map((tree) => ranksOf(tree, thresholds)) };
}

function columnThresholds(trees: readonly Tree[], width: number): Float64Array[] {
  const found = Array.from({ length: width }, () => new Set<number>());
  for (const { feature, value } of trees) {
    for (const [node, column] of feature.entries()) {
      if (column !== leaf) found[column]?.add(value[node] ?? NaN);
    }
  }
  return found.map((values) => Float64Array.from(values).sort());
}

function ranksOf({ feature, value }: Tree, thresholds: readonly Float64Array[]): Int32Array {
  return feature.map((column, node) => {
    const own = thresholds[column];
    return own === undefined ? 0 : countUpTo(own, value[node] ?? NaN) - 1;
  });
}

/**
 * Writes the ranks of some rows' values: how many of the column's thresholds they reach.
 * @param ranks column by column, `stride` numbers each
 */
export function rankRows(
  { thresholds }: RankedTrees,
  { values, columns }: Matrix,
  start: number,
  end: number,
  ranks: Int32Array,
  stride: number,
): void {
  const width = columns.length;
  for (const [column, own] of thresholds.entries()) {
    // No tree asks for it.
    if (own.length === 0) continue;
    const base = column * stride - start;
    for (let row = start; row < end; row++) {
      const value = values[row * width + column] ?? NaN;
      ranks[base + row] = Number.isNaN(value) ? missingRank : countUpTo(own, value);
    }
  }
}
