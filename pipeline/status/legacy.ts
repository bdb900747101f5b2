/** Lock entries of a DVC before version 3: their hashes are believed where what is there now has the same. */
import type { Hasher } from "../hash/hasher.ts";
import type { LockEntry, LockItem } from "../lock/lockEntry.ts";
import type { Artifact, Stage } from "../project/project.ts";
import type { Current } from "./changes.ts";

/** The entry with today's hashes in the place of the old ones that agree. */
export async function modernized(
  hasher: Hasher,
  stage: Stage,
  entry: LockEntry,
  current: Current,
): Promise<LockEntry> {
  const renew = async (item: LockItem, artifacts: readonly Artifact[], hashes: Current["outputs"]) => {
    if (item.legacyMd5 === null) return item;
    const index = artifacts.findIndex(({ declared }) => declared === item.path);
    const [artifact, now] = [artifacts[index], hashes[index] ?? null];
    if (artifact === undefined || now === null) return item;
    // Most files have no line ends to normalise: then both hashes are one.
    const same = now.md5 === item.legacyMd5 || (await hasher.legacyMd5(artifact.path)) === item.legacyMd5;
    return same ? { ...item, md5: now.md5 } : item;
  };
  const [dependencies, outputs] = await Promise.all([
    Promise.all(entry.dependencies.map((item) => renew(item, stage.dependencies, current.dependencies))),
    Promise.all(entry.outputs.map((item) => renew(item, stage.outputs, current.outputs))),
  ]);
  return { ...entry, dependencies, outputs };
}
