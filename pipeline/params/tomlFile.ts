/** Parameters in a TOML file. Dates have no place in a lock file's values: they are their text. */
import { parse, TomlDate, TomlError } from "smol-toml";
import { toValue, type ValueMap } from "../format/value.ts";
import type { ReadFile } from "./readFile.ts";

export function readToml(text: string): ReadFile {
  try {
    return { type: "values", root: rootOf(parse(text, { integersAsBigInt: true })) };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [why = ""] = error.message.replace(/^Invalid TOML document: /, "").split("\n");
    return { type: "invalid", why, line: error.line, column: error.column };
  }
}

function rootOf(table: Readonly<Record<string, unknown>>): ValueMap {
  return new Map(Object.entries(table).map(([key, value]) => [key, toValue(withoutDates(value))]));
}

function withoutDates(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(withoutDates);
  if (typeof value !== "object" || value === null) return value;
  return new Map(Object.entries(value).map(([key, each]) => [key, withoutDates(each)]));
}
