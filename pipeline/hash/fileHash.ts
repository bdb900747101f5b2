/** The md5 of a file's bytes. Files are streamed: a data set may be larger than memory. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Below this one read is faster than a stream. */
const readWhole = 4 * 1024 * 1024;

/** @param size bytes, as its stats have it */
export type Md5OfFile = (file: string, size: number, signal?: AbortSignal) => Promise<string>;

export const md5OfFile: Md5OfFile = async (file, size, signal) => {
  const hash = createHash("md5");
  if (size < readWhole) {
    hash.update(await readFile(file, signal === undefined ? {} : { signal }));
  } else {
    const pieces = createReadStream(file, { highWaterMark: 1024 * 1024 });
    await pipeline(pieces, hash, signal === undefined ? {} : { signal });
  }
  return hash.digest("hex");
};

/** DVC looked at this many bytes to tell text from binary, and took a file in pieces of the other size. */
const sampleBytes = 512;
const pieceBytes = 1024 * 1024;

/**
 * As DVC hashed before version 3: the line ends of a text count as `\n`, piece by piece. A pair that two pieces
 * share stays as it is.
 */
export async function legacyMd5OfFile(file: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash("md5");
  let isText: boolean | null = null;
  const pieces = createReadStream(file, { highWaterMark: pieceBytes, ...(signal && { signal }) });
  for await (const piece of pieces) {
    if (!(piece instanceof Buffer)) continue;
    isText ??= looksLikeText(piece.subarray(0, sampleBytes));
    hash.update(isText ? withoutReturns(piece) : piece);
  }
  return hash.digest("hex");
}

function withoutReturns(piece: Buffer): Buffer {
  return Buffer.from(piece.toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}

function looksLikeText(sample: Buffer): boolean {
  const strange = sample.filter((byte) => !isTextByte(byte)).length;
  return !sample.includes(0) && strange / sample.length <= 0.3;
}

/** Printable ASCII, and `\b \t \n \f \r`. */
function isTextByte(byte: number): boolean {
  return (byte >= 32 && byte < 127) || [8, 9, 10, 12, 13].includes(byte);
}

export function md5OfText(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
