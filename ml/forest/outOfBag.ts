/**
 * What the trees say of the training rows that they did not learn from (Breiman, 1996). Which these were is drawn
 * once more from each tree's seed, so that nothing needs to be kept.
 */
import type { Matrix } from "../matrix.ts";
import { r2Score } from "../metrics.ts";
import { seededRandom } from "../random.ts";
import type { TrainingData } from "./grow/growTree.ts";
import { drawRows, treeSeeds } from "./grow/growTrees.ts";
import type { ForestSettings } from "./options.ts";
import { findLeaf, type Tree } from "./tree.ts";

export interface OutOfBag {
  /** One a row; NaN for a row from which every tree learned. */
  readonly prediction: Float64Array;
  readonly score: number;
}

export function outOfBag(
  x: Matrix,
  { target, weights }: TrainingData,
  settings: ForestSettings,
  trees: readonly Tree[],
): OutOfBag {
  const sums = new Float64Array(x.rows);
  const counts = new Uint32Array(x.rows);
  const drawn = new Float64Array(x.rows);
  for (const [index, seed] of treeSeeds(settings).entries()) {
    const tree = trees[index];
    drawRows(drawn, weights, settings.bootstrap, seededRandom(seed));
    if (tree !== undefined) addUnseen(tree, x, drawn, sums, counts);
  }
  const prediction = sums.map((sum, row) => sum / (counts[row] ?? 0));
  return { prediction, score: scoreOf(target.y, prediction) };
}

function addUnseen(
  tree: Tree,
  { rows, columns, values }: Matrix,
  drawn: Float64Array,
  sums: Float64Array,
  counts: Uint32Array,
): void {
  for (let row = 0; row < rows; row++) {
    if (drawn[row] !== 0) continue;
    sums[row] = (sums[row] ?? 0) + (tree.value[findLeaf(tree, values, row * columns.length)] ?? 0);
    counts[row] = (counts[row] ?? 0) + 1;
  }
}

/** NaN when no row has a prediction, as there is nothing to judge. */
function scoreOf(y: Float64Array, prediction: Float64Array): number {
  const judged = y.filter((_, row) => !Number.isNaN(prediction[row]));
  return judged.length === 0
    ? NaN
    : r2Score(
        judged,
        prediction.filter((value) => !Number.isNaN(value)),
      );
}
