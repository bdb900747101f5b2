/** Looks at one stage on disk: what it reads and wrote, against the lock and the cache. Changes nothing. */
import type { StaleReason } from "#protocol/status.ts";
import type { Cache } from "../cache/cache.ts";
import type { Hasher } from "../hash/hasher.ts";
import type { LockEntry } from "../lock/lockEntry.ts";
import { type ParameterFiles, stageValues } from "../params/parameterValues.ts";
import type { Stage } from "../project/project.ts";
import { type Changes, type Current, changesOf } from "./changes.ts";
import { modernized } from "./legacy.ts";

export interface Eyes {
  readonly hasher: Hasher;
  readonly cache: Cache;
}

export interface Examined extends Changes {
  readonly current: Current;
}

export async function examine(
  { hasher, cache }: Eyes,
  stage: Stage,
  entry: LockEntry | undefined,
  files: ParameterFiles,
  signal?: AbortSignal,
): Promise<Examined> {
  const look = (path: string) => hasher.hash(path, signal);
  const [dependencies, outputs] = await Promise.all([
    Promise.all(stage.dependencies.map(({ path }) => look(path))),
    Promise.all(stage.outputs.map(({ path }) => look(path))),
  ]);
  const current: Current = { dependencies, outputs, values: stageValues(stage, files) };
  const known = entry === undefined ? undefined : await modernized(hasher, stage, entry, current);
  const changes = changesOf(stage, known, current);
  const uncached = known === undefined ? [] : await uncachedOutputs(cache, stage, current, changes, known);
  return { current, inputs: changes.inputs, outputs: [...changes.outputs, ...uncached] };
}

/** Outputs that are in place but could not be brought back: DVC makes such a stage run again, and so does Baton. */
async function uncachedOutputs(
  cache: Cache,
  stage: Stage,
  { outputs }: Current,
  changes: Changes,
  { outputs: locked }: LockEntry,
): Promise<StaleReason[]> {
  const named = new Set(changes.outputs.flatMap((reason) => ("path" in reason ? [reason.path] : [])));
  const reasons = stage.outputs.map(async (output, index): Promise<StaleReason[]> => {
    const md5 = outputs[index]?.md5;
    if (md5 === undefined || !output.cache || named.has(output.path) || (await cache.has(md5))) return [];
    const before = locked.find(({ path }) => path === output.declared)?.legacyMd5 ?? null;
    if (before !== null && (await cache.hadLegacy(before))) return [];
    return [{ type: "uncachedOutput", path: output.path }];
  });
  return (await Promise.all(reasons)).flat();
}
