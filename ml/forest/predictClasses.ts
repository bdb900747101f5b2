/** Predicts classes for many rows with many trees: their probabilities, or by the trees' vote. */
import type { Matrix } from "../matrix.ts";
import { votes } from "./classShares.ts";
import { findLeaf, type Tree } from "./tree.ts";

/** One array a class: the mean of its shares in the leaves to which each row comes. */
export function predictShares(trees: readonly Tree[], classes: number, x: Matrix): Float64Array[] {
  const sums = Array.from({ length: classes }, () => new Float64Array(x.rows));
  const width = x.columns.length;
  // Tree by tree, so that a tree's nodes stay in the processor's nearest cache for all rows.
  for (const tree of trees) {
    for (let row = 0; row < x.rows; row++) addLeaf(tree, findLeaf(tree, x.values, row * width), sums, row);
  }
  return sums.map((column) => column.map((sum) => sum / trees.length));
}

/** Adds what a leaf predicts for a row: a number or, of classes, a share each. */
export function addLeaf(
  { value, shares }: Tree,
  leafNode: number,
  sums: readonly Float64Array[],
  row: number,
): void {
  const predicted = value[leafNode] ?? 0;
  for (let output = 0; output < sums.length; output++) {
    const column = sums[output];
    if (column === undefined) continue;
    const added = shares === null ? predicted : (shares[predicted * sums.length + output] ?? 0);
    column[row] = (column[row] ?? 0) + added;
  }
}

/**
 * The position of the class that most trees find the likeliest; of equals, the one that came to so many votes with
 * the fewest trees: as ml-random-forest counts them.
 */
export function predictVotes(trees: readonly Tree[], classes: number, x: Matrix): Uint32Array {
  const poll = { counts: new Uint32Array(x.rows * classes), most: new Uint32Array(x.rows) };
  const winners = new Uint32Array(x.rows);
  for (const tree of trees) addVotes(tree, classes, x, poll, winners);
  return winners;
}

/** Votes that were counted, of each class in each row; and the most of any class in each row. */
interface Poll {
  readonly counts: Uint32Array;
  readonly most: Uint32Array;
}

function addVotes(
  tree: Tree,
  classes: number,
  { values, rows, columns }: Matrix,
  { counts, most }: Poll,
  winners: Uint32Array,
): void {
  const choices = votes(tree.shares ?? new Float64Array(), classes);
  for (let row = 0; row < rows; row++) {
    const leafNode = findLeaf(tree, values, row * columns.length);
    const choice = choices[tree.value[leafNode] ?? 0] ?? 0;
    const count = (counts[row * classes + choice] ?? 0) + 1;
    counts[row * classes + choice] = count;
    if (count <= (most[row] ?? 0)) continue;
    most[row] = count;
    winners[row] = choice;
  }
}
