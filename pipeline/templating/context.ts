/** The names that templates may use, and where each comes from. Nothing is ever redefined: that would be an error. */
import { isMap, type Key, keyText, type Value, type ValueMap } from "../format/value.ts";
import { select, TemplateError, wholeExpression, withExpressions } from "./expression.ts";
import { type Place, written } from "./written.ts";

export interface Context {
  readonly values: ValueMap;
  /** By dotted name. */
  readonly sources: ReadonlyMap<string, string>;
  /** Files that were loaded: the keys that were taken, null for all. */
  readonly files: ReadonlyMap<string, readonly string[] | null>;
}

export const emptyContext: Context = { values: new Map(), sources: new Map(), files: new Map() };

/** Maps grow together; a name that is there already throws a TemplateError. */
export function withValues(context: Context, values: ValueMap, source: string): Context {
  const sources = new Map(context.sources);
  return { ...context, values: grown(context.values, values, { source, sources, prefix: "" }), sources };
}

interface Growth {
  readonly source: string;
  readonly sources: Map<string, string>;
  readonly prefix: string;
}

function grown(into: ValueMap, more: ValueMap, growth: Growth): ValueMap {
  const added = Array.from(
    more,
    ([key, value]) => [key, grownValue(into.get(key), value, key, growth)] as const,
  );
  return new Map([...into, ...added]);
}

function grownValue(before: Value | undefined, value: Value, key: Key, growth: Growth): Value {
  const name = `${growth.prefix}${keyText(key)}`;
  if (before === undefined) {
    growth.sources.set(name, growth.source);
    return value;
  }
  if (!isMap(before) || !isMap(value)) throw redefined(name, growth.source, growth.sources);
  return grown(before, value, { ...growth, prefix: `${name}.` });
}

function redefined(name: string, source: string, sources: ReadonlyMap<string, string>): TemplateError {
  const parts = name.split(".");
  const known = parts.map((_, index) => sources.get(parts.slice(0, parts.length - index).join(".")));
  const before = known.find((each) => each !== undefined) ?? "another place";
  return new TemplateError(
    `${source} defines '${name}', which ${before} defines already: rename one of them.`,
  );
}

/** For one stage of many: `item`, and `key` where there is one, hide whatever has these names. */
export function withItem({ values, ...rest }: Context, item: Value, key: string | null): Context {
  const own: [string, Value][] =
    key === null
      ? [["item", item]]
      : [
          ["item", item],
          ["key", key],
        ];
  return { ...rest, values: new Map([...values, ...own]) };
}

/** The text's value: of any type where it is one expression, else a text. Throws a TemplateError. */
export function resolveText({ values }: Context, text: string, place: Place): Value {
  const whole = wholeExpression(text);
  if (whole !== null) return select(values, whole);
  return withExpressions(text, (path) => written(select(values, path), place));
}
