/** Puts the columns that `oneHot` made of one back together: people ask about `Mjob`, not about `Mjob=teacher`. */
import { levelSeparator } from "../table/oneHot.ts";

export interface FeatureGroup {
  readonly feature: string;
  /** Positions of its columns in the matrix: one, or one a level. */
  readonly columns: readonly number[];
}

/** In the order of their first columns. */
export function featureGroups(columns: readonly string[]): FeatureGroup[] {
  const groups = new Map<string, number[]>();
  for (const [index, name] of columns.entries()) {
    const feature = name.split(levelSeparator, 1)[0] ?? name;
    const group = groups.get(feature) ?? [];
    group.push(index);
    groups.set(feature, group);
  }
  return Array.from(groups, ([feature, group]) => ({ feature, columns: group }));
}

/** Whether its columns are levels of one category; a single number is not. */
export function isEncoded({ feature, columns }: FeatureGroup, names: readonly string[]): boolean {
  return columns.every((column) => names[column] !== feature);
}

/** The level that a one-hot column stands for: `teacher` of `Mjob=teacher`. */
export function levelOf(name: string): string {
  return name.slice(name.indexOf(levelSeparator) + levelSeparator.length);
}
