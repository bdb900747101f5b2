/** What a run and a status both begin with: the project, the lock, the params and what is known of files' hashes. */
import type { Problem } from "#protocol/problem.ts";
import { errorCode } from "../files.ts";
import type { HashMemories, HashMemory } from "../hash/memory.ts";
import { type Lock, readLock } from "../lock/lockFile.ts";
import { brokenParameterFiles, type ParameterFiles, readParameterFiles } from "../params/parameterValues.ts";
import type { Project } from "../project/project.ts";
import { readProject } from "../project/readProject.ts";

/** All that is read before the first stage is looked at. */
export interface Prepared {
  readonly project: Project;
  readonly lock: Lock;
  readonly files: ParameterFiles;
  readonly memory: HashMemory;
}

export type Preparation = { type: "ready"; prepared: Prepared } | { type: "problems"; problems: Problem[] };

export async function prepare(workspace: string, memories: HashMemories): Promise<Preparation> {
  const [read, locked, memory] = await Promise.all([
    readProject(workspace),
    readLock(workspace),
    memories.of(workspace),
  ]);
  if (read.type === "problems") return read;
  const files = await readParameterFiles(workspace, read.project.stages);
  const problems = [...(locked.type === "problem" ? [locked.problem] : []), ...brokenParameterFiles(files)];
  if (locked.type === "problem" || problems.length > 0) return { type: "problems", problems };
  return { type: "ready", prepared: { project: read.project, lock: locked.lock, files, memory } };
}

/** A folder that may only be read has a status too: it is asked again next time. */
export async function saveQuietly(memory: HashMemory, prune: boolean): Promise<void> {
  try {
    await memory.save(prune);
  } catch (error) {
    if (errorCode(error) === null) throw error;
  }
}
