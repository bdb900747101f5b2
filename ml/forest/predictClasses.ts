/** Predicts classes for many rows with many trees: their probabilities, or by the trees' vote. */
import type { Matrix } from "../matrix.ts";
import { votes } from "./classShares.ts";
import { eachLeaf } from "./predict.ts";
import type { Tree } from "./tree.ts";

/** One array a class: the mean of its shares in the leaves to which each row comes. */
export function predictShares(trees: readonly Tree[], classes: number, x: Matrix): Float64Array[] {
  const sums = Array.from({ length: classes }, () => new Float64Array(x.rows));
  eachLeaf(trees, x, ({ value, shares }, node, rows, start, end) => {
    const first = (value[node] ?? 0) * classes;
    for (const [position, column] of sums.entries()) {
      const share = shares?.[first + position] ?? 0;
      if (share > 0) addTo(column, share, rows, start, end);
    }
  });
  return sums.map((column) => column.map((sum) => sum / trees.length));
}

function addTo(sums: Float64Array, added: number, rows: Int32Array, start: number, end: number): void {
  for (let position = start; position < end; position++) {
    const row = rows[position] ?? 0;
    sums[row] = (sums[row] ?? 0) + added;
  }
}

/**
 * The position of the class that most trees find the likeliest; of equals, the one that came to so many votes with
 * the fewest trees: as ml-random-forest counts them.
 */
export function predictVotes(trees: readonly Tree[], classes: number, x: Matrix): Uint32Array {
  const poll: Poll = {
    classes,
    counts: new Uint32Array(x.rows * classes),
    most: new Uint32Array(x.rows),
    winners: new Uint32Array(x.rows),
  };
  const choices = new Map(trees.map((tree) => [tree, votes(tree.shares ?? new Float64Array(), classes)]));
  eachLeaf(trees, x, (tree, node, rows, start, end) => {
    addVotes(poll, choices.get(tree)?.[tree.value[node] ?? 0] ?? 0, rows, start, end);
  });
  return poll.winners;
}

/** The votes counted so far: of each class in each row, the most of any class, and which class that is. */
interface Poll {
  readonly classes: number;
  readonly counts: Uint32Array;
  readonly most: Uint32Array;
  readonly winners: Uint32Array;
}

function addVotes(
  { classes, counts, most, winners }: Poll,
  choice: number,
  rows: Int32Array,
  start: number,
  end: number,
): void {
  for (let position = start; position < end; position++) {
    const row = rows[position] ?? 0;
    const count = (counts[row * classes + choice] ?? 0) + 1;
    counts[row * classes + choice] = count;
    if (count <= (most[row] ?? 0)) continue;
    most[row] = count;
    winners[row] = choice;
  }
}
