/**
 * A string as a YAML scalar: plain where it can be, else in quotes, folded beyond 80 columns, by the rules of
 * ruamel.yaml's emitter (which are PyYAML's, with YAML 1.2's own words for true, null and numbers).
 */
import { foldDoubleQuoted } from "./yamlDoubleQuoted.ts";
import { bestWidth, type Place } from "./yamlPlace.ts";
import { datePatterns, fractionPatterns, wholePattern } from "./yamlWords.ts";

/** What a plain scalar would be read back as something other than text. */
const readAsOther = [
  /^(?:true|True|TRUE|false|False|FALSE)$/,
  /^(?:~|null|Null|NULL|)$/,
  wholePattern,
  ...fractionPatterns,
  ...datePatterns,
  /^(?:<<|=)$/,
];

/** A character with a meaning where it stands: in front, before or after a space. */
const indicators =
  /^(?:---|\.\.\.)|^[#,[\]{}&*!|>'"%@`]|^[?:-](?=[\s\0]|$)|:(?=[\s\0\u0085]|$)|(?<=[\s\0\u0085])#/u;
const lineBreaks = /[\n\u0085\u2028\u2029]/u;
const special = /[^\n\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\ufeff/u;
const outerBlanks = /^[ \n\u0085\u2028\u2029]|[ \n\u0085\u2028\u2029]$/u;
const blankBesideBreak = / [\n\u0085\u2028\u2029]|[\n\u0085\u2028\u2029] /u;

export function quotedScalar(text: string, place: Place): string {
  if (isPlain(text)) return fold(Array.from(text), { ...place, column: place.column + 1 });
  const needsDouble =
    text.includes("'") ||
    text.includes("\n") ||
    special.test(text) ||
    blankBesideBreak.test(text) ||
    lineBreaks.test(text);
  return needsDouble ? foldDoubleQuoted(text, place) : singleQuoted(text, place);
}

function isPlain(text: string): boolean {
  return !(
    readAsOther.some((pattern) => pattern.test(text)) ||
    indicators.test(text) ||
    lineBreaks.test(text) ||
    special.test(text) ||
    outerBlanks.test(text)
  );
}

/** Breaks at a lone space once the line is already longer than the width, as the emitter does. */
function fold(characters: readonly string[], { indent, column, mayFold }: Place, keepEnds = false): string {
  let written = "";
  let at = column;
  for (const [index, character] of characters.entries()) {
    const inside = !keepEnds || (index > 0 && index < characters.length - 1);
    const lone = character === " " && characters[index - 1] !== " " && characters[index + 1] !== " ";
    if (lone && inside && at > bestWidth && mayFold) {
      written += `\n${" ".repeat(indent)}`;
      at = indent;
    } else {
      written += character;
      at++;
    }
  }
  return written;
}

/** Reached only by text without a quote or a line break: nothing in it needs an escape. */
function singleQuoted(text: string, place: Place): string {
  return `'${fold(Array.from(text), { ...place, column: place.column + 2 }, true)}'`;
}
