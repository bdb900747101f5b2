/**
 * What each row adds to a histogram in one tree: how often it was drawn, times its weight and its target. Weight
 * and number of rows share one number, the mass, as both are wanted for every bin: weight * unit + 1.
 */
import type { Target } from "./target.ts";

export interface RowSums {
  /** Weight times centred target; null with more than two classes, whose masses are summed class by class. */
  readonly moments: Float64Array | null;
  readonly masses: Float64Array;
  /** What a weight of 1 is in a mass; 1 where rows need not be counted. */
  readonly unit: number;
}

/** Masses must stay exact when they are summed. */
export function massUnit(rows: number, minSamplesLeaf: number): number {
  return minSamplesLeaf > 1 ? 2 ** Math.ceil(Math.log2(rows + 1)) : 1;
}

export function createRowSums({ y, centred }: Target, unit: number): RowSums {
  return { moments: centred && new Float64Array(y.length), masses: new Float64Array(y.length), unit };
}

/** Takes in the rows' weights in this tree, whole numbers; 0 for a row that was not drawn. */
export function setWeights(
  { moments, masses, unit }: RowSums,
  { centred }: Target,
  weights: Float64Array,
): void {
  const counted = unit > 1 ? 1 : 0;
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row] ?? 0;
    masses[row] = weight === 0 ? 0 : weight * unit + counted;
    if (moments !== null) moments[row] = weight * (centred?.[row] ?? 0);
  }
}
