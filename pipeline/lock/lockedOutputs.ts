/** What a checkout's `dvc.lock` says that its stages made: which objects of the cache a run here can do with. */
import type { Problem } from "#protocol/problem.ts";
import { isRepeatable } from "../cache/runCache.ts";
import type { Stage } from "../project/project.ts";
import { readProject } from "../project/readProject.ts";
import type { LockEntry } from "./lockEntry.ts";
import { readLock } from "./lockFile.ts";

export interface LockedOutput {
  /** Posix, relative to the workspace. */
  readonly path: string;
  /** The md5, of a folder with `.dir` behind it. */
  readonly object: string;
}

/** All of a stage's outputs together are what spares a run of it. */
export interface LockedStage {
  readonly name: string;
  readonly outputs: readonly LockedOutput[];
}

export type LockedStages =
  | { readonly type: "stages"; readonly stages: readonly LockedStage[] }
  | { readonly type: "problems"; readonly problems: readonly Problem[] };

/** Of a stage that a run repeats from the cache also what git keeps: a run looks for all of its outputs there. */
export async function lockedStages(workspace: string): Promise<LockedStages> {
  const [read, locked] = await Promise.all([readProject(workspace), readLock(workspace)]);
  if (read.type === "problems") return read;
  if (locked.type === "problem") return { type: "problems", problems: [locked.problem] };
  const { entries } = locked.lock;
  const stages = read.project.stages.map((stage) => lockedStage(stage, entries.get(stage.name)));
  return { type: "stages", stages: stages.filter(({ outputs }) => outputs.length > 0) };
}

function lockedStage(stage: Stage, entry: LockEntry | undefined): LockedStage {
  const kept = isRepeatable(stage) ? stage.outputs : stage.outputs.filter(({ cache }) => cache);
  const outputs = kept.flatMap((output) => {
    const md5 = entry?.outputs.find(({ path }) => path === output.declared)?.md5 ?? null;
    return md5 === null ? [] : [{ path: output.path, object: md5 }];
  });
  return { name: stage.name, outputs };
}
