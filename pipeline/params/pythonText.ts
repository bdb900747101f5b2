/** Python's literals, from their text to their value: numbers, and strings with their prefixes and escapes. */
import type { Value } from "../format/value.ts";

const whole = /^(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|\d+)$/;

/** Undefined for an imaginary number. */
export function pythonNumber(text: string): Value | undefined {
  const digits = text.replaceAll("_", "");
  if (whole.test(digits)) return BigInt(digits);
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : value;
}

const string = /^([a-zA-Z]*)('''|"""|'|")([\s\S]*)\2$/;

/** Undefined for bytes, and for what is made while the program runs. */
export function pythonString(text: string): string | undefined {
  const [, prefix = "", , body = ""] = string.exec(text) ?? [];
  switch (prefix.toLowerCase()) {
    case "":
    case "u":
      return unescaped(body);
    case "r":
      return body;
    default:
      return undefined;
  }
}

const simple = new Map([
  ["\n", ""],
  ["\\", "\\"],
  ["'", "'"],
  ['"', '"'],
  ["a", "\x07"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["v", "\v"],
]);

const escaped = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g;

function unescaped(body: string): string {
  return body.replace(
    escaped,
    (all, octal?: string, x?: string, u?: string, long?: string, other?: string): string => {
      if (other !== undefined) return simple.get(other) ?? all; // Python keeps what it does not know
      const code =
        octal === undefined ? Number.parseInt(x ?? u ?? long ?? "", 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
