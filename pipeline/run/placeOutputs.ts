/**
 * Puts back from the cache what no run would: outputs of stages that are frozen, and of those whose result a run never
 * takes from there. A checkout that came from somebody else is then as theirs was. What is in no cache stays.
 */
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { type Cache, createCache } from "../cache/cache.ts";
import { isRepeatable } from "../cache/runCache.ts";
import { ensureBatonFolder } from "../folders.ts";
import { md5OfFile } from "../hash/fileHash.ts";
import { createHasher, type Hasher } from "../hash/hasher.ts";
import { createHashMemories } from "../hash/memory.ts";
import type { LockEntry } from "../lock/lockEntry.ts";
import { readLock } from "../lock/lockFile.ts";
import type { Output, Stage } from "../project/project.ts";
import { readProject } from "../project/readProject.ts";
import { holdsMore } from "./clean.ts";
import { linkedOutside } from "./outputs.ts";
import { takeTurn } from "./turn.ts";

const aside = ".baton/placing";

/** Waits for a run that is at work. A project or lock that cannot be read has nothing to put back. */
export async function placeOutputs(workspace: string, signal: AbortSignal): Promise<void> {
  const read = await readProject(workspace);
  const stages = read.type === "project" ? read.project.stages.filter(isNeverRestored) : [];
  if (stages.length === 0) return;
  await ensureBatonFolder(workspace);
  const turn = await takeTurn(workspace, () => undefined, signal);
  await placeInTurn(workspace, stages, signal).finally(() => turn.end());
}

function isNeverRestored(stage: Stage): boolean {
  return stage.frozen || !(isRepeatable(stage) || stage.alwaysChanged);
}

async function placeInTurn(workspace: string, stages: readonly Stage[], signal: AbortSignal): Promise<void> {
  const locked = await readLock(workspace);
  if (locked.type === "problem") return;
  const memory = await createHashMemories(md5OfFile).of(workspace);
  const place: Place = {
    workspace,
    hasher: createHasher(workspace, memory),
    cache: createCache(workspace),
    signal,
  };
  for (const stage of stages) {
    const entry = locked.lock.entries.get(stage.name);
    if (entry !== undefined && (await linkedOutside(workspace, stage)) === null)
      for (const output of stage.outputs) await placeOutput(place, output, entry);
  }
}

interface Place {
  readonly workspace: string;
  readonly hasher: Hasher;
  readonly cache: Cache;
  readonly signal: AbortSignal;
}

async function placeOutput(place: Place, output: Output, entry: LockEntry): Promise<void> {
  const { workspace, cache, signal } = place;
  const item = entry.outputs.find(({ path: declared }) => declared === output.declared);
  const md5 = item?.md5 ?? null;
  if (md5 === null || !output.cache || !(await cache.has(md5))) return;
  if (!(await mayGiveWay(place, output.path, md5))) return;
  // Beside, then renamed: half of a folder would look like somebody's own.
  const to = path.join(workspace, output.path);
  await rm(path.join(workspace, aside), { recursive: true, force: true });
  await cache.checkOut(md5, aside, item?.executable ?? false, signal);
  await rm(to, { recursive: true, force: true });
  await mkdir(path.dirname(to), { recursive: true });
  await rename(path.join(workspace, aside), to);
}

/** Whether nothing is there that would be lost, nor what is wanted already. */
async function mayGiveWay({ workspace, hasher, cache, signal }: Place, output: string, md5: string) {
  const current = await hasher.hash(output, signal);
  if (current === null) return true;
  if (current.md5 === md5 || !(await cache.has(current.md5))) return false;
  return !(await holdsMore(path.join(workspace, output), current));
}
