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
import { mean } from "../statistics.ts";
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
    expected: mean(plans.map(({ plan }) => plan.expected)),
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
    const z = share[node] ?? 0;
    const slope = (met[node] ?? 0) - z;
    const oldZ = before(share, above[node]);
    const oldSlope = before(met, above[node]) - oldZ;
    for (let index = 0; index < count; index++) {
      const t = points[index] ?? 0;
      const change = ratio(z + t * slope, oldZ + t * oldSlope);
      products[node * count + index] = (products[from + index] ?? 0) * change;
    }
  }
}

/** Where no training row went and not this one either, nothing counts. */
function ratio(factor: number, replaced: number): number {
  return replaced === 0 ? 0 : factor / replaced;
}

/** From the leaves up: each edge gives its column what its condition makes of the leaves below. */
function addUp(
  { tree, parent, above, share }: TreePlan,
  quadrature: Quadrature,
  { met, products, below }: Scratch,
  sums: Float64Array,
): void {
  const count = quadrature.points.length;
  below.fill(0, 0, parent.length * count);
  for (let node = parent.length - 1; node > 0; node--) {
    const here = node * count;
    const from = parent[node] ?? 0;
    if (tree.feature[node] === leaf) add(below, here, products, here, count, tree.value[node] ?? 0);
    add(below, from * count, below, here, count, 1);
    const column = tree.feature[from] ?? 0;
    // For the leaves below, this edge counts instead of the one above on the same column.
    const change =
      effect(below, here, quadrature, met[node] ?? 0, share[node] ?? 0) -
      effect(below, here, quadrature, before(met, above[node]), before(share, above[node]));
    sums[column] = (sums[column] ?? 0) + change;
  }
}

function add(
  to: Float64Array,
  toStart: number,
  from: Float64Array,
  fromStart: number,
  count: number,
  times: number,
): void {
  for (let index = 0; index < count; index++) {
    to[toStart + index] = (to[toStart + index] ?? 0) + (from[fromStart + index] ?? 0) * times;
  }
}

/** What the leaves below give to a column of this `o` and `z`: the integral is over all factors but its own. */
function effect(
  below: Float64Array,
  start: number,
  { points, weights }: Quadrature,
  o: number,
  z: number,
): number {
  const slope = o - z;
  if (slope === 0) return 0;
  let sum = 0;
  for (let index = 0; index < points.length; index++) {
    sum += ((weights[index] ?? 0) * (below[start + index] ?? 0)) / (z + slope * (points[index] ?? 0));
  }
  return sum * slope;
}
