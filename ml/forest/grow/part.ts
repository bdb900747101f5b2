/** A part of a tree's rows that is still to be made a node, and how a split divides it in two. */
import type { BinnedColumn } from "../bins.ts";
import type { Histogram } from "./histogram.ts";
import type { NodeSums, Split } from "./split.ts";

export interface Part extends NodeSums {
  readonly depth: number;
  /** The node whose right child this becomes; -1 for the root and for left children. */
  readonly rightOf: number;
  /** Its rows added up, where that is done already. */
  histogram: Histogram | null;
}

export function rowCount({ start, end }: NodeSums): number {
  return end - start;
}

/** @param middle where the right part begins */
export function halves(part: Part, split: Split, middle: number, node: number): [Part, Part] {
  const depth = part.depth + 1;
  const left: Part = {
    start: part.start,
    end: middle,
    depth,
    rightOf: -1,
    moment: split.moment,
    mass: split.mass,
    histogram: null,
  };
  const right: Part = {
    start: middle,
    end: part.end,
    depth,
    rightOf: node,
    moment: part.moment - split.moment,
    mass: part.mass - split.mass,
    histogram: null,
  };
  return [left, right];
}

/** Midway between the neighbouring values of the node, but above the lower even where no number lies between. */
export function thresholdOf({ lastLeft, firstRight }: Split, column: BinnedColumn | undefined): number {
  const low = column?.highest[lastLeft] ?? 0;
  const high = column?.lowest[firstRight];
  // Only missing values go right.
  if (high === undefined) return Number.MAX_VALUE;
  const middle = low / 2 + high / 2;
  return middle > low && middle <= high ? middle : high;
}
