/** A string in YAML's double quotes: escapes, and folding with a backslash at the line's end. */
import { bestWidth, type Place } from "./yamlPlace.ts";

const shortEscapes = new Map([
  ["\0", "0"],
  ["\x07", "a"],
  ["\x08", "b"],
  ["\t", "t"],
  ["\n", "n"],
  ["\x0b", "v"],
  ["\f", "f"],
  ["\r", "r"],
  ["\x1b", "e"],
  ['"', '"'],
  ["\\", "\\"],
  ["\u0085", "N"],
  ["\u2028", "L"],
  ["\u2029", "P"],
]);

const asIs = /[\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd]/u;

function escaped(character: string): string | null {
  const short = shortEscapes.get(character);
  if (short !== undefined) return `\\${short}`;
  if (asIs.test(character) && character !== "\ufeff") return null;
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  if (point.length <= 2) return `\\x${point.padStart(2, "0")}`;
  return point.length <= 4 ? `\\u${point.padStart(4, "0")}` : `\\U${point.padStart(8, "0")}`;
}

/** What is written so far, and the run of ordinary characters that the writer still holds back. */
interface Writer {
  written: string;
  column: number;
  pending: string[];
}

function write(writer: Writer, part: string): void {
  writer.written += part;
  writer.column += Array.from(part).length;
}

function flush(writer: Writer): void {
  write(writer, writer.pending.join(""));
  writer.pending = [];
}

function writeEscape(writer: Writer, code: string): void {
  flush(writer);
  write(writer, code);
}

function breakLine(writer: Writer, indent: number, next: string | undefined): void {
  flush(writer);
  writer.written += `\\\n${" ".repeat(indent)}`;
  writer.column = indent;
  if (next === " ") write(writer, "\\");
}

/** The emitter counts one column less right after an escape: that is how it is, and files must be alike. */
function mayBreakAt({ column, pending }: Writer, character: string, code: string | null): boolean {
  if (code !== null) return column - 1 > bestWidth;
  return (character === " " || pending.length === 0) && column + pending.length > bestWidth;
}

/**
 * Ordinary characters are held back until an escape or the end; a line may break at a space, or right after an
 * escape, once what is written and what is held back exceed the width together. Never beside a quote.
 */
export function foldDoubleQuoted(text: string, { indent, column, mayFold }: Place): string {
  const characters = Array.from(text);
  const last = characters.length - 1;
  const writer: Writer = { written: '"', column: column + 2, pending: [] };
  for (const [index, character] of characters.entries()) {
    const mayBreak = mayFold && index > 0 && index < last;
    takeCharacter(writer, character, mayBreak ? { indent, next: characters[index + 1] } : null);
  }
  flush(writer);
  return `${writer.written}"`;
}

/** `fold`: null where no line may end. */
function takeCharacter(
  writer: Writer,
  character: string,
  fold: { readonly indent: number; readonly next: string | undefined } | null,
): void {
  const code = escaped(character);
  if (code !== null) writeEscape(writer, code);
  if (fold !== null && mayBreakAt(writer, character, code)) {
    breakLine(writer, fold.indent, code === null ? character : fold.next);
  }
  if (code === null) writer.pending.push(character);
}
