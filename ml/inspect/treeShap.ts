/**
 * Exact SHAP values of one tree: how a row's prediction is shared out among the columns (Lundberg et al., 2018 and
 * 2020: path-dependent TreeSHAP, their Algorithm 2).
 *
 * The values are theirs, the way to them is another. Shapley's weights are integrals, `s! (d-1-s)! / d!` being that of
 * `tˢ (1-t)^(d-1-s)` over [0, 1]. So a leaf's sum over all subsets of the d columns on its path is the integral of a
 * product, with a factor `t o + (1-t) z` a column: `o` is 1 if the row meets that column's conditions, else 0, and `z`
 * the share of the training rows that meet them. A few points integrate such a polynomial exactly. All of its terms
 * are positive, so deep trees stay exact, and nodes share the work of their leaves as in Linear TreeShap (Yu et al., 2022).
 */
import { leaf, type Tree } from "../forest/tree.ts";
import { gaussLegendre, type Quadrature } from "./quadrature.ts";
import { planTree, type TreePlan } from "./treePlan.ts";

export interface Explainer {
  /** What the trees predict, on average, for a row of which nothing is known. */
  readonly expected: number;
  /** The SHAP values of the row that starts at `start` of `values`, one a column: with `expected`, the prediction. */
  explain(values: Float64Array, start: number): Float64Array;
}

/** What the trees of a forest share: room for the largest of them. */
interface Scratch {
  readonly met: Uint8Array;
  readonly products: Float64Array;
  readonly below: Float64Array;
}

/**
 * Explains the mean of the trees.
 * @throws {Error} when they do not say how much training weight came to their nodes
 */
export function explainTrees(trees: readonly Tree[], columns: number): Explainer {
  const plans = trees.map((tree) => {
    const plan = planTree(tree);
    return { plan, quadrature: gaussLegendre(Math.max(1, Math.ceil(plan.depth / 2))) };
  });
  const room = (sizes: number[]) => sizes.reduce((largest, size) => Math.max(largest, size), 0);
  const nodes = room(trees.map(({ feature }) => feature.length));
  const points = room(plans.map(({ quadrature }) => quadrature.points.length));
  const scratch: Scratch = {
    met: new Uint8Array(nodes),
    products: new Float64Array(nodes * points),
    below: new Float64Array(nodes * points),
  };
  return {
    expected: plans.reduce((sum, { plan }) => sum + plan.expected, 0) / trees.length,
    explain: (values, start) => {
      const sums = new Float64Array(columns);
      for (const { plan, quadrature } of plans) {
        markMet(plan, values, start, scratch);
        multiplyDown(plan, quadrature, scratch);
        addUp(plan, quadrature, scratch, sums);
      }
      return sums.map((sum) => sum / trees.length);
    },
  };
}

/** Marks each edge whose condition, and all above it on the same column, the row meets: `o`. */
function markMet(
  { tree, parent, above }: TreePlan,
  values: Float64Array,
  start: number,
  { met }: Scratch,
): void {
  for (let node = 1; node < parent.length; node++) {
    const from = parent[node] ?? 0;
    const cell = values[start + (tree.feature[from] ?? 0)] ?? NaN;
    const goesHere = goesLeft(tree, from, cell) === (node === from + 1);
    met[node] = goesHere ? before(met, above[node]) : 0;
  }
}

/** What stands at the edge above on the same column; 1 where there is none. */
function before(numbers: ArrayLike<number>, edge: number | undefined): number {
  return edge === undefined || edge < 0 ? 1 : (numbers[edge] ?? 1);
}

function goesLeft({ value, missingLeft }: Tree, node: number, cell: number): boolean {
  return Number.isNaN(cell) ? missingLeft?.[node] === 1 : cell < (value[node] ?? NaN);
}

/** Each node's product of the factors of all columns above it, at every point. */
function multiplyDown(
  { parent, above, share }: TreePlan,
  { points }: Quadrature,
  { met, products }: Scratch,
): void {
  const count = points.length;
  products.fill(1, 0, count);
  for (let node = 1; node < parent.length; node++) {
    const from = (parent[node] ?? 0) * count;
    const state = { o: met[node] ?? 0, z: share[node] ?? 0 };
    const replaced = { o: before(met, above[node]), z: before(share, above[node]) };
    for (let index = 0; index < count; index++) {
      const change = ratio(factor(state, points[index] ?? 0), factor(replaced, points[index] ?? 0));
      products[node * count + index] = (products[from + index] ?? 0) * change;
    }
  }
}

/** How an edge's column stands: whether the row meets its conditions, and the share of the training rows that do. */
interface State {
  readonly o: number;
  readonly z: number;
}

function factor({ o, z }: State, t: number): number {
  return t * o + (1 - t) * z;
}

/** Where no training row and not this one went, nothing counts. */
function ratio(wanted: number, replaced: number): number {
  return replaced === 0 ? 0 : wanted / replaced;
}

/** From the leaves up: each edge gives its column what its condition makes of the leaves below. */
function addUp(
  { tree, parent, above, share }: TreePlan,
  quadrature: Quadrature,
  { met, products, below }: Scratch,
  sums: Float64Array,
): void {
  const count = quadrature.points.length;
  const part = (node: number) => below.subarray(node * count, (node + 1) * count);
  below.fill(0, 0, parent.length * count);
  for (let node = parent.length - 1; node > 0; node--) {
    const here = part(node);
    const from = parent[node] ?? 0;
    if (tree.feature[node] === leaf) add(here, products, node * count, tree.value[node] ?? 0);
    add(part(from), here, 0, 1);
    const column = tree.feature[from] ?? 0;
    const state = { o: met[node] ?? 0, z: share[node] ?? 0 };
    const replaced = { o: before(met, above[node]), z: before(share, above[node]) };
    // For the leaves below, this edge counts instead of the one above on the same column.
    const change = effect(here, quadrature, state) - effect(here, quadrature, replaced);
    sums[column] = (sums[column] ?? 0) + change;
  }
}

function add(to: Float64Array, from: Float64Array, start: number, times: number): void {
  for (let index = 0; index < to.length; index++) {
    to[index] = (to[index] ?? 0) + (from[start + index] ?? 0) * times;
  }
}

/** What the leaves below give to a column in this state: the integral is over all factors but its own. */
function effect(here: Float64Array, { points, weights }: Quadrature, state: State): number {
  if (state.o === state.z) return 0;
  let sum = 0;
  for (let index = 0; index < here.length; index++) {
    sum += ((weights[index] ?? 0) * (here[index] ?? 0)) / factor(state, points[index] ?? 0);
  }
  return sum * (state.o - state.z);
}
