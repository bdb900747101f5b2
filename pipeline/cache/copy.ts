/** Copies a file: as a clone where the disk can, else byte by byte, and then a large copy can be cancelled. */
import { constants, createReadStream, createWriteStream } from "node:fs";
import { copyFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { errorCode } from "../files.ts";

const large = 64 * 1024 * 1024;

export async function copy(from: string, to: string, size: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  if (size < large) return copyFile(from, to, constants.COPYFILE_FICLONE);
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE_FORCE);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    await pipeline(createReadStream(from), createWriteStream(to), signal === undefined ? {} : { signal });
  }
}
