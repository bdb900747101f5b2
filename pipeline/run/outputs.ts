/** A stage's outputs in the workspace: cleared away before it runs, put back from the cache. */
import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { type Problem, problem } from "#protocol/problem.ts";
import { placeOutside } from "../project/links.ts";
import type { Output, Stage } from "../project/project.ts";

/** A link in the workspace may lead out of it: what lies there is not removed, nor written. */
export async function linkedOutside(workspace: string, stage: Stage): Promise<Problem | null> {
  for (const output of stage.outputs) {
    const parent = await placeOutside(workspace, path.posix.dirname(output.path));
    if (parent === null) continue;
    const sentence = `stage '${stage.name}': the output '${output.declared}' leads through a link to ${parent}, outside the workspace. Baton writes only inside it.`;
    return problem("unsafe-path", sentence, { path: "dvc.yaml", ...output.position, stage: stage.name });
  }
  return null;
}

/**
 * Removes what the command will make anew, as DVC does; `setAside` first saves what somebody put or changed there.
 * Outputs that persist stay. Folders on the way are made.
 */
export async function clearOutputs(workspace: string, outputs: readonly Output[]): Promise<void> {
  for (const { path: place, persist } of outputs) {
    const file = path.join(workspace, place);
    if (!persist) await rm(file, { recursive: true, force: true });
    await mkdir(path.dirname(file), { recursive: true });
  }
}
