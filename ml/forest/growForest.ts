/** Grows all of a forest's trees, at once or while others have their turn, on one thread or several. */
import type { Matrix } from "../matrix.ts";
import { oneByOne, type ProgressOptions } from "../progress.ts";
import type { GrownTree, TrainingData } from "./grow/growTree.ts";
import { seededGrower, treeSeeds } from "./grow/growTrees.ts";
import { meanImportances } from "./importances.ts";
import type { ForestSettings } from "./options.ts";
import { type OutOfBag, outOfBag } from "./outOfBag.ts";
import { growBeside } from "./threads/growBeside.ts";
import { growBlocking } from "./threads/growBlocking.ts";
import type { Task } from "./threads/messages.ts";
import { endThreads, startThreads } from "./threads/threads.ts";
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

/** @param prepare brings rows and targets into the form that trees are grown from, while threads start */
export function growForest(x: Matrix, prepare: () => TrainingData, settings: ForestSettings): GrownForest {
  // This thread grows, too.
  const threads = startThreads(threadCount(settings) - 1);
  try {
    const data = prepare();
    return toForest(x, data, settings, growBlocking(threads, taskOf(data, settings)));
  } finally {
    endThreads(threads);
  }
}

export async function growForestAsync(
  x: Matrix,
  prepare: () => TrainingData,
  settings: ForestSettings,
  options: ProgressOptions,
): Promise<GrownForest> {
  options.signal?.throwIfAborted();
  const count = threadCount(settings);
  const threads = startThreads(count > 1 ? count : 0);
  try {
    const data = prepare();
    const grown =
      count > 1
        ? await growBeside(threads, taskOf(data, settings), options)
        : await oneByOne(treeSeeds(settings), seededGrower(data, settings), options);
    return toForest(x, data, settings, grown);
  } finally {
    endThreads(threads);
  }
}

/** A thread without a tree to grow would be idle. */
function threadCount({ threads, trees }: ForestSettings): number {
  return Math.min(threads, trees);
}

function taskOf(data: TrainingData, settings: ForestSettings): Task {
  const counters = new Int32Array(new SharedArrayBuffer(8));
  return { data, settings, seeds: treeSeeds(settings), counters };
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
