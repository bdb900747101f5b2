/**
 * Parameters in a Python file, as DVC finds them: literals that are assigned to names at the top level, in the body
 * of a class (under its name), and to `self` in its `__init__`. The file is parsed and never executed; what is not
 * a literal is no parameter.
 */
import type { SyntaxNode, Tree } from "@lezer/common";
import { parser } from "@lezer/python";
import { type Key, toKey, type Value, type ValueMap } from "../format/value.ts";
import { pythonNumber, pythonString } from "./pythonText.ts";
import type { ReadFile } from "./readFile.ts";

export function readPython(written: string): ReadFile {
  const { text, tree } = parseWholeFractions(written);
  const slip = firstSlip(tree.topNode);
  if (slip !== null) return { type: "invalid", why: "this is not understood", ...placeIn(text, slip) };
  return { type: "values", root: valuesIn(tree.topNode, text, nameOf) };
}

/** The grammar takes the point of `1.` and `1.e-3` for an attribute's: those numbers get the zero that they lack. */
function parseWholeFractions(written: string): { text: string; tree: Tree } {
  const tree = parser.parse(written);
  const points: number[] = [];
  tree.iterate({
    enter({ name, node }) {
      const number = name === "MemberExpression" ? node.getChild("Number") : null;
      if (number !== null && written[number.to] === ".") points.push(number.to + 1);
    },
  });
  if (points.length === 0) return { text: written, tree };
  const text = points.reduceRight((whole, at) => `${whole.slice(0, at)}0${whole.slice(at)}`, written);
  return { text, tree: parser.parse(text) };
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split("\n");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

function firstSlip(root: SyntaxNode): number | null {
  const cursor = root.cursor();
  do {
    if (cursor.type.isError) return cursor.from;
  } while (cursor.next());
  return null;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment") children.push(child);
  }
  return children;
}

/** What is assigned to; undefined for a target that names no parameter. */
type NameOf = (target: SyntaxNode, text: string) => string | undefined;

const nameOf: NameOf = (target, text) =>
  target.name === "VariableName" ? text.slice(target.from, target.to) : attributeOf(target, text);

const attributeOf: NameOf = (target, text) =>
  /^self\s*\.\s*(\w+)$/u.exec(
    target.name === "MemberExpression" ? text.slice(target.from, target.to) : "",
  )?.[1];

function valuesIn(body: SyntaxNode, text: string, name: NameOf): ValueMap {
  return new Map(statementsOf(body).flatMap((statement) => [...entryOf(statement, text, name)]));
}

/** Several on one line stand in a group. */
function statementsOf(body: SyntaxNode): SyntaxNode[] {
  return childrenOf(body).flatMap((child) => (child.name === "StatementGroup" ? childrenOf(child) : [child]));
}

type Entries = Iterable<readonly [Key, Value]>;

function entryOf(statement: SyntaxNode, text: string, name: NameOf): Entries {
  switch (statement.name) {
    case "AssignStatement":
      return assigned(statement, text, name);
    case "ClassDefinition": {
      const body = statement.getChild("Body");
      return body === null ? [] : [[definedName(statement, text), valuesIn(body, text, nameOf)]];
    }
    case "FunctionDefinition": {
      const body = definedName(statement, text) === "__init__" ? statement.getChild("Body") : null;
      return body === null ? [] : valuesIn(body, text, attributeOf);
    }
    default:
      return [];
  }
}

function definedName(definition: SyntaxNode, text: string): string {
  const name = definition.getChild("VariableName");
  return name === null ? "" : text.slice(name.from, name.to);
}

/** `a = 1`, `a: int = 1`, `a = 1, 2`; neither `a = b = 1` nor `a, b = 1, 2`. */
function assigned(statement: SyntaxNode, text: string, name: NameOf): Entries {
  const parts = childrenOf(statement).filter(({ name: type }) => type !== "TypeDef");
  const [target, sign, ...given] = parts;
  if (target === undefined || sign?.name !== "AssignOp") return [];
  if (given.some(({ name: type }) => type === "AssignOp")) return [];
  const key = name(target, text);
  const [only] = given;
  const value = given.length === 1 && only !== undefined ? literal(only, text) : listOf(given, text);
  return key === undefined || value === undefined ? [] : [[key, value]];
}

function literal(node: SyntaxNode, text: string): Value | undefined {
  const written = text.slice(node.from, node.to);
  switch (node.name) {
    case "Number":
      return pythonNumber(written);
    case "String":
      return pythonString(written);
    case "ContinuedString":
      return joined(childrenOf(node), text);
    case "Boolean":
      return written === "True";
    case "None":
      return null;
    case "UnaryExpression":
      return signed(node, text);
    case "ParenthesizedExpression":
      return literal(childrenOf(node)[1] ?? node.node, text);
    case "ArrayExpression":
    case "TupleExpression":
    case "SetExpression":
      return listOf(childrenOf(node).slice(1, -1), text);
    case "DictionaryExpression":
      return dictionaryOf(childrenOf(node).slice(1, -1), text);
    default:
      return undefined;
  }
}

/** Strings that stand one after the other are one. */
function joined(parts: readonly SyntaxNode[], text: string): string | undefined {
  const strings = parts.map((part) => literal(part, text));
  return strings.every((part) => typeof part === "string") ? strings.join("") : undefined;
}

function signed(node: SyntaxNode, text: string): Value | undefined {
  const [sign, operand] = childrenOf(node);
  const value = operand === undefined ? undefined : literal(operand, text);
  const written = sign === undefined ? "" : text.slice(sign.from, sign.to);
  if (typeof value !== "bigint" && typeof value !== "number") return undefined;
  if (written === "-") return -value;
  return written === "+" ? value : undefined;
}

function isNotComma({ name }: SyntaxNode): boolean {
  return name !== ",";
}

function listOf(parts: readonly SyntaxNode[], text: string): Value | undefined {
  const values = parts.filter(isNotComma).map((part) => literal(part, text));
  return values.every((value) => value !== undefined) ? values : undefined;
}

function dictionaryOf(parts: readonly SyntaxNode[], text: string): Value | undefined {
  const entries = new Map<Key, Value>();
  const written = parts.filter(isNotComma);
  for (let index = 0; index < written.length; index += 3) {
    const [key, colon, value] = written.slice(index, index + 3);
    if (key === undefined || colon?.name !== ":" || value === undefined) return undefined;
    const [name, content] = [literal(key, text), literal(value, text)];
    if (name === undefined || content === undefined) return undefined;
    entries.set(toKey(name), content);
  }
  return entries;
}
