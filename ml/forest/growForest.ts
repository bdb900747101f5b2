/** Grows all of a forest's trees, at once or while others have their turn, on one thread or several. */
import { type Matrix, requireColumns } from "../matrix.ts";
import { oneByOne, type ProgressOptions, requireProgress } from "../progress.ts";
import type { GrownTree, TrainingData } from "./grow/growTree.ts";
import { seededGrower, treeSeeds } from "./grow/growTrees.ts";
import { meanImportances } from "./importances.ts";
import type { SavedForest } from "./json.ts";
import type { ForestSettings } from "./options.ts";
import { type OutOfBag, outOfBag } from "./outOfBag.ts";
import { growBeside } from "./threads/growBeside.ts";
import { growBlocking } from "./threads/growBlocking.ts";
import type { Task } from "./threads/messages.ts";
import { endThreads, giveBackThreads, takeThreads } from "./threads/threads.ts";

export interface FitOptions {
  /** How much each row counts, one number from 0 on a row; all the same when absent. */
  sampleWeights?: ArrayLike<number>;
}

/** For `requireKnown`. */
export const fitOptions = ["sampleWeights"] as const;

export interface GrownForest extends SavedForest {
  /** Null unless it was asked for. */
  readonly outOfBag: OutOfBag | null;
}

/** @throws {Error} when there is none yet; `purpose` says what for, such as "it predicts" */
export function requireGrown(forest: GrownForest | null, purpose: string): GrownForest {
  if (forest === null) throw new Error(`fit the forest before ${purpose}`);
  return forest;
}

/** @throws {Error} when there is none yet; {RangeError} when the columns of `x` are not those of the training */
export function requireGrownFor(x: Matrix, forest: GrownForest | null): GrownForest {
  const grown = requireGrown(forest, "it predicts");
  if (grown.features !== null) requireColumns(x, grown.features);
  return grown;
}

/** @throws {Error} before `fit`, or when it was not asked for */
export function requireOutOfBag(forest: GrownForest | null): OutOfBag {
  const { outOfBag } = requireGrown(forest, "it judges itself");
  if (outOfBag === null) throw new Error("out-of-bag predictions are made when fitting with oobScore: true");
  return outOfBag;
}

/** @param prepare brings rows and targets into the form that trees are grown from, while threads start */
export function growForest(x: Matrix, prepare: () => TrainingData, settings: ForestSettings): GrownForest {
  // This thread grows, too.
  const threads = takeThreads(threadCount(settings) - 1);
  try {
    const data = prepare();
    const grown = growBlocking(threads, taskOf(data, settings));
    giveBackThreads(threads);
    return toForest(x, data, settings, grown);
  } catch (error) {
    endThreads(threads);
    throw error;
  }
}

export async function growForestAsync(
  x: Matrix,
  prepare: () => TrainingData,
  settings: ForestSettings,
  options: ProgressOptions,
): Promise<GrownForest> {
  requireProgress(options);
  options.signal?.throwIfAborted();
  const count = threadCount(settings);
  const threads = takeThreads(count > 1 ? count : 0);
  try {
    const data = prepare();
    const grown =
      count > 1
        ? await growBeside(threads, taskOf(data, settings), options)
        : await oneByOne(treeSeeds(settings), seededGrower(data, settings), options);
    giveBackThreads(threads);
    return toForest(x, data, settings, grown);
  } catch (error) {
    endThreads(threads);
    throw error;
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
    classes: data.target.classes,
    importances: meanImportances(grown, x.columns.length),
    outOfBag: settings.oobScore ? outOfBag(x, data, settings, trees) : null,
  };
}
