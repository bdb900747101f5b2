/** Resolves the templates in a YAML tree. What is new stands at the place of what it was made from. */
import { isMap, isScalar, isSeq, type Node, Pair, type Range, Scalar, YAMLMap, YAMLSeq } from "yaml";
import { isList, isMap as isValueMap, type Value } from "../format/value.ts";
import { type Reader, report } from "../project/reader.ts";
import { type Context, resolveText } from "./context.ts";
import { isTemplate, TemplateError } from "./expression.ts";

/**
 * Templates that cannot be resolved stay as they are; the problem is in the reader. `key`: of the stage, under which
 * the node stands; null for the stage itself.
 */
export function resolveNode(reader: Reader, context: Context, node: Node, key: string | null): Node {
  const resolve = (inner: unknown, name: string | null): unknown => {
    const found = reader.source.resolve(inner);
    return found === null ? inner : resolveNode(reader, context, found, name);
  };
  if (isScalar(node)) return resolveScalar(reader, context, node, key);
  if (isSeq(node)) {
    const items = node.items.map((item) => resolve(item, key));
    return items.every((item, index) => item === node.items[index]) ? node : seqOf(items, node.range);
  }
  if (!isMap(node)) return node;
  const pairs = node.items.map((pair) => {
    const name = key ?? keyOf(pair);
    return name === "vars" ? pair : new Pair(resolve(pair.key, name), resolve(pair.value, name));
  });
  const isSame = pairs.every((pair, index) => {
    const before = node.items[index];
    return pair.key === before?.key && pair.value === before?.value;
  });
  return isSame ? node : mapOf(pairs, node.range);
}

/** Null for what merges another map in. */
function keyOf({ key }: Pair): string | null {
  const name = isScalar(key) ? key.value : null;
  return typeof name === "string" && name !== "<<" ? name : null;
}

function resolveScalar(reader: Reader, context: Context, node: Scalar, key: string | null): Node {
  const { value } = node;
  if (typeof value !== "string" || !isTemplate(value)) return node;
  try {
    return nodeOf(resolveText(context, value, { isCommand: key === "cmd" }), node.range);
  } catch (error) {
    reportTemplate(reader, node, error);
    return node;
  }
}

/** A template that is wrong becomes a problem at the node's place; any other error is thrown on. */
export function reportTemplate(reader: Reader, node: Node | null, error: unknown): void {
  if (!(error instanceof TemplateError)) throw error;
  report(reader, "invalid-template", reader.source.position(node), error.message);
}

type Place = Range | null | undefined;

function at<Kind extends Node>(node: Kind, range: Place): Kind {
  if (range) node.range = range;
  return node;
}

function seqOf(items: readonly unknown[], range: Place): YAMLSeq {
  const seq = new YAMLSeq();
  seq.items = [...items];
  return at(seq, range);
}

function mapOf(pairs: readonly Pair[], range: Place): YAMLMap {
  const map = new YAMLMap();
  map.items = [...pairs];
  return at(map, range);
}

export function nodeOf(value: Value, range: Place): Node {
  if (isList(value))
    return seqOf(
      value.map((each) => nodeOf(each, range)),
      range,
    );
  if (isValueMap(value)) {
    const pairs = Array.from(value, ([key, each]) => new Pair(nodeOf(key, range), nodeOf(each, range)));
    return mapOf(pairs, range);
  }
  return at(new Scalar(value), range);
}
