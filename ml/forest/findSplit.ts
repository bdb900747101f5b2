/**
 * Finds the split of a node that lowers the squared error most, by counting bins. The columns are tried in random
 * order: without it, the many splits that are equally good in small nodes would all go to the first columns.
 */
import type { Random } from "../random.ts";
import type { BinnedColumn } from "./bins.ts";

/** What a tree learns from: the same for all its nodes. */
export interface TrainingSet {
  readonly columns: readonly BinnedColumn[];
  /** How often each row was drawn. */
  readonly weights: Float64Array;
  /** Weight times target of each row; the targets less their mean, which keeps the sums of squares exact. */
  readonly weightedTargets: Float64Array;
}

export interface Candidate {
  readonly column: number;
  /** Rows in this bin and below go left. */
  readonly bin: number;
  readonly threshold: number;
}

interface Histogram {
  readonly rows: Uint32Array;
  readonly weights: Float64Array;
  readonly sums: Float64Array;
}

/**
 * The best split of these rows, or null when no column can part them.
 * @param constant 1 for each column known to have one value in the node; findings are added
 */
export type Search = (node: Node, constant: Uint8Array) => Candidate | null;

export interface Node {
  readonly rows: Int32Array;
  /** Sum of the rows' weights, and of their weighted targets. */
  readonly weight: number;
  readonly sum: number;
}

interface Scored {
  readonly score: number;
  readonly column: number;
  /** The lowest bin that goes right. */
  readonly firstRight: number;
}

/** What every search of one tree uses, and its scratch space. */
interface Context {
  readonly set: TrainingSet;
  readonly featuresPerSplit: number;
  readonly minSamplesLeaf: number;
  readonly random: Random;
  readonly order: Int32Array;
  readonly histogram: Histogram;
}

export function splitSearch(
  set: TrainingSet,
  featuresPerSplit: number,
  minSamplesLeaf: number,
  random: Random,
): Search {
  const order = Int32Array.from(set.columns, (_, column) => column);
  const histogram = {
    rows: new Uint32Array(256),
    weights: new Float64Array(256),
    sums: new Float64Array(256),
  };
  const context = { set, featuresPerSplit, minSamplesLeaf, random, order, histogram };
  return (node, constant) => {
    const best = bestScored(context, node, constant);
    return best && toCandidate(best, set.columns[best.column], node.rows);
  };
}

function bestScored(context: Context, node: Node, constant: Uint8Array): Scored | null {
  const { order, featuresPerSplit, random } = context;
  let best: Scored | null = null;
  let tried = 0;
  // As in scikit-learn: constant columns count among those drawn, but the drawing goes on until one isn't.
  for (let drawn = 0; drawn < order.length && (drawn < featuresPerSplit || tried === 0); drawn++) {
    const column = draw(order, drawn, random);
    const scored = constant[column] === 1 ? null : scoreColumn(context, column, node);
    if (scored === null) constant[column] = 1;
    else tried++;
    best = better(best, scored);
  }
  return best;
}

/** The first one stands when both are as good, and a split that is not allowed never counts. */
function better(best: Scored | null, scored: Scored | null): Scored | null {
  return scored !== null && scored.score > (best?.score ?? -Infinity) ? scored : best;
}

/** The column's best split; null when the column has one value in the node. */
function scoreColumn(context: Context, column: number, node: Node): Scored | null {
  const { set, histogram, minSamplesLeaf } = context;
  const binned = set.columns[column];
  if (binned === undefined) return null;
  fill(histogram, binned, node.rows, set);
  const someBin = binned.bins[node.rows[0] ?? 0] ?? 0;
  if (histogram.rows[someBin] === node.rows.length) return null;
  return { column, ...scan(histogram, binned.lowest.length, node, minSamplesLeaf) };
}

/** The next of a random order, shuffled only as far as it is drawn. */
function draw(order: Int32Array, drawn: number, random: Random): number {
  const other = drawn + random.below(order.length - drawn);
  const column = order[other] ?? 0;
  order[other] = order[drawn] ?? 0;
  order[drawn] = column;
  return column;
}

function fill(
  histogram: Histogram,
  { bins, lowest }: BinnedColumn,
  rows: Int32Array,
  set: TrainingSet,
): void {
  histogram.rows.fill(0, 0, lowest.length);
  histogram.weights.fill(0, 0, lowest.length);
  histogram.sums.fill(0, 0, lowest.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    const bin = bins[row] ?? 0;
    histogram.rows[bin] = (histogram.rows[bin] ?? 0) + 1;
    histogram.weights[bin] = (histogram.weights[bin] ?? 0) + (set.weights[row] ?? 0);
    histogram.sums[bin] = (histogram.sums[bin] ?? 0) + (set.weightedTargets[row] ?? 0);
  }
}

/**
 * The bin to split before. The least squared error is where sumL²/weightL + sumR²/weightR is greatest, as the sum
 * of the squared targets is the same for every split.
 */
function scan(
  histogram: Histogram,
  bins: number,
  node: Node,
  minSamplesLeaf: number,
): { score: number; firstRight: number } {
  let score = -Infinity;
  let firstRight = 0;
  let rows = 0;
  let weight = 0;
  let sum = 0;
  for (let bin = 0; bin < bins; bin++) {
    const here = histogram.rows[bin] ?? 0;
    if (here === 0) continue;
    const allowed = Math.min(rows, node.rows.length - rows) >= minSamplesLeaf;
    const candidate = allowed ? splitScore(sum, weight, node) : -Infinity;
    if (candidate > score) {
      score = candidate;
      firstRight = bin;
    }
    rows += here;
    weight += histogram.weights[bin] ?? 0;
    sum += histogram.sums[bin] ?? 0;
  }
  return { score, firstRight };
}

function splitScore(sum: number, weight: number, node: Node): number {
  const rest = node.sum - sum;
  return (sum * sum) / weight + (rest * rest) / (node.weight - weight);
}

/** With the threshold midway between the neighbouring values that are present in the node. */
function toCandidate(best: Scored, binned: BinnedColumn | undefined, rows: Int32Array): Candidate | null {
  if (binned === undefined) return null;
  let bin = 0;
  for (const row of rows) {
    const other = binned.bins[row] ?? 0;
    if (other < best.firstRight && other > bin) bin = other;
  }
  const threshold = between(binned.highest[bin] ?? 0, binned.lowest[best.firstRight] ?? 0);
  return { column: best.column, bin, threshold };
}

/** Midway, but above `low` even where no number lies between the two. */
function between(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle > low && middle <= high ? middle : high;
}
