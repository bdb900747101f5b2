/**
 * Values as YAML text, to the byte as DVC's writer (ruamel.yaml 1.2, block style, width 80, lists not indented)
 * prints them, so that two people with different tools do not see each other's lock files change.
 */
import { pythonFloat } from "./pythonFloat.ts";
import { isList, isMap, type Key, type Value, type ValueMap } from "./value.ts";
import { quotedScalar } from "./yamlScalar.ts";

/** One document; ends with a line end. */
export function yamlText(root: ValueMap): string {
  return root.size === 0 ? "{}\n" : mapLines(root, 0).join("");
}

/** `key: value` lines at an indentation, for putting an entry into a text that exists. */
export function yamlEntry(key: string, value: Value, indent: number): string {
  return entryText(key, value, indent);
}

function mapLines(map: ValueMap, indent: number): string[] {
  return Array.from(map, ([key, value]) => entryText(key, value, indent));
}

function entryText(key: Key, value: Value, indent: number): string {
  const lead = " ".repeat(indent);
  const name = keyOf(key, indent);
  if (isMap(value) && value.size > 0) return `${lead}${name}:\n${mapLines(value, indent + 2).join("")}`;
  if (isList(value) && value.length > 0) return `${lead}${name}:\n${listText(value, indent)}`;
  const start = indent + Array.from(name).length + 1;
  const text = leaf(value, indent + 2, start);
  return text === "" ? `${lead}${name}:\n` : `${lead}${name}: ${text}\n`;
}

function keyOf(key: Key, indent: number): string {
  if (typeof key === "string") return scalar(key, indent, 0, false);
  return typeof key === "number" ? yamlFloat(key) : String(key);
}

function listText(list: readonly Value[], indent: number): string {
  return list.map((item) => itemText(item, indent)).join("");
}

function itemText(item: Value, indent: number): string {
  const lead = `${" ".repeat(indent)}-`;
  if (isMap(item) && item.size > 0)
    return `${lead} ${mapLines(item, indent + 2)
      .join("")
      .slice(indent + 2)}`;
  if (isList(item) && item.length > 0) return `${lead} ${listText(item, indent + 2).slice(indent + 2)}`;
  const text = leaf(item, indent + 2, indent + 1);
  return `${lead} ${text}\n`;
}

/** `column`: where the text before the value ended, its separating space not counted. */
function leaf(value: Value, indent: number, column: number): string {
  if (value === null) return "";
  if (isMap(value)) return "{}";
  if (isList(value)) return "[]";
  if (typeof value === "string") return scalar(value, indent, column, true);
  return typeof value === "number" ? yamlFloat(value) : String(value);
}

function yamlFloat(value: number): string {
  return Number.isFinite(value) ? pythonFloat(value) : `.${pythonFloat(value)}`.replace(".-", "-.");
}

function scalar(text: string, indent: number, column: number, mayFold: boolean): string {
  return quotedScalar(text, { indent, column, mayFold });
}
