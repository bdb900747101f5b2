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

const entrySchema = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]);
const memorySchema = z.object({ version: z.literal(2), files: z.array(z.tuple([z.string(), entrySchema])) });

/** Size, modification and change time in nanoseconds, inode, md5. */
type Entry = z.infer<typeof entrySchema>;

/** One look at a workspace, with all that was known before it. */
export interface HashMemory {
  recall(file: string, stats: BigIntStats): string | null;
  /** `begun`: the clock, in milliseconds, before the file was read. */
  remember(file: string, stats: BigIntStats, md5: string, begun: number): void;
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

export function createHashMemories(): HashMemories {
  const kept = new Map<string, Kept>();
  return {
    async of(workspace) {
      const stamp = await stampOf(memoryPath(workspace));
      const before = kept.get(workspace);
      const isCurrent = before !== undefined && before.stamp === stamp;
      const now = isCurrent ? before : { stamp, entries: await readEntries(memoryPath(workspace)) };
      kept.set(workspace, now);
      return lookInto(workspace, now.entries, (written) => {
        kept.set(workspace, { entries: now.entries, stamp: written });
      });
    },
  };
}

function lookInto(
  workspace: string,
  entries: Map<string, Entry>,
  onWritten: (stamp: string | null) => void,
): HashMemory {
  const asked = new Set<string>();
  let changed = false;
  return {
    recall(file, stats) {
      const entry = entries.get(file);
      if (entry === undefined || !matches(entry, stats)) return null;
      asked.add(file);
      return entry[4];
    },
    remember(file, stats, md5, begun) {
      if (!isSettled(stats, begun)) return;
      asked.add(file);
      entries.set(file, [...traitsOf(stats), md5]);
      changed = true;
    },
    async save(prune) {
      if (!changed) return;
      const forgotten = prune ? Array.from(entries.keys()).filter((file) => !asked.has(file)) : [];
      for (const file of forgotten) entries.delete(file);
      await ensureBatonFolder(workspace);
      await writeWhole(memoryPath(workspace), JSON.stringify({ version: 2, files: [...entries] }));
      onWritten(await stampOf(memoryPath(workspace)));
      changed = false;
    },
  };
}

/** Names one version of a file; null where there is none. */
async function stampOf(file: string): Promise<string | null> {
  const stats = await unlessMissing(stat(file, { bigint: true }));
  return stats === null ? null : traitsOf(stats).join();
}

async function readEntries(file: string): Promise<Map<string, Entry>> {
  const content = await readUtf8(file);
  if (content.type !== "text") return new Map();
  const parsed = memorySchema.safeParse(jsonOrNull(content.text));
  return new Map(parsed.success ? parsed.data.files : []);
}

function traitsOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats): [string, string, string, string] {
  return [String(size), String(mtimeNs), String(ctimeNs), String(ino)];
}

function matches(entry: Entry, stats: BigIntStats): boolean {
  return traitsOf(stats).every((trait, index) => trait === entry[index]);
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
