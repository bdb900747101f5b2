/** The nodes of a tree while it grows, in typed arrays that double when they are full. */
import { leaf, type Tree } from "../tree.ts";

export interface NodeList {
  /** Adds a node; gives its number. */
  add(cover: number): number;
  setLeaf(node: number, value: number): void;
  setSplit(node: number, column: number, threshold: number, missingLeft: boolean): void;
  setRight(node: number, child: number): void;
  clear(): void;
  /** A copy of what there is, but for the classes' shares; with covers in units of `weightUnit`. */
  toTree(weightUnit: number): Omit<Tree, "shares">;
}

export function nodeList(): NodeList {
  let feature = new Int32Array(1024);
  let value = new Float64Array(1024);
  let right = new Int32Array(1024);
  let cover = new Float64Array(1024);
  let missingLeft = new Uint8Array(1024);
  let count = 0;
  let anyMissingLeft = false;

  function grow(): void {
    const length = feature.length * 2;
    const into = <Numbers extends { set(from: Numbers): void }>(larger: Numbers, from: Numbers): Numbers => {
      larger.set(from);
      return larger;
    };
    feature = into(new Int32Array(length), feature);
    value = into(new Float64Array(length), value);
    right = into(new Int32Array(length), right);
    cover = into(new Float64Array(length), cover);
    missingLeft = into(new Uint8Array(length), missingLeft);
  }

  return {
    add(weight) {
      if (count === feature.length) grow();
      cover[count] = weight;
      return count++;
    },
    setLeaf(node, prediction) {
      feature[node] = leaf;
      value[node] = prediction;
      right[node] = 0;
      missingLeft[node] = 0;
    },
    setSplit(node, column, threshold, isMissingLeft) {
      feature[node] = column;
      value[node] = threshold;
      missingLeft[node] = isMissingLeft ? 1 : 0;
      if (isMissingLeft) anyMissingLeft = true;
    },
    setRight(node, child) {
      right[node] = child;
    },
    clear() {
      count = 0;
      anyMissingLeft = false;
    },
    toTree: (weightUnit) => ({
      feature: feature.slice(0, count),
      value: value.slice(0, count),
      right: right.slice(0, count),
      cover: cover.subarray(0, count).map((weight) => weight / weightUnit),
      missingLeft: anyMissingLeft ? missingLeft.slice(0, count) : null,
    }),
  };
}
