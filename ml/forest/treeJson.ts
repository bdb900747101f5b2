/** Trees to and from the nodes of ml-cart 2, which ml-random-forest's trees are made of. */
import { shown } from "../checks.ts";
import { savedJsonReader } from "../savedJson.ts";
import { heavierLeft, leaf, type Tree } from "./tree.ts";

/** What a leaf predicts: a number, or a matrix of one line with the share of each class. */
export type LeafJson = number | number[][];

/** A leaf has a `distribution`; any other node has the rest. */
interface NodeJson {
  distribution?: LeafJson;
  splitColumn?: number;
  splitValue?: number;
  left?: NodeJson;
  right?: NodeJson;
}

export interface TreeJson {
  root: NodeJson;
  /** Not ml-random-forest's: the tree's `cover`, in preorder. */
  cover?: readonly number[];
  /**
   * Not ml-random-forest's, which sends missing values right: the nodes, in preorder, that have learned otherwise than
   * to send them where `heavierLeft` does.
   */
  missingLearned?: readonly number[];
}

const { finite, list } = savedJsonReader("the saved forest");

export function treeToJson(tree: Tree, leafToJson: (value: number) => LeafJson): TreeJson {
  return {
    root: rootToJson(tree, leafToJson),
    ...(tree.cover && { cover: [...tree.cover] }),
    ...missingToJson(tree),
  };
}

/** Backwards through the preorder, so that children are there before their parents, at any depth. */
function rootToJson({ feature, value, right }: Tree, leafToJson: (value: number) => LeafJson): NodeJson {
  const nodes: NodeJson[] = [];
  for (let node = feature.length - 1; node >= 0; node--) {
    const number = value[node] ?? 0;
    const splitColumn = feature[node] ?? leaf;
    if (splitColumn === leaf) {
      nodes[node] = { distribution: leafToJson(number) };
      continue;
    }
    const left = nodes[node + 1] ?? {};
    nodes[node] = { splitColumn, splitValue: number, left, right: nodes[right[node] ?? 0] ?? {} };
  }
  return nodes[0] ?? {};
}

function missingToJson({ feature, right, cover, missingLeft }: Tree): Pick<TreeJson, "missingLearned"> {
  if (cover === null || missingLeft === null) return {};
  const heavier = heavierLeft({ feature, right, cover });
  const learned = [...heavier.keys()].filter((node) => heavier[node] !== missingLeft[node]);
  return learned.length === 0 ? {} : { missingLearned: learned };
}

interface UnknownTree {
  readonly root?: unknown;
  readonly cover?: unknown;
  readonly missingLearned?: unknown;
}

/** @param columns of the forest, by the numbers under which the tree knows them */
export function treeFromJson(
  { root, cover, missingLearned }: UnknownTree,
  columns: readonly number[],
  leafFromJson: (distribution: unknown) => number,
): Omit<Tree, "shares"> {
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
      value.push(leafFromJson(json.distribution));
      continue;
    }
    feature.push(finite(columns[finite(json.splitColumn)]));
    value.push(finite(json.splitValue));
    open.push({ json: json.right, rightOf: node }, { json: json.left, rightOf: -1 });
  }
  const tree = {
    feature: Int32Array.from(feature),
    value: Float64Array.from(value),
    right: Int32Array.from(right),
  };
  if (cover === undefined) return { ...tree, cover: null, missingLeft: null };
  const weighed = { ...tree, cover: coverFromJson(cover, feature.length) };
  return { ...weighed, missingLeft: missingFromJson(missingLearned ?? [], heavierLeft(weighed)) };
}

function coverFromJson(json: unknown, nodes: number): Float64Array {
  if (Array.isArray(json) && json.length === nodes) return Float64Array.from(json, finite);
  throw new Error("the saved forest does not say how many rows came to each node");
}

function missingFromJson(json: unknown, heavier: Uint8Array): Uint8Array {
  const missingLeft = heavier.slice();
  for (const node of list(json)) {
    if (typeof node !== "number" || heavier[node] === undefined) {
      throw new Error(
        `the saved forest says where node ${shown(node)} sends missing values, but has none such`,
      );
    }
    missingLeft[node] = 1 - heavier[node];
  }
  return missingLeft;
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
