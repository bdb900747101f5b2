/**
 * Brings many rows to their leaves in many trees. A block of rows goes down a tree together, sorted to the left and
 * to the right at each node, so that no row's step waits for the one before.
 */
import type { Matrix } from "../matrix.ts";
import { missingRank, type RankedTrees, rankRows } from "./rankedTrees.ts";
import { leaf, type Tree } from "./tree.ts";

/** Takes the rows `rows[start]` to `rows[end - 1]` of the matrix, which came to this leaf. */
export type VisitLeaf = (tree: Tree, node: number, rows: Int32Array, start: number, end: number) => void;

/** Enough to make a node worth its while: with half as many, 100,000 rows took half as long again. */
const blockRows = 8192;
/** Rows read together, so that all columns of theirs stay in the first cache. */
const chunkRows = 256;

/** Each row meets the trees in their order. */
export function visitLeaves(forest: RankedTrees, x: Matrix, visit: VisitLeaf): void {
  const size = Math.min(blockRows, x.rows);
  const block: Block = {
    ranks: new Int32Array(size * x.columns.length),
    size,
    rows: new Int32Array(size),
    spare: new Int32Array(size),
    waiting: [],
  };
  for (let first = 0; first < x.rows; first += size) {
    const last = Math.min(first + size, x.rows);
    rankBlock(forest, x, block, first, last);
    for (const [index, tree] of forest.trees.entries()) {
      descend(block, tree, forest.ranks[index] ?? new Int32Array(), first, last, visit);
    }
  }
}

interface Block {
  /** Column by column, `size` numbers each. */
  readonly ranks: Int32Array;
  readonly size: number;
  /** The rows, in the order in which they came to their nodes so far. */
  readonly rows: Int32Array;
  readonly spare: Int32Array;
  /** A stack that never shrinks: letting it grow anew for each tree would cost more than the walk. */
  readonly waiting: number[];
}

function rankBlock(
  forest: RankedTrees,
  x: Matrix,
  { ranks, size }: Block,
  first: number,
  last: number,
): void {
  for (let start = first; start < last; start += chunkRows) {
    rankRows(forest, x, start, Math.min(start + chunkRows, last), ranks.subarray(start - first), size);
  }
}

/** Nodes wait for their turn, each with where its rows end; they begin where those before it ended. */
function descend(
  block: Block,
  tree: Tree,
  nodeRanks: Int32Array,
  first: number,
  last: number,
  visit: VisitLeaf,
): void {
  const { rows, waiting } = block;
  for (let row = first; row < last; row++) rows[row - first] = row;
  let count = push(waiting, 0, 0, last - first);
  let start = 0;
  while (count > 0) {
    count -= 2;
    const node = at(waiting, count);
    const end = at(waiting, count + 1);
    if (tree.feature[node] === leaf) {
      visit(tree, node, rows, start, end);
      start = end;
      continue;
    }
    const middle = partition(block, tree, node, at(nodeRanks, node), first, start, end);
    if (middle < end) count = push(waiting, count, at(tree.right, node), end);
    if (middle > start) count = push(waiting, count, node + 1, middle);
  }
}

/** Gives how many numbers the stack holds then. */
function push(stack: number[], count: number, node: number, end: number): number {
  stack[count] = node;
  stack[count + 1] = end;
  return count + 2;
}

/** Puts the rows that go left first; gives where the others begin. */
function partition(
  { ranks, rows, spare, size }: Block,
  { feature, missingLeft }: Tree,
  node: number,
  rank: number,
  first: number,
  start: number,
  end: number,
): number {
  const base = at(feature, node) * size - first;
  const limit = missingLeft?.[node] === 1 ? missingRank : missingRank + 1;
  let left = start;
  let right = 0;
  for (let position = start; position < end; position++) {
    const row = at(rows, position);
    const own = at(ranks, base + row);
    // 1 for ranks above the threshold's, except where missing values go left. A comparison would be a jump.
    const goesRight = ((rank - own) & (own - limit)) >>> 31;
    rows[left] = row;
    spare[right] = row;
    left += 1 - goesRight;
    right += goesRight;
  }
  for (let position = 0; position < right; position++) rows[left + position] = at(spare, position);
  return left;
}

function at(numbers: Int32Array | number[], index: number): number {
  return numbers[index] ?? 0;
}
