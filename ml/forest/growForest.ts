/** Grows all of a forest's trees, at once or while others have their turn. */
import type { Matrix } from "../matrix.ts";
import { oneByOne, type ProgressOptions } from "../progress.ts";
import type { GrownTree, TrainingData } from "./grow/growTree.ts";
import { seededGrower, treeSeeds } from "./grow/growTrees.ts";
import { meanImportances } from "./importances.ts";
import type { ForestSettings } from "./options.ts";
import { type OutOfBag, outOfBag } from "./outOfBag.ts";
import type { Tree } from "./tree.ts";

export interface FitOptions {
  /** How much each row counts, one number from 0 on a row; all the same when absent. */
  sampleWeights?: ArrayLike<number>;
}

export interface GrownForest {
  readonly trees: readonly Tree[];
  /** The names of the columns; null when others saved the forest without them. */
  readonly features: readonly string[] | null;
  /** One a column, summing to 1; null when others saved the forest. */
  readonly importances: Float64Array | null;
  /** Null unless it was asked for. */
  readonly outOfBag: OutOfBag | null;
}

export function growForest(x: Matrix, data: TrainingData, settings: ForestSettings): GrownForest {
  const grow = seededGrower(data, settings);
  return toForest(x, data, settings, treeSeeds(settings).map(grow));
}

export async function growForestAsync(
  x: Matrix,
  data: TrainingData,
  settings: ForestSettings,
  options: ProgressOptions,
): Promise<GrownForest> {
  const grow = seededGrower(data, settings);
  return toForest(x, data, settings, await oneByOne(treeSeeds(settings), grow, options));
}

function toForest(
  x: Matrix,
  data: TrainingData,
  settings: ForestSettings,
  grown: readonly GrownTree[],
): GrownForest {
  const trees = grown.map(({ tree }) => tree);
  return {
    trees,
    features: [...x.columns],
    importances: meanImportances(grown, x.columns.length),
    outOfBag: settings.oobScore ? outOfBag(x, data, settings, trees) : null,
  };
}
