/**
 * A value as YAML and Python know it: whole numbers and fractions are different things (`1` is not `1.0`), and
 * keys keep their order. Lock files and run cache keys are written from it, so nothing may be lost on the way.
 * JSON, where the difference does not exist, is what the other rooms see.
 */
import type { JsonValue } from "#protocol/json.ts";
import { pythonFloat } from "./pythonFloat.ts";

/** A whole number is a bigint, a fraction a number. */
export type Value = string | boolean | null | bigint | number | Timestamp | readonly Value[] | ValueMap;
/** In Python `{0: 1.5, 1: 0.5}` has no texts for keys, and DVC tells such a map from one that has. */
export type Key = string | bigint | number | boolean | null;
export type ValueMap = ReadonlyMap<Key, Value>;

/** A date or a time as YAML knows them. Nobody here computes with it. */
export class Timestamp {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/**
 * What the `yaml` library gives with `intAsBigInt` and `mapAsMap`, or what JSON.parse gives; unknown things
 * become their text.
 */
export function toValue(parsed: unknown): Value {
  if (parsed === null || parsed === undefined) return null;
  if (parsed instanceof Timestamp) return parsed;
  if (Array.isArray(parsed)) return parsed.map(toValue);
  if (parsed instanceof Map) {
    return new Map(Array.from(parsed, ([key, value]) => [toKey(key), toValue(value)]));
  }
  switch (typeof parsed) {
    case "string":
    case "boolean":
    case "bigint":
    case "number":
      return parsed;
    case "object":
      return new Map(Object.entries(parsed).map(([key, value]) => [key, toValue(value)]));
    default:
      return String(parsed);
  }
}

/** What cannot be a key is one by its text. */
export function toKey(parsed: unknown): Key {
  switch (typeof parsed) {
    case "string":
    case "bigint":
    case "number":
    case "boolean":
      return parsed;
    default:
      return parsed === null ? null : String(parsed);
  }
}

/** As Python's JSON writes it, and as dotted names call it. */
export function keyText(key: Key): string {
  return typeof key === "number" ? pythonFloat(key) : String(key);
}

/** Undefined where none has the name; a key that is no text goes by its text. */
export function memberOf(map: ValueMap, name: string): Value | undefined {
  if (map.has(name)) return map.get(name);
  for (const [key, value] of map) if (keyText(key) === name) return value;
  return undefined;
}

export function isMap(value: Value | undefined): value is ValueMap {
  return value instanceof Map;
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whole numbers beyond 2^53 lose digits, infinities and not-a-number become null: JSON has none of them. */
export function jsonOf(value: Value): JsonValue {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (isList(value)) return value.map(jsonOf);
  if (isMap(value))
    return Object.fromEntries(Array.from(value, ([key, each]) => [keyText(key), jsonOf(each)]));
  return value instanceof Timestamp ? value.text : value;
}

/** Equal as Python compares: 1 equals 1.0, the order of keys does not count. */
export function sameValue(one: Value | undefined, other: Value | undefined): boolean {
  if (isList(one)) {
    return (
      isList(other) &&
      one.length === other.length &&
      one.every((item, index) => sameValue(item, other[index]))
    );
  }
  if (isMap(one)) {
    return (
      isMap(other) &&
      one.size === other.size &&
      Array.from(one).every(([key, value]) => other.has(key) && sameValue(value, other.get(key)))
    );
  }
  if (one instanceof Timestamp) return other instanceof Timestamp && one.text === other.text;
  if (typeof one === typeof other) return Object.is(one, other) || one === other;
  return isNumber(one) && isNumber(other) && Number(one) === Number(other);
}

function isNumber(value: Value | undefined): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}
