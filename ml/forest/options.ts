/** The settings of a forest: their meaning, their defaults, and what is refused. */
import { requireKnown, requireWhole, shown } from "../checks.ts";

export interface ForestOptions {
  /** How many trees are averaged; 100 when absent. */
  trees?: number;
  /** Columns tried at each split: all of them, the square root of their number, or a share such as 0.33; "all" when absent. */
  maxFeatures?: "all" | "sqrt" | number;
  /** Fewest distinct rows that a leaf may hold; 1 when absent. */
  minSamplesLeaf?: number;
  /** Fewest distinct rows that a node must hold to be split; 2 when absent. */
  minSamplesSplit?: number;
  /** Most splits from the root to a leaf; no limit when absent or null. */
  maxDepth?: number | null;
  /** Whether each tree learns from its own draw of rows with replacement, or from all rows; true when absent. */
  bootstrap?: boolean;
  /** Whether the forest judges itself by the rows that each tree left out, as `oobScore`; false when absent. */
  oobScore?: boolean;
  /** How many threads grow trees; 1 when absent. More pay from some ten thousand rows on, or for several fits. */
  threads?: number;
  /** The same seed and data give the same forest, bit for bit, on any number of threads; 1 when absent. */
  seed?: number;
}

export type ForestSettings = Readonly<Required<ForestOptions>>;

const defaults: ForestSettings = {
  trees: 100,
  maxFeatures: "all",
  minSamplesLeaf: 1,
  minSamplesSplit: 2,
  maxDepth: null,
  bootstrap: true,
  oobScore: false,
  threads: 1,
  seed: 1,
};

/** @throws {RangeError} for an unknown setting or a value that makes no sense, naming it */
export function forestSettings(options: ForestOptions): ForestSettings {
  requireKnown("a random forest", options, Object.keys(defaults));
  const settings: ForestSettings = { ...defaults, ...options };
  requireWhole("trees", settings.trees, 1);
  requireWhole("minSamplesLeaf", settings.minSamplesLeaf, 1);
  requireWhole("minSamplesSplit", settings.minSamplesSplit, 2);
  requireWhole("seed", settings.seed, Number.MIN_SAFE_INTEGER);
  requireWhole("threads", settings.threads, 1);
  if (settings.maxDepth !== null) requireWhole("maxDepth", settings.maxDepth, 1);
  if (typeof settings.bootstrap !== "boolean") {
    throw new RangeError(`bootstrap must be true or false, not ${shown(settings.bootstrap)}`);
  }
  if (typeof settings.oobScore !== "boolean") {
    throw new RangeError(`oobScore must be true or false, not ${shown(settings.oobScore)}`);
  }
  if (settings.oobScore && !settings.bootstrap) {
    throw new RangeError("oobScore needs bootstrap: without it, each tree learns from all rows");
  }
  featuresPerSplit(settings.maxFeatures, 1);
  return settings;
}

/**
 * How many of `columns` are tried at a split; at least one, shares are rounded down.
 * @throws {RangeError} when `maxFeatures` is none of its kinds
 */
export function featuresPerSplit(maxFeatures: ForestSettings["maxFeatures"], columns: number): number {
  if (maxFeatures === "all") return columns;
  if (maxFeatures === "sqrt") return Math.max(1, Math.floor(Math.sqrt(columns)));
  if (typeof maxFeatures === "number" && maxFeatures > 0 && maxFeatures <= 1) {
    return Math.max(1, Math.floor(maxFeatures * columns));
  }
  throw new RangeError(`maxFeatures must be all, sqrt or a share from 0 to 1, not ${shown(maxFeatures)}`);
}
