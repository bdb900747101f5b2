/** What of a tree's SHAP values does not depend on the row. A node stands for the edge that leads to it. */
import { leaf, type Tree } from "../forest/tree.ts";

export interface TreePlan {
  readonly tree: Tree;
  /** The node that each node hangs on; -1 for the root. */
  readonly parent: Int32Array;
  /** The nearest edge above that asks for the same column; -1 when there is none. */
  readonly above: Int32Array;
  /** Share of the training rows that meet the conditions of this edge and of those above on the same column. */
  readonly share: Float64Array;
  /** Most different columns on one path. */
  readonly depth: number;
  /** What the tree predicts for a row of which nothing is known: the mean over its training rows. */
  readonly expected: number;
}

/** @throws {Error} when the tree does not say how much training weight came to its nodes */
export function planTree(tree: Tree): TreePlan {
  const { feature, cover } = tree;
  if (cover === null) {
    throw new Error("this forest was trained elsewhere: it does not say how many rows came to each node");
  }
  const nodes = feature.length;
  const parent = parentsOf(tree);
  const above = new Int32Array(nodes).fill(-1);
  const share = new Float64Array(nodes).fill(1);
  const columns = new Int32Array(nodes);
  for (let node = 1; node < nodes; node++) {
    const from = parent[node] ?? 0;
    const same = edgeAbove(from, feature[from] ?? leaf, feature, parent);
    above[node] = same;
    share[node] = (share[same] ?? 1) * ((cover[node] ?? 0) / (cover[from] ?? 1));
    columns[node] = (columns[from] ?? 0) + (same === -1 ? 1 : 0);
  }
  const depth = columns.reduce((most, count) => Math.max(most, count), 0);
  return { tree, parent, above, share, depth, expected: expectedValue(tree, cover) };
}

function parentsOf({ feature, right }: Tree): Int32Array {
  const parent = new Int32Array(feature.length).fill(-1);
  for (let node = 0; node < feature.length; node++) {
    if (feature[node] === leaf) continue;
    parent[node + 1] = node;
    parent[right[node] ?? 0] = node;
  }
  return parent;
}

function edgeAbove(from: number, column: number, feature: Int32Array, parent: Int32Array): number {
  let edge = from;
  while (edge > 0 && feature[parent[edge] ?? 0] !== column) edge = parent[edge] ?? 0;
  return edge > 0 ? edge : -1;
}

function expectedValue({ feature, value }: Tree, cover: Float64Array): number {
  const all = cover[0] ?? 1;
  return feature.reduce((sum, column, node) => {
    return column === leaf ? sum + (value[node] ?? 0) * ((cover[node] ?? 0) / all) : sum;
  }, 0);
}
