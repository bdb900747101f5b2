/**
 * The cache's objects as they go to another machine and come from one. What comes is believed only after its md5, and
 * a folder's listing only if it stays inside its folder; it never takes the place of an object that is intact.
 */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { unlessMissing } from "../files.ts";
import { ensureDvcFolder } from "../folders.ts";
import { cacheFolder, contentMd5, createObjects, readListing } from "./objects.ts";

/** Names are md5s, those of folders with `.dir` behind. */
export interface TravellingObjects {
  /** Null where it is not here whole. */
  bytesOf(name: string): Promise<number | null>;
  /** The objects that a folder's listing names, none of a file; null where there is no good listing. */
  membersOf(name: string): Promise<readonly string[] | null>;
  read(name: string): AsyncIterable<Buffer>;
  /** Keeps what comes, whole or not at all. Rejects when it breaks off. */
  receive(name: string, content: AsyncIterable<Uint8Array>): Promise<"kept" | "corrupt">;
}

const incomingName = /^\.baton-[0-9a-f]+\.incoming$/;
/** What nobody has written to for this long is what a killed editor left; a transfer that stands still ends sooner. */
const abandonedMilliseconds = 10 * 60 * 1000;

export function createTravellingObjects(workspace: string): TravellingObjects {
  const root = cacheFolder(workspace);
  const objects = createObjects(workspace);
  let ready: Promise<void> | null = null;

  /** At the first that comes: whoever only sends changes nothing. */
  async function prepare(): Promise<void> {
    await ensureDvcFolder(workspace);
    await mkdir(root, { recursive: true });
    await sweepIncoming(root);
  }

  return {
    async bytesOf(name) {
      return (await objects.isWhole(name)) ? (await stat(objects.pathOf(name))).size : null;
    },
    async membersOf(name) {
      const members = await objects.membersOf(name);
      return members === null ? null : [...new Set(members.map(({ md5 }) => md5))];
    },
    read: (name) => createReadStream(objects.pathOf(name)),
    async receive(name, content) {
      ready ??= prepare();
      await ready;
      // A name of its own: a run sweeps the others away.
      const incoming = path.join(root, `.baton-${randomBytes(8).toString("hex")}.incoming`);
      try {
        const { md5, size } = await write(incoming, content);
        const isFolder = name.endsWith(".dir");
        if (md5 !== contentMd5(name) || (isFolder && !(await isListing(incoming, size)))) return "corrupt";
        await objects.adopt(name, isFolder ? null : size, incoming);
        return "kept";
      } finally {
        await rm(incoming, { force: true });
      }
    },
  };
}

async function write(
  file: string,
  content: AsyncIterable<Uint8Array>,
): Promise<{ md5: string; size: number }> {
  const hash = createHash("md5");
  let size = 0;
  await using handle = await open(file, "wx");
  for await (const chunk of content) {
    hash.update(chunk);
    size += chunk.byteLength;
    await handle.appendFile(chunk);
  }
  return { md5: hash.digest("hex"), size };
}

/** Bytes of a listing of half a million files: more is none, and would not fit into memory either. */
const largestListing = 64 * 1024 * 1024;

async function isListing(file: string, size: number): Promise<boolean> {
  return size <= largestListing && (await readListing(file)) !== null;
}

/** Removes what transfers left that were killed. */
async function sweepIncoming(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => incomingName.test(name));
  for (const name of names) {
    const file = path.join(root, name);
    const stats = await unlessMissing(stat(file));
    if (stats !== null && Date.now() - stats.mtimeMs > abandonedMilliseconds) await rm(file, { force: true });
  }
}
