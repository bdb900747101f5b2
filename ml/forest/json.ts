/**
 * Trees to and from the JSON of ml-random-forest 2 (`RandomForestRegression`), which is the form in which forests
 * are saved. Its `load` accepts what is written here, and predicts the same; what it writes is read here.
 */
import { shown } from "../checks.ts";
import { savedJsonReader } from "../savedJson.ts";
import { leaf, type Tree } from "./tree.ts";

const { fields, finite } = savedJsonReader("the saved forest");

/** A node of ml-cart: a leaf has a `distribution`, the predicted number; any other node has the rest. */
interface NodeJson {
  distribution?: number;
  splitColumn?: number;
  splitValue?: number;
  left?: NodeJson;
  right?: NodeJson;
}

interface EstimatorJson {
  name: "DTRegression";
  options: object;
  root: NodeJson;
  /** Not ml-random-forest's: the tree's `cover`, in preorder. */
  cover?: readonly number[];
  /** Not ml-random-forest's, which sends missing values right: the nodes that send them left, in preorder. */
  missingLeft?: readonly number[];
}

export interface ForestJson {
  name: "RFRegression";
  selectionMethod: "mean";
  /** Not ml-random-forest's: the names of the columns, in order. */
  features: readonly string[];
  /** Not ml-random-forest's: the impurity importances of the columns. */
  importances?: readonly number[];
  baseModel: {
    indexes: number[][];
    n: number;
    replacement: boolean;
    maxFeatures: number;
    nEstimators: number;
    treeOptions: object;
    isClassifier: boolean;
    seed: number;
    estimators: EstimatorJson[];
    useSampleBagging: boolean;
  };
}

/** A forest as far as it is saved. */
export interface SavedForest {
  readonly trees: readonly Tree[];
  readonly features: readonly string[] | null;
  readonly importances: Float64Array | null;
}

export function forestToJson(
  { trees, features, importances }: SavedForest,
  settings: { readonly seed: number; readonly bootstrap: boolean; readonly minSamplesSplit: number },
): ForestJson {
  // ml-random-forest draws columns once a tree, ours are drawn at each split: each tree sees all, in order.
  const names = features ?? [];
  const indexes = names.map((_, column) => column);
  const options = {
    kind: "regression",
    gainFunction: "regression",
    splitFunction: "mean",
    minNumSamples: settings.minSamplesSplit,
  };
  return {
    name: "RFRegression",
    selectionMethod: "mean",
    features: names,
    ...(importances && { importances: [...importances] }),
    baseModel: {
      indexes: trees.map(() => indexes),
      n: names.length,
      replacement: false,
      maxFeatures: 1,
      nEstimators: trees.length,
      treeOptions: {},
      isClassifier: false,
      seed: settings.seed,
      estimators: trees.map((tree) => ({
        name: "DTRegression",
        options,
        root: treeToJson(tree),
        ...(tree.cover && { cover: [...tree.cover] }),
        ...(tree.missingLeft && { missingLeft: nodesSet(tree.missingLeft) }),
      })),
      useSampleBagging: settings.bootstrap,
    },
  };
}

function nodesSet(flags: Uint8Array): number[] {
  return [...flags.keys()].filter((node) => flags[node] === 1);
}

/** Backwards through the preorder, so that children are there before their parents, at any depth. */
function treeToJson({ feature, value, right }: Tree): NodeJson {
  const nodes: NodeJson[] = [];
  for (let node = feature.length - 1; node >= 0; node--) {
    const number = value[node] ?? 0;
    const splitColumn = feature[node] ?? leaf;
    if (splitColumn === leaf) {
      nodes[node] = { distribution: number };
      continue;
    }
    const left = nodes[node + 1] ?? {};
    nodes[node] = { splitColumn, splitValue: number, left, right: nodes[right[node] ?? 0] ?? {} };
  }
  return nodes[0] ?? {};
}

/** @throws {Error} when it is not the JSON of a regression forest that takes the mean of its trees */
export function forestFromJson(json: unknown): SavedForest {
  const { name, selectionMethod, baseModel, features, importances } = fields(json);
  if (name !== "RFRegression")
    throw new Error(`this is no saved regression forest: its name is ${shown(name)}`);
  if (selectionMethod !== "mean")
    throw new Error(`a forest that takes the ${shown(selectionMethod)} of its trees`);
  const { estimators, indexes } = fields(baseModel);
  if (!Array.isArray(estimators) || !Array.isArray(indexes) || estimators.length === 0) {
    throw new Error("the saved forest has no trees");
  }
  const trees = estimators.map((estimator, tree) => treeFromJson(fields(estimator), numbers(indexes[tree])));
  return {
    trees,
    features: Array.isArray(features) ? features.map(String) : null,
    importances: Array.isArray(importances) ? Float64Array.from(importances, finite) : null,
  };
}

function treeFromJson({ root, cover, missingLeft }: EstimatorFields, columns: readonly number[]): Tree {
  const feature: number[] = [];
  const value: number[] = [];
  const right: number[] = [];
  const open: { json: unknown; rightOf: number }[] = [{ json: root, rightOf: -1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const node = feature.length;
    if (next.rightOf >= 0) right[next.rightOf] = node;
    const json = nodeFields(next.json);
    right.push(0);
    if (json.distribution !== undefined) {
      feature.push(leaf);
      value.push(finite(json.distribution));
      continue;
    }
    feature.push(finite(columns[finite(json.splitColumn)]));
    value.push(finite(json.splitValue));
    open.push({ json: json.right, rightOf: node }, { json: json.left, rightOf: -1 });
  }
  return {
    feature: Int32Array.from(feature),
    value: Float64Array.from(value),
    right: Int32Array.from(right),
    cover: cover === undefined ? null : coverFromJson(cover, feature.length),
    missingLeft: missingLeft === undefined ? null : missingLeftFromJson(missingLeft, feature.length),
  };
}

function coverFromJson(json: unknown, nodes: number): Float64Array {
  if (Array.isArray(json) && json.length === nodes) return Float64Array.from(json, finite);
  throw new Error("the saved forest does not say how many rows came to each node");
}

function missingLeftFromJson(json: unknown, nodes: number): Uint8Array {
  const flags = new Uint8Array(nodes);
  if (!Array.isArray(json)) throw new Error("the saved forest does not say where missing values go");
  for (const node of json) {
    if (!Number.isInteger(node) || node < 0 || node >= nodes)
      throw new Error(
        `the saved forest sends missing values left in ${shown(node)}, which is none of its nodes`,
      );
    flags[node] = 1;
  }
  return flags;
}

interface EstimatorFields {
  readonly root?: unknown;
  readonly cover?: unknown;
  readonly missingLeft?: unknown;
}

interface UnknownNode {
  readonly distribution?: unknown;
  readonly splitColumn?: unknown;
  readonly splitValue?: unknown;
  readonly left?: unknown;
  readonly right?: unknown;
}

/** Every object may have such fields, whatever they hold: no copy, as forests have many nodes. */
function nodeFields(json: unknown): UnknownNode {
  if (typeof json !== "object" || json === null) throw new Error("the saved forest is incomplete");
  return json;
}

function numbers(json: unknown): number[] {
  if (!Array.isArray(json)) throw new Error("the saved forest does not say which columns a tree reads");
  return json.map(finite);
}
