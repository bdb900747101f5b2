/** The md5 of a file's bytes. Files are streamed: a data set may be larger than memory. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";

/** Below this one read is faster than a stream. */
const readWhole = 4 * 1024 * 1024;

export async function md5OfFile(file: string, size: number, signal?: AbortSignal): Promise<string> {
  const hash = createHash("md5");
  if (size < readWhole) {
    hash.update(await readFile(file, signal === undefined ? {} : { signal }));
  } else {
    const pieces = createReadStream(file, { highWaterMark: 1024 * 1024 });
    await pipeline(pieces, hash, signal === undefined ? {} : { signal });
  }
  return hash.digest("hex");
}

export function md5OfText(text: string): string {
  return createHash("md5").update(text).digest("hex");
}
