/** Impurity importances: what each column contributed to the splits of a forest (Breiman, 2001). */
import { sum } from "../statistics.ts";
import type { GrownTree } from "./grow/growTree.ts";

export interface ImpurityImportance {
  readonly feature: string;
  /** The column's share of the whole fall in impurity. */
  readonly importance: number;
}

/** The mean of the trees' importances, as in scikit-learn; they sum to 1, or are all 0 where no tree splits. */
export function meanImportances(grown: readonly GrownTree[], columns: number): Float64Array {
  const sums = new Float64Array(columns);
  for (const { importances } of grown) {
    for (let column = 0; column < columns; column++) {
      sums[column] = (sums[column] ?? 0) + (importances[column] ?? 0);
    }
  }
  const total = sum(sums);
  return total > 0 ? sums.map((importance) => importance / total) : sums;
}

export function rankedImportances(forest: {
  readonly features: readonly string[] | null;
  readonly importances: Float64Array | null;
}): ImpurityImportance[] {
  const { features, importances } = forest;
  if (features === null || importances === null) return [];
  return features
    .map((feature, column) => ({ feature, importance: importances[column] ?? 0 }))
    .sort((one, other) => other.importance - one.importance);
}
