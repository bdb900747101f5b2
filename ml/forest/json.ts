/**
 * Forests to and from the JSON of ml-random-forest 2, which is the form in which they are saved. Its `load` accepts
 * what is written here, and predicts the same; what it writes is read here.
 */
import { shown } from "../checks.ts";
import { savedJsonReader, savedModel } from "../savedJson.ts";
import { leafToJson, savedShares, withShares } from "./sharesJson.ts";
import type { Tree } from "./tree.ts";
import { type TreeJson, treeFromJson, treeToJson } from "./treeJson.ts";

const { fields, finite, list } = savedJsonReader("the saved forest");

/** What ml-random-forest and ml-cart call the kinds of forests and their trees. */
const kinds = {
  regression: { name: "RFRegression", tree: "DTRegression", gainFunction: "regression" },
  classifier: { name: "RFClassifier", tree: "DTClassifier", gainFunction: "gini" },
} as const;

export type ForestKind = keyof typeof kinds;

interface EstimatorJson extends TreeJson {
  name: "DTRegression" | "DTClassifier";
  options: object;
}

export interface ForestJson {
  name: "RFRegression" | "RFClassifier";
  /** Of a regression forest. */
  selectionMethod?: "mean";
  /** Not ml-random-forest's: the names of the columns, in order. */
  features: readonly string[];
  /** Not ml-random-forest's: the impurity importances of the columns. */
  importances?: readonly number[];
  /** Not ml-random-forest's: the classes, ascending. */
  classes?: readonly number[];
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
  /** The names of the columns; null when others saved the forest without them. */
  readonly features: readonly string[] | null;
  /** One a column, summing to 1; null when others saved the forest. */
  readonly importances: Float64Array | null;
  /** The classes that it knows, ascending; null when it predicts numbers. */
  readonly classes: readonly number[] | null;
}

export function forestToJson(
  { trees, features, importances, classes }: SavedForest,
  settings: { readonly seed: number; readonly bootstrap: boolean; readonly minSamplesSplit: number },
): ForestJson {
  const kind: ForestKind = classes === null ? "regression" : "classifier";
  // ml-random-forest draws columns once a tree, ours are drawn at each split: each tree sees all, in order.
  const names = features ?? [];
  const indexes = names.map((_, column) => column);
  const options = {
    kind,
    gainFunction: kinds[kind].gainFunction,
    splitFunction: "mean",
    minNumSamples: settings.minSamplesSplit,
  };
  return {
    name: kinds[kind].name,
    ...(classes === null && { selectionMethod: "mean" }),
    features: names,
    ...(importances && { importances: [...importances] }),
    ...(classes && { classes }),
    baseModel: {
      indexes: trees.map(() => indexes),
      n: names.length,
      replacement: false,
      maxFeatures: 1,
      nEstimators: trees.length,
      treeOptions: {},
      isClassifier: classes !== null,
      seed: settings.seed,
      estimators: trees.map((tree) => ({
        name: kinds[kind].tree,
        options,
        ...treeToJson(tree, leafToJson(tree, classes)),
      })),
      useSampleBagging: settings.bootstrap,
    },
  };
}

/** @throws {Error} when it is not the JSON of such a forest; a regression forest must take the mean of its trees */
export function forestFromJson(json: unknown, kind: ForestKind): SavedForest {
  const saved = savedModel(json, `${kind} forest`, kinds[kind].name);
  const { selectionMethod, baseModel, features, importances, classes } = saved;
  if (kind === "regression" && selectionMethod !== "mean")
    throw new Error(`a forest that takes the ${shown(selectionMethod)} of its trees`);
  const { estimators, indexes } = fields(baseModel);
  if (!Array.isArray(estimators) || !Array.isArray(indexes) || estimators.length === 0) {
    throw new Error("the saved forest has no trees");
  }
  const columns = {
    features: Array.isArray(features) ? features.map(String) : null,
    importances: Array.isArray(importances) ? Float64Array.from(importances, finite) : null,
  };
  const read = (leafFromJson: (distribution: unknown) => number) =>
    estimators.map((tree, index) => treeFromJson(fields(tree), columnsOf(indexes[index]), leafFromJson));
  if (kind === "regression") {
    return { ...columns, classes: null, trees: read(finite).map((tree) => ({ ...tree, shares: null })) };
  }
  const leaves = savedShares();
  const trees = read(leaves.read);
  return {
    ...columns,
    ...withShares(trees, leaves.shares, classes === undefined ? null : list(classes).map(finite)),
  };
}

function columnsOf(json: unknown): number[] {
  if (!Array.isArray(json)) throw new Error("the saved forest does not say which columns a tree reads");
  return json.map(finite);
}
