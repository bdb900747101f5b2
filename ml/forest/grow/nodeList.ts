/** The nodes of a tree while it grows, in typed arrays that double when they are full. */
import { heavierLeft, leaf, type Tree } from "../tree.ts";

/** Where missing values go, as the training rows of a node have it. */
export type MissingSide = "left" | "right" | "unknown";

const sides: readonly MissingSide[] = ["unknown", "left", "right"];

export interface NodeList {
  /** Adds a node; gives its number. */
  add(cover: number): number;
  setLeaf(node: number, value: number): void;
  setSplit(node: number, column: number, threshold: number, missing: MissingSide): void;
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
  /** Positions in `sides`. */
  let missing = new Uint8Array(1024);
  let count = 0;

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
    missing = into(new Uint8Array(length), missing);
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
      missing[node] = 0;
    },
    setSplit(node, column, threshold, side) {
      feature[node] = column;
      value[node] = threshold;
      missing[node] = sides.indexOf(side);
    },
    setRight(node, child) {
      right[node] = child;
    },
    clear() {
      count = 0;
    },
    toTree(weightUnit) {
      const tree = {
        feature: feature.slice(0, count),
        value: value.slice(0, count),
        right: right.slice(0, count),
        cover: cover.subarray(0, count).map((weight) => weight / weightUnit),
      };
      const heavier = heavierLeft(tree);
      const missingLeft = heavier.map((isHeavier, node) => {
        const side = sides[missing[node] ?? 0];
        return side === "unknown" ? isHeavier : Number(side === "left");
      });
      return { ...tree, missingLeft };
    },
  };
}
