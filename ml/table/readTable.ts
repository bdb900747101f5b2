/** Reads a CSV file as a table. What the text means is `csv.ts`; this is about the file and its bytes. */
import { readBytes } from "../readBytes.ts";
import { parseCsv } from "./csv.ts";
import { createTable, type Table } from "./table.ts";

/**
 * The CSV file as a table. Delimiter comma, semicolon or tab; UTF-8; a header of distinct names. Columns whose
 * filled cells are all numbers hold numbers (`null` where empty); other columns hold their text. So do columns with a
 * whole number of more digits than a number keeps (9007199254740993), which are most likely identifiers.
 * @param path from the working folder
 * @throws {Error} with path and line (or byte offset) when the file is not there, empty, ragged, not UTF-8, or
 * its header lacks or repeats a name
 */
export function readTable(path: string): Table {
  return createTable(parseCsv(decodeUtf8(readBytes(path), path), path));
}

function decodeUtf8(bytes: Buffer, path: string): string {
  const text = bytes.toString("utf8");
  const reencoded = Buffer.from(text, "utf8");
  if (!reencoded.equals(bytes)) {
    const offset = firstInvalidByte(bytes, reencoded);
    throw new Error(`${path}: byte ${offset} is not UTF-8; save the file with the encoding UTF-8`);
  }
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

/** Decoding puts U+FFFD (EF BF BD) where a sequence is invalid; it may share its first bytes with what it replaces. */
function firstInvalidByte(bytes: Buffer, reencoded: Buffer): number {
  let index = 0;
  while (bytes[index] === reencoded[index]) index++;
  return index - Math.max(0, [0xef, 0xbf, 0xbd].indexOf(reencoded[index] ?? 0));
}
