/**
 * The shares of the classes in the leaves of a tree. Most leaves hold one class only; so the first shares are those
 * of each class alone, which such leaves have in common, and only mixed leaves add their own.
 */
import { leaf, type Tree } from "./tree.ts";

export interface ShareList {
  /** One after the other, a number a class each. */
  readonly shares: readonly number[];
  /** Gives the number of these shares, one a class. */
  add(shares: Float64Array): number;
}

export function shareList(classes: number): ShareList {
  const shares: number[] = [];
  for (let own = 0; own < classes; own++) {
    for (let other = 0; other < classes; other++) shares.push(Number(own === other));
  }
  return {
    shares,
    add(added) {
      const only = added.indexOf(1);
      if (only >= 0) return only;
      shares.push(...added);
      return shares.length / classes - 1;
    },
  };
}

/** For each of the `shares`, the class with the greatest; the first among equals, as in ml-cart. */
export function votes(shares: Float64Array, classes: number): Uint32Array {
  return Uint32Array.from({ length: shares.length / classes }, (_, index) => {
    const own = shares.subarray(index * classes, (index + 1) * classes);
    return own.indexOf(own.reduce((most, share) => Math.max(most, share)));
  });
}

/** The trees as they predict the share of one class: a number. */
export function treesOfShare(trees: readonly Tree[], classes: number, position: number): Tree[] {
  return trees.map((tree) => ({
    ...tree,
    value: tree.value.map((value, node) =>
      tree.feature[node] === leaf ? (tree.shares?.[value * classes + position] ?? 0) : value,
    ),
    shares: null,
  }));
}
