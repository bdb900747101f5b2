/**
 * Grows one regression tree (CART: Breiman, Friedman, Olshen and Stone, 1984) on binned columns. One thread, no
 * pruning; what a split is worth is decided in `findSplit.ts`.
 */
import type { Random } from "../random.ts";
import { type Candidate, type Node, type Search, splitSearch, type TrainingSet } from "./findSplit.ts";
import { type ForestSettings, featuresPerSplit } from "./options.ts";
import { leaf, type Tree } from "./tree.ts";

/** A part of the tree's rows that is still to be made a node. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** The node whose right child this becomes; -1 for the root and for left children. */
  readonly rightOf: number;
  readonly constant: Uint8Array;
}

interface Summary extends Node {
  readonly lowest: number;
  readonly highest: number;
}

/**
 * @param y one target a row
 * @param weights how often each row was drawn; a row that was not drawn takes no part
 */
export function growTree(
  columns: TrainingSet["columns"],
  y: Float64Array,
  weights: Float64Array,
  settings: ForestSettings,
  random: Random,
): Tree {
  const mean = y.reduce((sum, target) => sum + target, 0) / y.length;
  const weightedTargets = y.map((target, row) => (target - mean) * (weights[row] ?? 0));
  const set = { columns, weights, weightedTargets };
  const rows = Int32Array.from(weights.keys()).filter((row) => weights[row] !== 0);
  const perSplit = featuresPerSplit(settings.maxFeatures, columns.length);
  const search = splitSearch(set, perSplit, settings.minSamplesLeaf, random);
  const nodes = {
    feature: [] as number[],
    value: [] as number[],
    right: [] as number[],
    cover: [] as number[],
  };
  const open: Part[] = [rootPart(rows.length, columns.length)];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const node = nodes.feature.length;
    if (part.rightOf >= 0) nodes.right[part.rightOf] = node;
    const members = rows.subarray(part.start, part.end);
    const summary = summarize(members, y, set);
    const constant = part.constant.slice();
    const split = findSplit(summary, part.depth, constant, settings, search);
    nodes.feature.push(split?.column ?? leaf);
    nodes.value.push(split?.threshold ?? leafValue(summary, mean));
    nodes.right.push(0);
    nodes.cover.push(summary.weight);
    if (split === null) continue;
    const middle = part.start + partition(members, columns[split.column]?.bins, split.bin);
    const depth = part.depth + 1;
    // The left part is taken next, which makes the order of the nodes preorder.
    open.push({ start: middle, end: part.end, depth, rightOf: node, constant });
    open.push({ start: part.start, end: middle, depth, rightOf: -1, constant });
  }
  return {
    feature: Int32Array.from(nodes.feature),
    value: Float64Array.from(nodes.value),
    right: Int32Array.from(nodes.right),
    cover: Float64Array.from(nodes.cover),
    missingLeft: null,
  };
}

function rootPart(rows: number, columns: number): Part {
  return { start: 0, end: rows, depth: 0, rightOf: -1, constant: new Uint8Array(columns) };
}

function summarize(rows: Int32Array, y: Float64Array, set: TrainingSet): Summary {
  let weight = 0;
  let sum = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (const row of rows) {
    const target = y[row] ?? 0;
    weight += set.weights[row] ?? 0;
    sum += set.weightedTargets[row] ?? 0;
    if (target < lowest) lowest = target;
    if (target > highest) highest = target;
  }
  return { rows, weight, sum, lowest, highest };
}

/** Equal targets are returned as they are: their mean may differ from them in the last digit. */
function leafValue({ weight, sum, lowest, highest }: Summary, mean: number): number {
  return lowest === highest ? lowest : mean + sum / weight;
}

function findSplit(
  node: Summary,
  depth: number,
  constant: Uint8Array,
  settings: ForestSettings,
  search: Search,
): Candidate | null {
  const isLeaf =
    node.lowest === node.highest ||
    node.rows.length < settings.minSamplesSplit ||
    node.rows.length < 2 * settings.minSamplesLeaf ||
    depth >= (settings.maxDepth ?? Infinity);
  return isLeaf ? null : search(node, constant);
}

/** Moves rows in `bin` and below to the front; gives how many they are. */
function partition(rows: Int32Array, bins: Uint8Array | undefined, bin: number): number {
  let front = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    if ((bins?.[row] ?? 0) > bin) continue;
    rows[index] = rows[front] ?? 0;
    rows[front++] = row;
  }
  return front;
}
