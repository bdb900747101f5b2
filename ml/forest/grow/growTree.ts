/**
 * Grows trees (CART: Breiman, Friedman, Olshen and Stone, 1984) on binned columns, one after the other on one
 * thread. What a split is worth is decided in `numberSearch.ts` and `classSearch.ts`; there is no pruning.
 */
import { type Random, seededRandom } from "../../random.ts";
import type { BinnedData } from "../bins.ts";
import { type ForestSettings, featuresPerSplit } from "../options.ts";
import type { Tree } from "../tree.ts";
import { columnDraw } from "./columnDraw.ts";
import { type Histogram, histograms } from "./histogram.ts";
import { histogramInheritance } from "./histogramInheritance.ts";
import { isPure, leafValues } from "./leafValue.ts";
import { type MissingSide, nodeList } from "./nodeList.ts";
import { pairColumn } from "./pairColumn.ts";
import { halves, type Part, rowCount, thresholdOf } from "./part.ts";
import { partition } from "./partition.ts";
import type { RowEntries } from "./rowEntries.ts";
import { createRowSums, massUnit, setWeights } from "./rowSums.ts";
import { splitSearch } from "./search.ts";
import type { Split } from "./split.ts";
import type { Target } from "./target.ts";

export interface TrainingData {
  readonly binned: BinnedData;
  readonly entries: RowEntries | null;
  readonly target: Target;
  /** Whole weights of the rows; null when all count the same. */
  readonly weights: Float64Array | null;
  /** What a weight of 1 is in whole weights. */
  readonly weightUnit: number;
}

export interface GrownTree {
  readonly tree: Tree;
  /** By how much each column lowered the impurity; they sum to 1, or are all 0 in a tree of one leaf. */
  readonly importances: Float64Array;
}

/** Grows the tree of rows with these weights: whole numbers, 0 for a row that was not drawn. */
export type GrowTree = (weights: Float64Array, random: Random) => GrownTree;

/** Parts beyond these wait without a histogram, which is made when their turn comes. */
const mostHistograms = 40;

export function treeGrower(
  { binned, entries, target, weightUnit }: TrainingData,
  settings: ForestSettings,
): GrowTree {
  const { minSamplesLeaf, minSamplesSplit, maxDepth } = settings;
  const width = binned.columns.length;
  const perSplit = featuresPerSplit(settings.maxFeatures, width);
  const sums = createRowSums(target, massUnit(binned.rows, minSamplesLeaf));
  const kit = histograms(binned, entries, sums, target);
  let random: Random = seededRandom(0);
  const current = { below: (bound: number) => random.below(bound) };
  const search = splitSearch(binned, entries, sums, target, minSamplesLeaf, current);
  const drawColumns = columnDraw(width, perSplit, current);
  const differentColumn = pairColumn(binned, current);
  const nodes = nodeList();
  const leaves = leafValues(target);
  const rows = new Int32Array(binned.rows);
  const buffer = new Int32Array(binned.rows);
  // Where few columns are looked at, adding up just these is less work.
  const columnwise = perSplit * 8 < kit.costOfRow;
  const inheritance = histogramInheritance(kit, columnwise ? 0 : mostHistograms);
  const importances = new Float64Array(width);
  let weights: Float64Array = new Float64Array();

  function isLeaf({ start, end, depth }: Part): boolean {
    const count = end - start;
    return (
      count < minSamplesSplit ||
      count < 2 * minSamplesLeaf ||
      depth >= (maxDepth ?? Infinity) ||
      isPure(target.y, rows, start, end)
    );
  }

  /** The best split of the part, in `search.best`; its column is -1 if there is none. */
  function findSplit(part: Part): void {
    search.begin(part, rows);
    if (rowCount(part) === 2) findPairSplit(part);
    else findBestSplit(part, histogramOf(part));
  }

  /** Whatever tells two rows apart does it equally well, so that they need not be added up in all columns. */
  function findPairSplit({ start, end }: Part): void {
    const column = differentColumn(rows[start] ?? 0, rows[start + 1] ?? 0);
    if (column < 0) return;
    kit.fillColumn(inheritance.scratch, column, rows, start, end);
    search.column(inheritance.scratch, column);
  }

  function histogramOf(part: Part): Histogram {
    if (part.histogram !== null) return part.histogram;
    if (!columnwise) kit.fill(inheritance.scratch, rows, part.start, part.end);
    return inheritance.scratch;
  }

  function findBestSplit(part: Part, histogram: Histogram): void {
    drawColumns((column) => {
      if (columnwise) kit.fillColumn(histogram, column, rows, part.start, part.end);
      return search.column(histogram, column);
    });
  }

  /** Splits a part; false where no column can tell its rows apart. */
  function split(part: Part, node: number, open: Part[]): boolean {
    findSplit(part);
    const { best } = search;
    if (best.column < 0) return false;
    nodes.setSplit(node, best.column, thresholdOf(best, binned.columns[best.column]), missingSide(best));
    importances[best.column] = (importances[best.column] ?? 0) + best.score * search.weight();
    const middle = partition(binned, best, rows, part.start, part.end, buffer);
    const [left, right] = halves(part, best, middle, node);
    inheritance.passOn(part, left, right, rows);
    // The left part is taken next, which makes the order of the nodes preorder.
    open.push(right, left);
    return true;
  }

  /** Takes the rows that were drawn, ascending. */
  function root(): Part {
    let count = 0;
    let moment = 0;
    let mass = 0;
    for (let row = 0; row < binned.rows; row++) {
      if (weights[row] === 0) continue;
      rows[count++] = row;
      moment += sums.moments?.[row] ?? 0;
      mass += sums.masses[row] ?? 0;
    }
    return { start: 0, end: count, depth: 0, rightOf: -1, moment, mass, histogram: null };
  }

  return (drawn, generator) => {
    weights = drawn;
    random = generator;
    importances.fill(0);
    setWeights(sums, target, weights);
    nodes.clear();
    const open: Part[] = [root()];
    for (let part = open.pop(); part !== undefined; part = open.pop()) {
      const node = nodes.add(Math.floor(part.mass / sums.unit));
      if (part.rightOf >= 0) nodes.setRight(part.rightOf, node);
      if (!isLeaf(part) && split(part, node, open)) continue;
      inheritance.release(part);
      nodes.setLeaf(node, leaves.value(weights, rows, part.start, part.end));
    }
    return {
      tree: { ...nodes.toTree(weightUnit), shares: leaves.takeShares() },
      importances: shares(importances),
    };
  };
}

function missingSide({ anyMissing, missingLeft }: Split): MissingSide {
  if (!anyMissing) return "unknown";
  return missingLeft ? "left" : "right";
}

function shares(amounts: Float64Array): Float64Array {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return total > 0 ? amounts.map((amount) => amount / total) : amounts.slice();
}
