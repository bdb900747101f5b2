/** Finds the split of a node that lowers the Gini impurity of more than two classes most. */
import { type ColumnBins, whole } from "./columnBins.ts";
import { at, type Histogram } from "./histogram.ts";
import type { RowSums } from "./rowSums.ts";
import type { Search, SplitChoice } from "./split.ts";
import type { Target } from "./target.ts";

export function classSearch(
  { offsets, counts, missing, derived, hasTwo, counted }: ColumnBins,
  { best, own, begin, wins, take }: SplitChoice,
  { masses, unit }: RowSums,
  { y, classes }: Target,
  minSamplesLeaf: number,
): Search {
  const stride = classes?.length ?? 0;
  const inUnits = 1 / unit;
  /** The mass and the weight of each class in the node, and its mass on the left of the split that is judged. */
  const inNode = new Float64Array(stride);
  const weights = new Float64Array(stride);
  const onLeft = new Float64Array(stride);
  let nodeRows = 0;
  let nodeMass = 0;
  let nodeWeight = 0;

  const weightOf = (mass: number) => Math.floor(mass * inUnits);

  function leavesTooFew(rows: number): boolean {
    return rows < minSamplesLeaf || nodeRows - rows < minSamplesLeaf;
  }

  /** By how much the impurity falls; -1 when the split is not allowed. */
  function worth(mass: number): number {
    const weight = weightOf(mass);
    if (unit > 1 && leavesTooFew(mass - weight * unit)) return -1;
    let squares = 0;
    for (let index = 0; index < stride; index++) {
      // Whole numbers, and of the same size on the other side: a split and its mirror image are found equal.
      const difference = weightOf(at(onLeft, index)) * nodeWeight - at(weights, index) * weight;
      squares += difference * difference;
    }
    return squares / (nodeWeight * nodeWeight) / (weight * (nodeWeight - weight));
  }

  function judge(mass: number, last: number, next: number, missingLeft: boolean): void {
    // Nothing is left of a node's first bin.
    const score = last < 0 ? -1 : worth(mass);
    if (score <= own.score) return;
    own.score = score;
    own.lastLeft = last;
    own.firstRight = next;
    own.missingLeft = missingLeft;
    own.mass = mass;
  }

  /** Fills in the bin that the rows' entries leave out. */
  function deriveBin(histogram: Histogram, offset: number, bins: number, rest: number): void {
    if (rest < 0) return;
    const derived = (offset + rest) * stride;
    histogram.set(inNode, derived);
    for (let first = offset * stride; first < (offset + bins) * stride; first += stride) {
      if (first === derived) continue;
      for (let index = 0; index < stride; index++) {
        histogram[derived + index] = at(histogram, derived + index) - at(histogram, first + index);
      }
    }
  }

  /** Moves the rows of a bin to the left; gives their mass. */
  function moveLeft(histogram: Histogram, bin: number): number {
    let moved = 0;
    for (let index = 0; index < stride; index++) {
      const mass = at(histogram, bin * stride + index);
      onLeft[index] = at(onLeft, index) + mass;
      moved += mass;
    }
    return moved;
  }

  function isEmpty(histogram: Histogram, bin: number): boolean {
    for (let index = 0; index < stride; index++) {
      if (at(histogram, bin * stride + index) > 0) return false;
    }
    return true;
  }

  /**
   * Judges each place between two of the first `bins` bins with rows; false when there is only one such bin.
   * @param missingBin goes left from the start, if it is not -1
   */
  function scan(histogram: Histogram, offset: number, bins: number, missingBin: number): boolean {
    onLeft.fill(0);
    let mass = missingBin < 0 ? 0 : moveLeft(histogram, offset + missingBin);
    let last = -1;
    for (let bin = 0; bin < bins; bin++) {
      if (isEmpty(histogram, offset + bin)) continue;
      judge(mass, last, bin, missingBin >= 0);
      mass += moveLeft(histogram, offset + bin);
      if (mass === nodeMass) return last >= 0;
      last = bin;
    }
    return true;
  }

  /** Most columns of encoded categories: there is one split, and one of the bins tells all about it. */
  function twoBins(histogram: Histogram, column: number): boolean {
    const bin = whole(counted, column);
    onLeft.fill(0);
    const mass = moveLeft(histogram, bin);
    if (mass === 0 || mass === nodeMass) return false;
    own.score = -1;
    own.anyMissing = false;
    judge(mass, 0, 1, false);
    // The other way round it is worth the same.
    if (bin !== offsets[column]) own.mass = nodeMass - mass;
    if (wins(own.score)) take(column);
    return true;
  }

  function manyBins(histogram: Histogram, column: number): boolean {
    const offset = whole(offsets, column);
    const bins = whole(counts, column);
    const missingBin = whole(missing, column);
    deriveBin(histogram, offset, bins, whole(derived, column));
    own.score = -1;
    if (!scan(histogram, offset, bins, -1)) return false;
    own.anyMissing = missingBin >= 0 && !isEmpty(histogram, offset + missingBin);
    if (own.anyMissing) scan(histogram, offset, missingBin, missingBin);
    if (wins(own.score)) take(column);
    return true;
  }

  return {
    best,
    weight: () => nodeWeight,
    begin({ start, end, mass }, rows) {
      nodeRows = end - start;
      nodeMass = mass;
      nodeWeight = weightOf(mass);
      inNode.fill(0);
      for (let position = start; position < end; position++) {
        const row = rows[position] ?? 0;
        inNode[at(y, row)] = at(inNode, at(y, row)) + at(masses, row);
      }
      weights.set(inNode.map(weightOf));
      begin();
    },
    column: (histogram, column) =>
      hasTwo[column] === 1 ? twoBins(histogram, column) : manyBins(histogram, column),
  };
}
