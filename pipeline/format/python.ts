/**
 * Text exactly as Python writes it. Directory hashes and run cache keys are checksums of `json.dumps` output, and
 * `dvc.lock` holds floats as `repr` gives them: one different byte is another hash.
 */
import { pythonFloat } from "./pythonFloat.ts";
import { isList, isMap, type Key, keyText, Timestamp, type Value, type ValueMap } from "./value.ts";

/** Order by Unicode code points, as Python compares strings; JavaScript's own order is that of UTF-16 units. */
export function compareCodePoints(one: string, other: string): number {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) {
    const left = one.charCodeAt(index);
    const right = other.charCodeAt(index);
    if (left !== right) return surrogatesLast(left) - surrogatesLast(right);
  }
  return one.length - other.length;
}

/** At the first difference only surrogates (0xD800 to 0xDFFF) sort wrongly: they stand for points above 0xFFFF. */
function surrogatesLast(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

export function byCodePoint<Item>(items: Iterable<Item>, text: (item: Item) => string): Item[] {
  return Array.from(items).sort((one, other) => compareCodePoints(text(one), text(other)));
}

/** `json.dumps(value, sort_keys=True)`. */
export function pythonJson(value: Value): string {
  if (isList(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (isMap(value)) {
    const entries = sortedKeys(value).map(
      ([key, each]) => `${pythonString(keyText(key))}: ${pythonJson(each)}`,
    );
    return `{${entries.join(", ")}}`;
  }
  if (typeof value === "string") return pythonString(value);
  if (typeof value === "number") return jsonFloat(value);
  return value instanceof Timestamp ? pythonString(value.text) : String(value);
}

/** Python sorts keys before it makes texts of them: numbers by their size. */
function sortedKeys(map: ValueMap): (readonly [Key, Value])[] {
  const entries = Array.from(map);
  return entries.some(([key]) => typeof key === "string" || key === null)
    ? byCodePoint(entries, ([key]) => keyText(key))
    : entries.sort(([one], [other]) => Number(one) - Number(other));
}

function jsonFloat(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value < 0 ? "-Infinity" : "Infinity";
  return pythonFloat(value);
}

/** A JSON string in ASCII: Python escapes 0x7F and all beyond; astral points become two surrogates. */
export function pythonString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, escapeUnit);
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
