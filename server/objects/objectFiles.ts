/** The files of the object store: what is there at its start, one written and reckoned, one opened. */
import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { objectNameSchema } from "#protocol/session/objects.ts";

/** What the system says of a disk, a quota, or a limit on files. */
const fullDisk = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);
const temporaryName = /^\.[0-9a-f]{16}\.tmp$/;

/** Makes the folder, and sweeps what was left half written. Gives names with bytes, those unused longest first. */
export async function readHeld(folder: string): Promise<Map<string, number>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const names = await readdir(folder);
  const left = names.filter((name) => temporaryName.test(name));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })));
  const objects = names.filter((name) => objectNameSchema.safeParse(name).success);
  const found = await Promise.all(
    objects.map(async (name) => ({ name, stats: await stat(join(folder, name)) })),
  );
  const sorted = found.sort((one, other) => one.stats.mtimeMs - other.stats.mtimeMs);
  return new Map(sorted.map(({ name, stats }) => [name, stats.size]));
}

/** At once. What cannot be removed now stays on the disk until the next start, which counts it again. */
export function removeNow(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    if (errorCode(error) === "") throw error;
  }
}

/** Null where somebody took it away. The file's time says that it is used: the order outlives a restart. */
export async function openUsed(file: string): Promise<FileHandle | null> {
  const now = new Date();
  try {
    await utimes(file, now, now);
    return await open(file);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** All of it, or nothing. Rejects when the content breaks off. */
export async function writeObject(
  folder: string,
  name: string,
  bytes: number,
  content: AsyncIterable<Buffer>,
): Promise<"kept" | "corrupt" | "disk-full"> {
  const temporary = join(folder, `.${randomBytes(8).toString("hex")}.tmp`);
  try {
    if (!(await isWritten(temporary, name, bytes, content))) return "corrupt";
    await rename(temporary, join(folder, name));
    return "kept";
  } catch (error) {
    if (fullDisk.has(errorCode(error))) return "disk-full";
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** False where it is not what its name says, or not as long as announced. */
async function isWritten(
  file: string,
  name: string,
  bytes: number,
  content: AsyncIterable<Buffer>,
): Promise<boolean> {
  const hash = createHash("md5");
  let size = 0;
  await using handle = await open(file, "wx", 0o600);
  for await (const chunk of content) {
    size += chunk.byteLength;
    if (size > bytes) return false;
    hash.update(chunk);
    await handle.appendFile(chunk);
  }
  return size === bytes && hash.digest("hex") === md5Of(name);
}

export function md5Of(name: string): string {
  return name.replace(".dir", "");
}

function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
