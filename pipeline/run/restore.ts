/** Brings a stage's outputs back from the cache instead of running it. */
import type { Hashed } from "../hash/hasher.ts";
import type { LockEntry, LockItem } from "../lock/lockEntry.ts";
import type { Output, Stage } from "../project/project.ts";
import { clearOutputs } from "./outputs.ts";
import { setAside } from "./setAside.ts";
import type { StageRun } from "./stageRun.ts";

/** The outputs as they are then; null when the cache does not have all of them, whole. */
export async function restore(
  run: StageRun,
  stage: Stage,
  entry: LockEntry,
  current: readonly (Hashed | null)[],
): Promise<Hashed[] | null> {
  const wanted = stage.outputs.map((output) => entry.outputs.find(({ path }) => path === output.declared));
  const available = await Promise.all(wanted.map((item) => isAvailable(run, item)));
  if (!available.every(Boolean)) return null;
  const restored: Hashed[] = [];
  for (const [index, output] of stage.outputs.entries()) {
    const item = wanted[index];
    const hashed =
      item === undefined ? null : await restoreOutput(run, stage, output, item, current[index] ?? null);
    if (hashed === null) return null;
    restored.push(hashed);
  }
  return restored;
}

async function isAvailable({ cache }: StageRun, item: LockItem | undefined): Promise<boolean> {
  return item !== undefined && item.md5 !== null && (await cache.has(item.md5));
}

async function restoreOutput(
  run: StageRun,
  stage: Stage,
  output: Output,
  { md5, executable }: LockItem,
  current: Hashed | null,
): Promise<Hashed | null> {
  const { workspace, cache, hasher, signal } = run;
  if (md5 === null) return null;
  if (current?.md5 === md5) return current;
  await setAside(run, stage, [output]);
  await clearOutputs(workspace, [output]);
  await cache.checkOut(md5, output.path, executable, signal);
  hasher.forget();
  const hashed = await hasher.hash(output.path, signal);
  if (hashed?.md5 === md5) return hashed;
  await clearOutputs(workspace, [output]);
  hasher.forget();
  await cache.dropDamaged(md5);
  return null;
}
