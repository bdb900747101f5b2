/**
 * What the trees say of the training rows that they did not learn from (Breiman, 1996). Which these were is drawn
 * once more from each tree's seed, so that nothing needs to be kept.
 */
import { accuracy } from "../classificationMetrics.ts";
import type { Matrix } from "../matrix.ts";
import { r2Score } from "../metrics.ts";
import { mostProbable } from "../probabilityMetrics.ts";
import { seededRandom } from "../random.ts";
import type { TrainingData } from "./grow/growTree.ts";
import { drawRows, treeSeeds } from "./grow/growTrees.ts";
import type { Target } from "./grow/target.ts";
import type { ForestSettings } from "./options.ts";
import { findLeaf, type Tree } from "./tree.ts";

export interface OutOfBag {
  /** One list, or one a class, of one prediction a row; NaN for a row from which every tree learned. */
  readonly predictions: readonly Float64Array[];
  /** R², or accuracy; NaN when no row has a prediction, as there is nothing to judge. */
  readonly score: number;
}

export function outOfBag(
  x: Matrix,
  { target, weights }: TrainingData,
  settings: ForestSettings,
  trees: readonly Tree[],
): OutOfBag {
  const outputs = Array.from({ length: target.classes?.length ?? 1 }, () => new Float64Array(x.rows));
  const counts = new Uint32Array(x.rows);
  const drawn = new Float64Array(x.rows);
  for (const [index, seed] of treeSeeds(settings).entries()) {
    const tree = trees[index];
    drawRows(drawn, weights, settings.bootstrap, seededRandom(seed));
    if (tree !== undefined) addUnseen(tree, x, drawn, outputs, counts);
  }
  const predictions = outputs.map((sums) => sums.map((sum, row) => sum / (counts[row] ?? 0)));
  return { predictions, score: scoreOf(target, counts, predictions) };
}

function addUnseen(
  tree: Tree,
  { rows, columns, values }: Matrix,
  drawn: Float64Array,
  sums: readonly Float64Array[],
  counts: Uint32Array,
): void {
  for (let row = 0; row < rows; row++) {
    if (drawn[row] !== 0) continue;
    addLeaf(tree, findLeaf(tree, values, row * columns.length), sums, row);
    counts[row] = (counts[row] ?? 0) + 1;
  }
}

/** What a leaf predicts: a number or, of classes, their shares. */
function addLeaf({ value, shares }: Tree, node: number, sums: readonly Float64Array[], row: number): void {
  const predicted = value[node] ?? 0;
  for (const [output, column] of sums.entries()) {
    const added = shares === null ? predicted : (shares[predicted * sums.length + output] ?? 0);
    column[row] = (column[row] ?? 0) + added;
  }
}

function scoreOf({ y, classes }: Target, counts: Uint32Array, predictions: readonly Float64Array[]): number {
  const judged = (values: Float64Array) => values.filter((_, row) => counts[row] !== 0);
  const actual = judged(y);
  const [numbers = new Float64Array()] = predictions;
  if (actual.length === 0) return NaN;
  if (classes === null) return r2Score(actual, judged(numbers));
  const positions = [...classes.keys()];
  return accuracy(actual, mostProbable(predictions.map(judged), positions));
}
