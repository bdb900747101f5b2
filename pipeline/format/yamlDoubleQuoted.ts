/** A string in YAML's double quotes: escapes, and folding with a backslash at the line's end. */

interface Place {
  readonly indent: number;
  readonly column: number;
  readonly mayFold: boolean;
}

const bestWidth = 80;

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

/**
 * The writer holds back a run of ordinary characters (`pending`) until an escape or the end; it may break at a
 * space, or right after an escape, once written and pending together exceed the width.
 */
export function foldDoubleQuoted(text: string, { indent, column, mayFold }: Place): string {
  const characters = Array.from(text);
  const writer = { written: '"', column: column + 2, pending: "" };
  const write = (part: string): void => {
    writer.written += part;
    writer.column += Array.from(part).length;
  };
  const flush = (): void => {
    write(writer.pending);
    writer.pending = "";
  };
  for (const [index, character] of characters.entries()) {
    const escape = escaped(character);
    if (escape !== null) {
      flush();
      write(escape);
    }
    const mayBreak = mayFold && index > 0 && index < characters.length - 1;
    const atBreak = character === " " || writer.pending === "";
    if (mayBreak && atBreak && writer.column + Array.from(writer.pending).length > bestWidth) {
      flush();
      write("\\");
      writer.written += `\n${" ".repeat(indent)}`;
      writer.column = indent;
      const next = escape === null ? character : characters[index + 1];
      if (next === " ") write("\\");
    }
    if (escape === null) writer.pending += character;
  }
  flush();
  return `${writer.written}"`;
}
