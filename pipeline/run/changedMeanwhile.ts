/**
 * Whether what a stage reads is still what it was when the stage began. Where it isn't, nobody can tell which of
 * the two the stage saw: neither lock nor cache may promise that these inputs make these outputs.
 */
import { sameValue } from "../format/value.ts";
import type { Inputs } from "../lock/lockEntry.ts";
import { readParameterFiles, stageValues } from "../params/parameterValues.ts";
import type { Stage } from "../project/project.ts";
import type { StageRun } from "./stageRun.ts";

/** The path of the first input that changed; null when none did. */
export async function changedMeanwhile(run: StageRun, stage: Stage, before: Inputs): Promise<string | null> {
  for (const [index, { path }] of stage.dependencies.entries()) {
    const now = await run.hasher.hash(path, run.signal);
    if (now?.md5 !== before.dependencies[index]?.md5) return path;
  }
  const now = stageValues(stage, await readParameterFiles(run.workspace, [stage]));
  const changed = stage.parameters.find(
    ({ declared }) => !sameValue(before.values.get(declared), now.get(declared)),
  );
  return changed?.path ?? null;
}
