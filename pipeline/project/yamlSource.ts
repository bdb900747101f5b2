/**
 * A YAML file with places: parsed once, questions answered with line and column, problems collected instead of
 * thrown. It knows YAML, not what a stage is.
 */
import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseDocument,
  Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import { type Problem, type ProblemCode, problem } from "#protocol/problem.ts";
import { toValue, type Value } from "../format/value.ts";
import { pythonTags } from "../format/yamlWords.ts";
import type { Position } from "./project.ts";

export interface Entry {
  readonly key: string;
  readonly position: Position;
  /** Null where nothing is written after the colon. */
  readonly value: Node | null;
}

export interface YamlSource {
  readonly path: string;
  readonly problems: readonly Problem[];
  readonly root: Node | null;
  entries(map: YAMLMap): Entry[];
  position(node: Node | null): Position;
  /** The node that an alias stands for; others themselves. */
  resolve(node: unknown): Node | null;
  value(node: Node | null): Value;
}

const options = {
  customTags: pythonTags,
  merge: true,
  prettyErrors: false,
  keepSourceTokens: false,
} as const;

/** `path` is only named in problems. `code` is that of a file which is no YAML. */
export function parseYaml(text: string, path: string, code: ProblemCode = "invalid-yaml"): YamlSource {
  const lines = new LineCounter();
  const document = parseDocument<ParsedNode>(text, { ...options, lineCounter: lines });
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const position = (node: Node | null): Position => place(node?.range?.[0] ?? 0);
  const resolve = (node: unknown): Node | null => {
    if (isAlias(node)) return node.resolve(document) ?? null;
    return isNode(node) ? node : null;
  };
  const refuse = (why: string, at: Position): Problem =>
    problem(code, `${path} is not valid YAML: ${why}`, { path, ...at });
  const problems = document.errors.map((error) => refuse(plainly(error.message), place(error.pos[0])));
  const value = (node: Node | null): Value =>
    node === null ? null : toValue(node.toJS(document, { mapAsMap: true }));
  problems.push(...structureProblems(document, (why, node) => refuse(why, position(node))));
  const root = problems.length > 0 ? null : document.contents;
  const expansion = root === null ? null : excessiveAliases(() => value(root));
  if (expansion !== null) problems.push(refuse(expansion, { line: 1, column: 1 }));
  return {
    path,
    problems,
    root,
    position,
    resolve,
    value,
    entries: (map) => entriesOf(map, position, resolve),
  };
}

const tooDeep = "it is nested too deeply";

/** The parser tells the end of its own stack as an error of the text. */
function plainly(message: string): string {
  return message.startsWith("Maximum call stack") ? tooDeep : message;
}

/** What the library lets through: aliases of nothing or of themselves, keys that are no text, merges of no maps. */
function structureProblems(
  document: Document.Parsed,
  refuse: (why: string, node: Node | null) => Problem,
): readonly Problem[] {
  const found: Problem[] = [];
  visit(document, {
    Alias(_key, node, path) {
      const anchored = node.resolve(document);
      if (anchored === undefined) found.push(refuse(`no anchor '&${node.source}' stands before it`, node));
      else if (path.includes(anchored)) {
        found.push(refuse(`'*${node.source}' stands for something that it is a part of`, node));
      }
    },
    Pair(_key, { key, value }) {
      const name = isAlias(key) ? key.resolve(document) : key;
      if (isCollection(name)) found.push(refuse("a list or a map cannot be a key", name));
      if (isMerge(key) && !isMergeable(document, value)) {
        found.push(refuse("only maps can be merged with '<<'", isNode(key) ? key : null));
      }
    },
  });
  return found;
}

/** A map, or a list of maps; the library throws at anything else. */
function isMergeable(document: Document.Parsed, value: unknown): boolean {
  const target = (node: unknown): unknown => (isAlias(node) ? node.resolve(document) : node);
  const merged = target(value);
  return isSeq(merged) ? merged.items.every((item) => isMap(target(item))) : isMap(merged);
}

/** Aliases within aliases can stand for more than memory holds; the library counts them and gives up. */
function excessiveAliases(expand: () => unknown): string | null {
  try {
    expand();
    return null;
  } catch (error) {
    if (error instanceof ReferenceError) return "its aliases stand for more than can be read";
    if (error instanceof RangeError) return tooDeep;
    throw error;
  }
}

/** What a map merges in (`<<`) counts where it has no such key itself. */
function entriesOf(map: YAMLMap, position: YamlSource["position"], resolve: YamlSource["resolve"]): Entry[] {
  const pairs = map.items.map(({ key, value }) => ({ key, name: resolve(key), content: resolve(value) }));
  const own = pairs
    .filter(({ name }) => !isMerge(name))
    .map(({ key, name, content }) => ({
      key: keyText(name, key),
      position: position(name),
      value: unlessNull(content),
    }));
  const names = new Set(own.map(({ key }) => key));
  const merged = pairs
    .filter(({ name }) => isMerge(name))
    .flatMap(({ content }) => (isSeq(content) ? content.items.map(resolve) : [content]))
    .flatMap((each) => (isMap(each) ? entriesOf(each, position, resolve) : []));
  return [...own, ...merged.filter(({ key }) => !names.has(key))];
}

function isMerge(name: unknown): boolean {
  if (!isScalar(name)) return false;
  return typeof name.value === "symbol" || (name.value === "<<" && name.type === Scalar.PLAIN);
}

function keyText(name: Node | null, key: unknown): string {
  return isScalar(name) ? String(name.value) : String(key);
}

function unlessNull(content: Node | null): Node | null {
  return isScalar(content) && content.value === null ? null : content;
}
