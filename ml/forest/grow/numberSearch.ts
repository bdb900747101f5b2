/**
 * Finds the split of a node that lowers the squared error of numbers most. Two classes are such numbers, 0 and 1:
 * their squared error is half of their Gini impurity.
 */
import { type ColumnBins, whole } from "./columnBins.ts";
import { at, type Histogram } from "./histogram.ts";
import type { Search, SplitChoice } from "./split.ts";

export function numberSearch(
  { offsets, counts, missing, anyMissing, derived, hasTwo, counted }: ColumnBins,
  { best, own, begin, wins, take }: SplitChoice,
  unit: number,
  minSamplesLeaf: number,
): Search {
  const inUnits = 1 / unit;
  let nodeRows = 0;
  let nodeMoment = 0;
  let nodeMass = 0;
  let nodeWeight = 0;
  let nodeMean = 0;

  /** What a split is worth, up to a factor that is the same for all splits of the node; -1 when it is not allowed. */
  function worth(moment: number, mass: number): number {
    const weight = Math.floor(mass * inUnits);
    if (unit > 1 && leavesTooFew(mass - weight * unit)) return -1;
    const difference = moment - nodeMean * weight;
    return (difference * difference) / (weight * (nodeWeight - weight));
  }

  function leavesTooFew(rows: number): boolean {
    return rows < minSamplesLeaf || nodeRows - rows < minSamplesLeaf;
  }

  /** Most columns of encoded categories: there is one split, and one of the bins tells all about it. */
  function twoBins(histogram: Histogram, column: number): boolean {
    const bin = counted[column] ?? 0;
    const mass = at(histogram, bin * 2 + 1);
    if (mass === 0 || mass === nodeMass) return false;
    const moment = at(histogram, bin * 2);
    const score = worth(moment, mass);
    if (wins(score)) takeTwo(column, score, moment, mass, bin === offsets[column]);
    return true;
  }

  function takeTwo(column: number, score: number, moment: number, mass: number, isLower: boolean): void {
    own.score = -1;
    own.anyMissing = false;
    judge(isLower ? moment : nodeMoment - moment, isLower ? mass : nodeMass - mass, 0, 1, false);
    own.score = score;
    take(column);
  }

  function manyBins(histogram: Histogram, column: number): boolean {
    const offset = whole(offsets, column);
    const bins = whole(counts, column);
    deriveBin(histogram, offset, bins, whole(derived, column));
    own.score = -1;
    if (!scan(histogram, offset, bins)) return false;
    own.anyMissing = anyMissing && scanMissingLeft(histogram, offset, whole(missing, column));
    if (wins(own.score)) take(column);
    return true;
  }

  /** Fills in the bin that the rows' entries leave out. */
  function deriveBin(histogram: Histogram, offset: number, bins: number, rest: number): void {
    if (rest < 0) return;
    let moment = nodeMoment;
    let mass = nodeMass;
    const end = (offset + bins) * 2;
    const left = (offset + rest) * 2;
    histogram[left] = 0;
    histogram[left + 1] = 0;
    for (let slot = offset * 2; slot < end; slot += 2) {
      moment -= histogram[slot] ?? 0;
      mass -= histogram[slot + 1] ?? 0;
    }
    histogram[left] = moment;
    histogram[left + 1] = mass;
  }

  /** Judges each place between two bins with rows; false when there is only one such bin. */
  function scan(histogram: Histogram, offset: number, bins: number): boolean {
    let moment = 0;
    let mass = 0;
    let last = -1;
    for (let bin = 0; bin < bins; bin++) {
      const slot = (offset + bin) * 2;
      const here = at(histogram, slot + 1);
      if (here === 0) continue;
      judge(moment, mass, last, bin, false);
      last = bin;
      moment += at(histogram, slot);
      mass += here;
      if (mass === nodeMass) return here !== mass;
    }
    return true;
  }

  /** The same with the missing values on the left; false when there are none. */
  function scanMissingLeft(histogram: Histogram, offset: number, missingBin: number): boolean {
    const first = (offset + missingBin) * 2;
    if (missingBin < 0 || at(histogram, first + 1) === 0) return false;
    let moment = at(histogram, first);
    let mass = at(histogram, first + 1);
    let last = -1;
    for (let bin = 0; bin < missingBin && mass < nodeMass; bin++) {
      const here = at(histogram, (offset + bin) * 2 + 1);
      if (here === 0) continue;
      judge(moment, mass, last, bin, true);
      last = bin;
      moment += at(histogram, (offset + bin) * 2);
      mass += here;
    }
    return true;
  }

  function judge(moment: number, mass: number, last: number, next: number, missingLeft: boolean): void {
    // Nothing is left of a node's first bin.
    const score = last < 0 ? -1 : worth(moment, mass);
    if (score <= own.score) return;
    own.score = score;
    own.lastLeft = last;
    own.firstRight = next;
    own.missingLeft = missingLeft;
    own.moment = moment;
    own.mass = mass;
  }

  return {
    best,
    weight: () => nodeWeight,
    begin({ start, end, moment, mass }) {
      nodeRows = end - start;
      nodeMoment = moment;
      nodeMass = mass;
      nodeWeight = Math.floor(mass * inUnits);
      nodeMean = moment / nodeWeight;
      begin();
    },
    column: (histogram, column) =>
      hasTwo[column] === 1 ? twoBins(histogram, column) : manyBins(histogram, column),
  };
}
