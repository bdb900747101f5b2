/**
 * Parts rows into folds: every row is judged once a repeat, by a model that has not seen it. This only says which
 * rows; what is done with them is `crossValidate.ts`.
 */
import { requireKnown, requireWhole } from "../checks.ts";
import { seededRandom, shuffledIndices } from "../random.ts";

export interface FoldOptions {
  /** How many parts, each kept out once, at least 2; 5 when absent. */
  folds?: number;
  /** How often the rows are parted anew, each time in another random order; 1 when absent. */
  repeats?: number;
  /** Whether every fold holds each value of `y`, the classes, in about the same share; false when absent. */
  stratified?: boolean;
  /** The same seed parts the same rows the same way; 1 when absent. */
  seed?: number;
}

export interface Fold {
  /** Which repeat and which of its folds this is, from 1. */
  readonly repeat: number;
  readonly fold: number;
  /** Row numbers, ascending; together they are all rows, and none is in both. */
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

export const foldOptions = ["folds", "repeats", "stratified", "seed"] as const;

/**
 * The folds of k-fold cross-validation: in each repeat the rows are shuffled and parted into `folds` parts of
 * sizes that differ by one row at most. Stratified, the rows of each class are dealt out among the parts.
 * @param y the targets, one a row; only their number counts unless `stratified`
 * @throws {RangeError} when there are fewer rows than folds, or, stratified, fewer rows of a class
 */
export function kFold(y: ArrayLike<number>, options: FoldOptions = {}): Fold[] {
  requireKnown("kFold", options, foldOptions);
  const { folds = 5, repeats = 1, stratified = false, seed = 1 } = { ...options };
  requireWhole("folds", folds, 2);
  requireWhole("repeats", repeats, 1);
  if (y.length < folds) throw new RangeError(`${y.length} rows cannot be parted into ${folds} folds`);
  if (stratified) requireClasses(y, folds);
  const random = seededRandom(seed);
  return Array.from({ length: repeats }, (_, repeat) => {
    const shuffled = shuffledIndices(y.length, random);
    const order = stratified ? byClass(shuffled, y) : shuffled;
    return partInto(folds, order).map((part, fold) => ({ repeat: repeat + 1, fold: fold + 1, ...part }));
  }).flat();
}

/** Deals the rows out in turn: whatever lies together in `order` comes into different folds. */
function partInto(folds: number, order: Uint32Array): { train: Uint32Array; test: Uint32Array }[] {
  return Array.from({ length: folds }, (_, fold) => ({
    train: order.filter((_, position) => position % folds !== fold).sort(),
    test: order.filter((_, position) => position % folds === fold).sort(),
  }));
}

/** The rows of one class after those of another, each in the order they came in. */
function byClass(order: Uint32Array, y: ArrayLike<number>): Uint32Array {
  return order.slice().sort((one, other) => (y[one] ?? 0) - (y[other] ?? 0));
}

function requireClasses(y: ArrayLike<number>, folds: number): void {
  const sizes = new Map<number, number>();
  for (const label of Array.from(y)) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  const rare = [...sizes].find(([, rows]) => rows < folds);
  if (rare === undefined) return;
  throw new RangeError(
    `class ${rare[0]} has ${rare[1]} rows, too few for each of ${folds} folds to hold one; is y a class?`,
  );
}
