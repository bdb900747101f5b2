/**
 * What a plain scalar stands for when it is no text, by the rules of ruamel.yaml, with which DVC reads and writes: YAML
 * 1.2's words and numbers, with Python's underscores (`1_000`), and dates.
 */
import type { ScalarTag, TagId, Tags } from "yaml";
import { Timestamp } from "./value.ts";

export const wholePattern =
  /^(?=[-+0-9])(?:[-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+)$/;

export const fractionPatterns = [
  /^[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?$/,
  /^[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+$/,
  /^[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?$/,
  /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
] as const;

export const datePatterns = [
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/,
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/,
] as const;

/** Underscores alone are no number: such a word stays text. */
function wholeOf(text: string): bigint | string {
  const digits = text.replaceAll("_", "");
  const sign = digits.startsWith("-") ? -1n : 1n;
  const unsigned = digits.replace(/^[-+]/, "");
  return /^(?:0[box])?$/.test(unsigned) ? text : sign * BigInt(unsigned);
}

function fractionOf(text: string): number | string {
  const plain = text.replaceAll("_", "").toLowerCase();
  if (plain.endsWith(".nan")) return Number.NaN;
  if (plain.endsWith(".inf")) return plain.startsWith("-") ? -Infinity : Infinity;
  const value = Number(plain);
  return Number.isNaN(value) ? text : value;
}

function tagOf(name: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag {
  return { tag: `tag:yaml.org,2002:${name}`, default: true, test, resolve };
}

const tags: readonly ScalarTag[] = [
  tagOf("int", wholePattern, wholeOf),
  ...fractionPatterns.map((pattern) => tagOf("float", pattern, fractionOf)),
  ...datePatterns.map((pattern) => tagOf("timestamp", pattern, (text) => new Timestamp(text))),
];

const replaced = new Set(["tag:yaml.org,2002:int", "tag:yaml.org,2002:float"]);

/** In the place of those of the `yaml` library. */
export function pythonTags(usual: Tags): Tags {
  const isReplaced = (tag: Tags[number] | TagId): boolean => typeof tag !== "string" && replaced.has(tag.tag);
  return [...usual.filter((tag) => !isReplaced(tag)), ...tags];
}
