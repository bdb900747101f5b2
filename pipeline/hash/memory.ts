/**
 * What files' hashes were, by path, size, times and inode, so that an unchanged project costs stats and no reads.
 * The time of the last change counts too: nobody can set that one back, as `touch -r` and `cp -p` do with the
 * modification time. Kept under `.baton/`; losing it costs time only.
 */
import type { BigIntStats } from "node:fs";
import { stat } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { readUtf8, unlessMissing, writeWhole } from "../files.ts";
import { ensureBatonFolder } from "../folders.ts";
import { jsonOrNull } from "../format/json.ts";
import type { Md5OfFile } from "./fileHash.ts";

/** Path and entry by turns: nested lists of many thousands take longer to read than all their files' stats. */
const memorySchema = z.object({ version: z.literal(3), files: z.array(z.string()) });

/** `SIZE MTIME CTIME INODE MD5`, the times in nanoseconds. */
type Entry = string;

/** What one look at a workspace asks, and all that was known before it. */
export interface HashMemory {
  /**
   * The md5 of a file's bytes, which are read only if the file is not as it was.
   * @param place posix, relative to the workspace
   */
  md5(place: string, stats: BigIntStats, signal?: AbortSignal): Promise<string>;
  /** Writes what is new; files that this look did not ask for are forgotten if `prune`. */
  save(prune: boolean): Promise<void>;
}

/** An engine's: a large file is read once, and again only where another process has written it. */
export interface HashMemories {
  of(workspace: string): Promise<HashMemory>;
}

interface Kept {
  readonly entries: Map<string, Entry>;
  /** Of the file they came from, or went to. */
  readonly stamp: string | null;
}

function memoryPath(workspace: string): string {
  return path.join(workspace, ".baton", "hashes.json");
}

export function createHashMemories(read: Md5OfFile): HashMemories {
  const kept = new Map<string, Kept>();
  return {
    async of(workspace) {
      const stamp = await stampOf(memoryPath(workspace));
      const before = kept.get(workspace);
      const isCurrent = before !== undefined && before.stamp === stamp;
      const now = isCurrent ? before : { stamp, entries: await readEntries(memoryPath(workspace)) };
      kept.set(workspace, now);
      const keep = (written: string | null): void => {
        kept.set(workspace, { entries: now.entries, stamp: written });
      };
      return lookInto(workspace, now.entries, read, keep);
    },
  };
}

function lookInto(
  workspace: string,
  entries: Map<string, Entry>,
  read: Md5OfFile,
  onWritten: (stamp: string | null) => void,
): HashMemory {
  const asked = new Set<string>();
  let changed = false;
  return {
    async md5(place, stats, signal) {
      asked.add(place);
      const entry = entries.get(place);
      const traits = traitsOf(stats);
      if (entry?.startsWith(traits)) return entry.slice(traits.length);
      const begun = Date.now();
      const md5 = await read(path.join(workspace, place), Number(stats.size), signal);
      if (!isSettled(stats, begun)) return md5;
      entries.set(place, `${traits}${md5}`);
      changed = true;
      return md5;
    },
    async save(prune) {
      if (!changed) return;
      const forgotten = prune ? Array.from(entries.keys()).filter((file) => !asked.has(file)) : [];
      for (const file of forgotten) entries.delete(file);
      await ensureBatonFolder(workspace);
      await writeWhole(memoryPath(workspace), JSON.stringify({ version: 3, files: [...entries].flat() }));
      onWritten(await stampOf(memoryPath(workspace)));
      changed = false;
    },
  };
}

/** Names one version of a file; null where there is none. */
async function stampOf(file: string): Promise<string | null> {
  const stats = await unlessMissing(stat(file, { bigint: true }));
  return stats === null ? null : traitsOf(stats);
}

async function readEntries(file: string): Promise<Map<string, Entry>> {
  const content = await readUtf8(file);
  if (content.type !== "text") return new Map();
  const parsed = memorySchema.safeParse(jsonOrNull(content.text));
  const files = parsed.data?.files ?? [];
  return new Map(
    files.flatMap((name, place): [string, Entry][] =>
      place % 2 === 0 ? [[name, files[place + 1] ?? ""]] : [],
    ),
  );
}

/** By which a file is known to be as it was. */
function traitsOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): string {
  return `${size} ${mtimeNs} ${ctimeNs} ${ino} `;
}

/**
 * A file written right before it was read may be written again within the same tick of the disk's clock, and
 * would look the same: such a hash is used once and not kept (git calls this "racily clean"). Ticks are a few
 * milliseconds, or two seconds where times are whole seconds.
 */
function isSettled(stats: BigIntStats, begun: number): boolean {
  const { mtimeNs, ctimeNs } = stats;
  const tick = mtimeNs % 1_000_000_000n === 0n ? 2_000 : 20;
  const written = mtimeNs > ctimeNs ? mtimeNs : ctimeNs;
  return Number(written / 1_000_000n) + tick < begun;
}
