/** The stages that one entry stands for: one, or one for each item of `foreach`, or for each combination of `matrix`. */
import { isMap, type Node } from "yaml";
import { isList, isMap as isValueMap, keyText, type Value, type ValueMap } from "../format/value.ts";
import { type Reader, report } from "../project/reader.ts";
import type { Entry } from "../project/yamlSource.ts";
import { type Context, withItem } from "./context.ts";
import { resolveNode } from "./nodes.ts";
import { written } from "./written.ts";

/** More than anybody means: a matrix multiplies. */
export const mostStages = 10_000;

/** A stage that is meant, with the names that its templates may use. */
export interface Single {
  readonly entry: Entry;
  readonly context: Context;
}

export function singlesOf(reader: Reader, context: Context, entry: Entry): readonly Single[] {
  const parts = isMap(entry.value) ? reader.source.entries(entry.value) : [];
  const part = (name: string): Entry | undefined => parts.find(({ key }) => key === name);
  const [foreach, matrix] = [part("foreach"), part("matrix")];
  if (foreach !== undefined) return eachOf(reader, context, { entry, parts, foreach });
  return matrix === undefined ? [{ entry, context }] : combinationsOf(reader, context, entry, matrix);
}

function named(entry: Entry, key: string, value: Node | null = entry.value): Entry {
  return { ...entry, key: `${entry.key}@${key}`, value };
}

/** The value that a node stands for once its templates are resolved; undefined when they could not be. */
function valueAt(reader: Reader, context: Context, node: Node | null): Value | undefined {
  const before = reader.problems.length;
  const resolved = node === null ? null : resolveNode(reader, context, node, "foreach");
  return reader.problems.length > before ? undefined : reader.source.value(resolved);
}

interface Foreach {
  readonly entry: Entry;
  readonly parts: readonly Entry[];
  readonly foreach: Entry;
}

function eachOf(reader: Reader, context: Context, { entry, parts, foreach }: Foreach): readonly Single[] {
  for (const { key, position } of parts.filter(({ key }) => key !== "foreach" && key !== "do")) {
    report(
      reader,
      "invalid-project",
      position,
      `'${key}' belongs below 'do', which every item's stage is made of.`,
    );
  }
  const body = parts.find(({ key }) => key === "do");
  if (body === undefined) {
    report(
      reader,
      "invalid-project",
      foreach.position,
      "'foreach' needs 'do': the stage that is made for each item.",
    );
    return [];
  }
  const items = valueAt(reader, context, foreach.value);
  if (items === undefined) return [];
  if (!isList(items) && !isValueMap(items)) {
    report(reader, "invalid-template", foreach.position, "'foreach' must be a list or a map.");
    return [];
  }
  return itemsOf(items).map(({ key, value }) => ({
    entry: named({ ...entry, value: body.value }, key),
    context: withItem(context, value, isValueMap(items) ? key : null),
  }));
}

interface Item {
  readonly key: string;
  readonly value: Value;
}

function isComposite(value: Value): value is ValueMap | readonly Value[] {
  return isList(value) || isValueMap(value);
}

/** A map's keys name its items; so do a list's items themselves, or their places if one of them has parts. */
function itemsOf(items: ValueMap | readonly Value[]): readonly Item[] {
  if (isValueMap(items)) return Array.from(items, ([key, value]) => ({ key: keyText(key), value }));
  const byPlace = items.some(isComposite);
  return distinct(items.map((value, index) => ({ key: byPlace ? String(index) : nameOf(value), value })));
}

function nameOf(value: Value): string {
  return written(value, { isCommand: false });
}

/** As in Python's dictionaries, the first has the place and the last the say. */
function distinct(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.key, item])).values()];
}

function combinationsOf(reader: Reader, context: Context, entry: Entry, matrix: Entry): readonly Single[] {
  const axes = axesOf(reader, context, matrix);
  if (axes === null) return [];
  const size = axes.reduce((product, { choices }) => product * choices.length, 1);
  if (size > mostStages) {
    report(
      reader,
      "invalid-template",
      matrix.position,
      `'matrix' makes ${size} stages: ${mostStages} are the most.`,
    );
    return [];
  }
  const combinations = axes.reduce<readonly (readonly Item[])[]>(
    (made, { name, choices }) =>
      made.flatMap((before) => choices.map((value, index) => [...before, choiceOf(name, value, index)])),
    [[]],
  );
  const items = combinations.map((choices) => ({
    key: choices.map(({ key }) => key).join("-"),
    value: new Map(choices.map(({ value }, index) => [axes[index]?.name ?? "", value])),
  }));
  return distinct(items).map(({ key, value }) => ({
    entry: named(entry, key),
    context: withItem(context, value, key),
  }));
}

function choiceOf(name: string, value: Value, index: number): Item {
  return { key: isComposite(value) ? `${name}${index}` : nameOf(value), value };
}

interface Axis {
  readonly name: string;
  readonly choices: readonly Value[];
}

function axesOf(reader: Reader, context: Context, matrix: Entry): readonly Axis[] | null {
  if (!isMap(matrix.value)) {
    report(reader, "invalid-template", matrix.position, "'matrix' must be a map of lists.");
    return null;
  }
  const axes = reader.source.entries(matrix.value).map(({ key: name, value, position }): Axis | null => {
    const choices = valueAt(reader, context, value);
    if (isList(choices)) return { name, choices };
    if (choices !== undefined)
      report(reader, "invalid-template", position, `'${name}' of 'matrix' must be a list.`);
    return null;
  });
  return axes.every((axis) => axis !== null) ? axes : null;
}
