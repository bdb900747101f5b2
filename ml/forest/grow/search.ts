/**
 * Finds the split of a node that lowers the impurity most: the squared error of numbers, the Gini impurity of
 * classes. Among splits that are equally good, of which small nodes have many, each column is as likely as any.
 */
import type { Random } from "../../random.ts";
import { type BinnedData, binCount } from "../bins.ts";
import { at, type Histogram } from "./histogram.ts";
import type { RowEntries } from "./rowEntries.ts";
import type { RowSums } from "./rowSums.ts";

/** The best split found so far, written over by each search. */
export interface Split {
  column: number;
  /** The highest bin with rows of the node that goes left, and the lowest that goes right. */
  lastLeft: number;
  firstRight: number;
  missingLeft: boolean;
  score: number;
  /** What goes left. */
  moment: number;
  mass: number;
}

export interface NodeSums {
  readonly rows: number;
  readonly moment: number;
  readonly mass: number;
}

export interface Search {
  readonly best: Split;
  begin(node: NodeSums): void;
  /** The weight of the node. */
  weight(): number;
  /** Judges a column by the node's histogram; false when it has one value in all of the node. */
  column(histogram: Histogram, column: number): boolean;
}

export function splitSearch(
  data: BinnedData,
  entries: RowEntries | null,
  { unit }: RowSums,
  minSamplesLeaf: number,
  random: Pick<Random, "below">,
): Search {
  const width = data.columns.length;
  const offsets = Int32Array.from(data.columns, ({ offset }) => offset);
  const counts = Int32Array.from(data.columns, binCount);
  const missing = Int32Array.from(data.columns, ({ hasMissing, lowest }) =>
    hasMissing ? lowest.length : -1,
  );
  const derived = entries === null ? new Int32Array(width).fill(-1) : Int32Array.from(entries.commonest);
  /** Of a column with two bins, the one that is counted. */
  const counted = Int32Array.from(offsets, (offset, column) => offset + (derived[column] === 0 ? 1 : 0));
  const hasMissing = missing.some((bin) => bin >= 0);
  const inUnits = 1 / unit;
  const best: Split = {
    column: -1,
    lastLeft: 0,
    firstRight: 0,
    missingLeft: false,
    score: -Infinity,
    moment: 0,
    mass: 0,
  };
  /** The best of the column at hand. */
  const own: Split = { ...best };
  let nodeRows = 0;
  let nodeMoment = 0;
  let nodeMass = 0;
  let nodeWeight = 0;
  let nodeMean = 0;
  let equals = 0;

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

  /** Whether a column with this best score is the one to take; among equals each has the same chance. */
  function wins(score: number): boolean {
    if (score < best.score || score < 0) return false;
    equals = score > best.score ? 1 : equals + 1;
    return equals === 1 || random.below(equals) === 0;
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
    if (hasMissing) scanMissingLeft(histogram, offset, whole(missing, column));
    if (wins(own.score)) take(column);
    return true;
  }

  function take(column: number): void {
    best.column = column;
    best.score = own.score;
    best.lastLeft = own.lastLeft;
    best.firstRight = own.firstRight;
    best.missingLeft = own.missingLeft;
    best.moment = own.moment;
    best.mass = own.mass;
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

  /** The same with the missing values on the left. */
  function scanMissingLeft(histogram: Histogram, offset: number, missingBin: number): void {
    const first = (offset + missingBin) * 2;
    if (missingBin < 0 || at(histogram, first + 1) === 0) return;
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
    begin({ rows, moment, mass }) {
      nodeRows = rows;
      nodeMoment = moment;
      nodeMass = mass;
      nodeWeight = Math.floor(mass * inUnits);
      nodeMean = moment / nodeWeight;
      best.column = -1;
      best.score = -1;
      equals = 0;
    },
    column: (histogram, column) =>
      counts[column] === 2 && missing[column] === -1
        ? twoBins(histogram, column)
        : manyBins(histogram, column),
  };
}

function whole(numbers: Int32Array, index: number): number {
  return numbers[index] ?? 0;
}
