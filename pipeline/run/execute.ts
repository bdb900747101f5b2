/** Executes a stage's command and keeps what it made. A stage that fails or is cancelled leaves lock and cache as they were. */
import path from "node:path";
import { problem } from "#protocol/problem.ts";
import { isRepeatable } from "../cache/runCache.ts";
import { ensureDvcFolder } from "../folders.ts";
import type { Hashed } from "../hash/hasher.ts";
import { type Inputs, lockEntryOf } from "../lock/lockEntry.ts";
import { writeLockEntry } from "../lock/lockFile.ts";
import type { Output, Stage } from "../project/project.ts";
import { changedMeanwhile } from "./changedMeanwhile.ts";
import { ignoreOutputs } from "./gitIgnore.ts";
import { clearOutputs } from "./outputs.ts";
import { noteEnd, setAside } from "./setAside.ts";
import { failed, type StageEnd, type StageRun } from "./stageRun.ts";

export async function execute(run: StageRun, stage: Stage, inputs: Inputs): Promise<StageEnd> {
  // Where nothing can be kept, that is told before an hour of work, and before outputs are removed.
  await ensureDvcFolder(run.workspace);
  if (isRepeatable(stage) || stage.outputs.some(({ cache }) => cache)) await run.cache.requireWritable();
  await setAside(run, stage, stage.outputs);
  await clearOutputs(run.workspace, stage.outputs);
  await run.onStart(stage.name, stage.lines.join("\n"));
  const ended = await runLines(run, stage).finally(() => noteEnd(run.workspace, stage.name));
  run.hasher.forget();
  if (ended !== null) return ended;
  const outputs = await Promise.all(
    stage.outputs.map(({ path: place }) => run.hasher.hash(place, run.signal)),
  );
  const missing = stage.outputs.find((_, index) => (outputs[index] ?? null) === null);
  if (missing !== undefined) return failed(missingOutput(stage, missing));
  const made = outputs.filter((output) => output !== null);
  const changed = await changedMeanwhile(run, stage, inputs);
  if (changed !== null) return unkept(run, stage, changed);
  await keep(run, stage, inputs, made);
  return record(run, stage, inputs, made, "ran");
}

/** How the stage ended early; null when all its lines succeeded. */
async function runLines(run: StageRun, stage: Stage): Promise<StageEnd | null> {
  const env = { DVC_ROOT: run.workspace, DVC_STAGE: stage.name };
  const cwd = path.join(run.workspace, stage.folder);
  for (const line of stage.lines) {
    const followed = line !== stage.lines.at(-1) || !run.isLast(stage);
    const command = { stage: stage.name, line, cwd, workspace: run.workspace, env, followed };
    const onLine = (stream: "stdout" | "stderr", text: string): void => run.onLine(stage.name, stream, text);
    const result = await run.runner.run(command, onLine, run.signal);
    if (result.type === "cancelled") return { verdict: "cancelled", problem: null };
    if (result.type === "failed") return failed(placed(result.problem, stage));
  }
  run.signal.throwIfAborted();
  return null;
}

/** A failure that knows no place of its own stands where the stage is defined. */
function placed(found: StageEnd["problem"] & object, stage: Stage): StageEnd["problem"] & object {
  return found.path === null
    ? { ...found, path: "dvc.yaml", ...stage.position, stage: stage.name }
    : { ...found, stage: stage.name };
}

function missingOutput(stage: Stage, output: Output) {
  const sentence = `stage '${stage.name}' succeeded, but did not write its output '${output.declared}'. Write it, or take it off the stage's outputs.`;
  return problem("missing-output", sentence, { path: "dvc.yaml", ...output.position, stage: stage.name });
}

/** The outputs stand, but nothing says that they are up to date. */
function unkept(run: StageRun, stage: Stage, changed: string): StageEnd {
  const sentence = `${changed} changed while this stage ran, so its result may be of the old or of the new one. It is not kept as up to date: the next run makes it anew.`;
  run.onLine(stage.name, "stderr", sentence);
  return { verdict: "ran", problem: null };
}

/** Outputs that git keeps go to the cache too when the stage is repeatable: the run cache must have all. */
async function keep(run: StageRun, stage: Stage, inputs: Inputs, made: readonly Hashed[]): Promise<void> {
  const repeatable = isRepeatable(stage);
  for (const [index, output] of stage.outputs.entries()) {
    const hashed = made[index];
    if (hashed !== undefined && (output.cache || repeatable)) {
      await run.cache.save(output.path, hashed, run.signal);
    }
  }
  if (repeatable) await run.runCache.save(lockEntryOf(stage, inputs, made));
}

/** The lock last: whoever is killed before it has lost nothing that the lock promises. */
export async function record(
  run: StageRun,
  stage: Stage,
  inputs: Inputs,
  made: readonly Hashed[],
  verdict: "ran" | "restored",
): Promise<StageEnd> {
  const entry = lockEntryOf(stage, inputs, made);
  const refused = await run.exclusively(async () => {
    await ignoreOutputs(run.workspace, stage);
    return writeLockEntry(run.workspace, stage.name, entry, run.addedAfter(stage));
  });
  return refused === null ? { verdict, problem: null } : failed({ ...refused, stage: stage.name });
}
