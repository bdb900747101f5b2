/**
 * What each row adds to a histogram in one tree: how often it was drawn, times its weight and its target. Weight
 * and number of rows share one number, the mass, as both are wanted for every bin: weight * unit + 1.
 */
import type { Target } from "./target.ts";

export interface RowSums {
  readonly outputs: number;
  /** Weight times centred target; with classes, the weight. */
  readonly moments: Float64Array;
  readonly masses: Float64Array;
  /** The class of each row where there are more than two; null otherwise. */
  readonly classes: Float64Array | null;
  /** What a weight of 1 is in a mass; 1 where rows need not be counted. */
  readonly unit: number;
}

/** Masses must stay exact when they are summed. */
export function massUnit(rows: number, minSamplesLeaf: number): number {
  return minSamplesLeaf > 1 ? 2 ** Math.ceil(Math.log2(rows + 1)) : 1;
}

export function createRowSums(target: Target, unit: number): RowSums {
  const rows = target.y.length;
  return {
    outputs: target.outputs,
    moments: new Float64Array(rows),
    masses: new Float64Array(rows),
    classes: target.outputs > 1 ? target.centred : null,
    unit,
  };
}

/** Takes in the rows' weights in this tree, whole numbers; 0 for a row that was not drawn. */
export function setWeights(
  { moments, masses, classes, unit }: RowSums,
  target: Target,
  weights: Float64Array,
) {
  const counted = unit > 1 ? 1 : 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] ?? 0;
    moments[row] = classes === null ? weight * (target.centred[row] ?? 0) : weight;
    masses[row] = weight === 0 ? 0 : weight * unit + counted;
  }
}
