/** A split of a node, and which one to take: among equally good ones, of which small nodes have many, any. */
import type { Random } from "../../random.ts";
import type { Histogram } from "./histogram.ts";

/** Written over by each search. */
export interface Split {
  column: number;
  /** The highest bin with rows of the node that goes left, and the lowest that goes right. */
  lastLeft: number;
  firstRight: number;
  /** Whether rows of the node miss the column's value, and whether these go left. */
  anyMissing: boolean;
  missingLeft: boolean;
  /** By how much the impurity falls, a unit of the node's weight; -1 when there is no such split. */
  score: number;
  /** What goes left. */
  moment: number;
  mass: number;
}

/** The rows of a node, by their places among the tree's rows, and what they add up to. Classes have no moment. */
export interface NodeSums {
  readonly start: number;
  readonly end: number;
  readonly moment: number;
  readonly mass: number;
}

/** Finds the split of a node that lowers the impurity most: the squared error of numbers, the Gini impurity of classes. */
export interface Search {
  /** The best split found so far. */
  readonly best: Split;
  begin(node: NodeSums, rows: Int32Array): void;
  /** The weight of the node. */
  weight(): number;
  /** Judges a column by the node's histogram; false when it has one value in all of the node. */
  column(histogram: Histogram, column: number): boolean;
}

export interface SplitChoice {
  readonly best: Split;
  /** The best of the column at hand. */
  readonly own: Split;
  /** Forgets what was found in another node. */
  begin(): void;
  /** Whether a column with this best score is the one to take; among equals each has the same chance. */
  wins(score: number): boolean;
  /** Takes the column's best. */
  take(column: number): void;
}

export function splitChoice(random: Pick<Random, "below">): SplitChoice {
  const best: Split = {
    column: -1,
    lastLeft: 0,
    firstRight: 0,
    anyMissing: false,
    missingLeft: false,
    score: -Infinity,
    moment: 0,
    mass: 0,
  };
  const own: Split = { ...best };
  let equals = 0;
  return {
    best,
    own,
    begin() {
      best.column = -1;
      best.score = -1;
      equals = 0;
    },
    wins(score) {
      if (score < best.score || score < 0) return false;
      equals = score > best.score ? 1 : equals + 1;
      return equals === 1 || random.below(equals) === 0;
    },
    take(column) {
      best.column = column;
      best.score = own.score;
      best.lastLeft = own.lastLeft;
      best.firstRight = own.firstRight;
      best.anyMissing = own.anyMissing;
      best.missingLeft = own.missingLeft;
      best.moment = own.moment;
      best.mass = own.mass;
    },
  };
}
