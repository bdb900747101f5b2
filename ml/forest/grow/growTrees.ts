/** Grows some of a forest's trees on this thread. A tree depends on its own seed only, not on those before it. */
import { type Random, seededRandom } from "../../random.ts";
import type { ForestSettings } from "../options.ts";
import { type GrownTree, type TrainingData, treeGrower } from "./growTree.ts";

/** Gives a function that grows the tree of a seed. */
export function seededGrower(data: TrainingData, settings: ForestSettings): (seed: number) => GrownTree {
  const grow = treeGrower(data, settings);
  const weights = new Float64Array(data.binned.rows);
  return (seed) => {
    const random = seededRandom(seed);
    drawRows(weights, data.weights, settings.bootstrap, random);
    return grow(weights, random);
  };
}

/** The seeds of a forest's trees. */
export function treeSeeds({ seed, trees }: ForestSettings): number[] {
  const seeds = seededRandom(seed);
  return Array.from({ length: trees }, () => seeds.next());
}

/** Writes into `drawn` how often each row was drawn, times its weight. */
export function drawRows(
  drawn: Float64Array,
  weights: Float64Array | null,
  bootstrap: boolean,
  random: Random,
): void {
  const rows = drawn.length;
  drawn.fill(bootstrap ? 0 : 1);
  for (let draw = 0; bootstrap && draw < rows; draw++) {
    const row = random.below(rows);
    drawn[row] = (drawn[row] ?? 0) + 1;
  }
  if (weights === null) return;
  for (let row = 0; row < rows; row++) drawn[row] = (drawn[row] ?? 0) * (weights[row] ?? 0);
  // A draw of nothing but rows that do not count: rather all rows than none.
  if (drawn.every((weight) => weight === 0)) drawn.set(weights);
}
