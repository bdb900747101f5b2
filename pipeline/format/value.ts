/**
 * A value as YAML and Python know it: whole numbers and fractions are different things (`1` is not `1.0`), and
 * keys keep their order. Lock files and run cache keys are written from it, so nothing may be lost on the way.
 * JSON, where the difference does not exist, is what the other rooms see.
 */
import type { JsonValue } from "#protocol/json.ts";

/** A whole number is a bigint, a fraction a number. */
export type Value = string | boolean | null | bigint | number | readonly Value[] | ValueMap;
export type ValueMap = ReadonlyMap<string, Value>;

/**
 * What the `yaml` library gives with `intAsBigInt` and `mapAsMap`, or what JSON.parse gives; keys become text,
 * unknown things their text.
 */
export function toValue(parsed: unknown): Value {
  if (parsed === null || parsed === undefined) return null;
  if (Array.isArray(parsed)) return parsed.map(toValue);
  if (parsed instanceof Map) {
    return new Map(Array.from(parsed, ([key, value]) => [String(key), toValue(value)]));
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
  if (isMap(value)) return Object.fromEntries(Array.from(value, ([key, each]) => [key, jsonOf(each)]));
  return value;
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
  if (typeof one === typeof other) return Object.is(one, other) || one === other;
  return isNumber(one) && isNumber(other) && Number(one) === Number(other);
}

function isNumber(value: Value | undefined): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}
