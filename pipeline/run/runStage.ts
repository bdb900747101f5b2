/** One stage of a run: left alone, brought back from the cache, or executed. Says how it ended; never throws for a person's mistake. */
import { type Problem, problem } from "#protocol/problem.ts";
import { isRepeatable } from "../cache/runCache.ts";
import { fileProblem } from "../files.ts";
import { type Inputs, type LockEntry, lockEntryOf } from "../lock/lockEntry.ts";
import { missingParameter, type ParameterFiles } from "../params/parameterValues.ts";
import type { Stage } from "../project/project.ts";
import { type Examined, examine } from "../status/examine.ts";
import { execute, record } from "./execute.ts";
import { linkedOutside } from "./outputs.ts";
import { restore } from "./restore.ts";
import { failed, type StageEnd, type StageRun } from "./stageRun.ts";

/** What the lock and the params files say now. */
export interface Known {
  readonly entry: LockEntry | undefined;
  readonly files: ParameterFiles;
}

export async function runStage(run: StageRun, stage: Stage, known: Known): Promise<StageEnd> {
  try {
    return await attempt(run, stage, known);
  } catch (error) {
    if (run.signal.aborted) return { verdict: "cancelled", problem: null };
    const found = fileProblem(error, run.workspace, stage.name);
    if (found === null) throw error;
    return failed(found);
  }
}

async function attempt(run: StageRun, stage: Stage, { entry, files }: Known): Promise<StageEnd> {
  run.signal.throwIfAborted();
  if (stage.frozen) return { verdict: "skipped", problem: null };
  const examined = await examine(run, stage, entry, files, run.signal);
  const missing = missingDependency(run, stage, examined) ?? missingParameter(stage, files);
  if (missing !== null) return failed(missing);
  if (examined.inputs.length + examined.outputs.length === 0) return { verdict: "cached", problem: null };
  const outside = await linkedOutside(run.workspace, stage);
  if (outside !== null) return failed(outside);
  const { dependencies, values } = examined.current;
  const inputs: Inputs = { dependencies: dependencies.filter((hashed) => hashed !== null), values };
  const back = await bringBack(run, stage, entry, examined, inputs);
  return back ?? execute(run, stage, inputs);
}

function missingDependency(run: StageRun, stage: Stage, { current }: Examined): Problem | null {
  const missing = stage.dependencies.find((_, index) => (current.dependencies[index] ?? null) === null);
  if (missing === undefined) return null;
  const maker = run.makerOf(missing.path);
  const why =
    maker === null
      ? ", and no stage makes it: put it there, or correct the path"
      : `: stage '${maker}' makes it, but is frozen and never ran here`;
  const sentence = `stage '${stage.name}' needs '${missing.path}', which is not there${why}.`;
  return problem("missing-dependency", sentence, {
    path: "dvc.yaml",
    ...missing.position,
    stage: stage.name,
  });
}

/** From what the lock says when only outputs are gone, else from any earlier run on the same inputs. */
async function bringBack(
  run: StageRun,
  stage: Stage,
  entry: LockEntry | undefined,
  { inputs: changed, current }: Examined,
  inputs: Inputs,
): Promise<StageEnd | null> {
  if (!isRepeatable(stage)) return null;
  const locked = entry !== undefined && changed.length === 0 ? [entry] : [];
  const earlier = await run.runCache.find(lockEntryOf(stage, inputs, placeholders(stage)));
  for (const candidate of [...locked, ...earlier]) {
    const made = await restore(run, stage, candidate, current.outputs);
    if (made !== null) return record(run, stage, inputs, made, "restored");
  }
  return null;
}

/** A run cache key names outputs by path alone: what they held does not matter. */
function placeholders(stage: Stage) {
  return stage.outputs.map(() => ({ type: "file", md5: "", size: 0, executable: false }) as const);
}
