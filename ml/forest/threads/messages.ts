/** What a thread that grows trees is told, and what it answers. Big arrays are in shared memory, not copied. */
import type { GrownTree, TrainingData } from "../grow/growTree.ts";
import type { ForestSettings } from "../options.ts";

export interface Task {
  readonly data: TrainingData;
  readonly settings: ForestSettings;
  readonly seeds: readonly number[];
  /** Two counters, see `counter`. */
  readonly counters: Int32Array;
}

/** `taken`: trees that some thread has begun or grown; `answers`: answers sent so far, to be waited for. */
export const counter = { taken: 0, answers: 1 } as const;

/** A tree by its place in the forest, or why a thread gave up. */
export type Answer =
  | { readonly type: "grown"; readonly index: number; readonly grown: GrownTree }
  | { readonly type: "failed"; readonly message: string };

/** The place of the next tree that nobody has begun; null when there is none. */
export function nextTree({ counters, seeds }: Task): { index: number; seed: number } | null {
  const index = Atomics.add(counters, counter.taken, 1);
  const seed = seeds[index];
  return seed === undefined ? null : { index, seed };
}
