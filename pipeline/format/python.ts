/**
 * Text exactly as Python writes it. Directory hashes and run cache keys are checksums of `json.dumps` output, and
 * `dvc.lock` holds floats as `repr` gives them: one different byte is another hash.
 */
import { isList, isMap, type Value } from "./value.ts";

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

/** `repr(float)`: shortest digits that round-trip, exponent from 1e16 up and below 1e-4. */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  if (value === 0) return Object.is(value, -0) ? "-0.0" : "0.0";
  const [digits = "", power = "0"] = value.toExponential().split("e");
  const exponent = Number(power);
  return exponent < -4 || exponent >= 16 ? scientific(digits, exponent) : decimal(value, digits, exponent);
}

function notFinite(value: number): string {
  if (Number.isNaN(value)) return "nan";
  return value < 0 ? "-inf" : "inf";
}

function scientific(digits: string, exponent: number): string {
  return `${digits}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

function decimal(value: number, digits: string, exponent: number): string {
  const plain = exponent < 0 ? value.toFixed(digitsAfterPoint(digits) - exponent) : String(value);
  return plain.includes(".") ? plain : `${plain}.0`;
}

function digitsAfterPoint(digits: string): number {
  return digits.split(".")[1]?.length ?? 0;
}

/** `json.dumps(value, sort_keys=True)`. */
export function pythonJson(value: Value): string {
  if (isList(value)) return `[${value.map(pythonJson).join(", ")}]`;
  if (isMap(value)) {
    const entries = byCodePoint(value, ([key]) => key);
    return `{${entries.map(([key, each]) => `${pythonString(key)}: ${pythonJson(each)}`).join(", ")}}`;
  }
  if (typeof value === "string") return pythonString(value);
  if (typeof value === "number") return jsonFloat(value);
  return String(value);
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
