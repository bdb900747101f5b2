/** The stages of a run in order, each told as it ends, and the record of it all. */
import type { RunRecord } from "#protocol/run.ts";
import { createCache } from "../cache/cache.ts";
import { createRunCache } from "../cache/runCache.ts";
import { fileProblem } from "../files.ts";
import { createHasher } from "../hash/hasher.ts";
import { declaredParameters, type ParameterFiles, readParameterFiles } from "../params/parameterValues.ts";
import { overlaps } from "../project/paths.ts";
import type { Stage } from "../project/project.ts";
import type { LastRun } from "../records.ts";
import { type Prepared, saveQuietly } from "../status/prepare.ts";
import {
  addEnd,
  addResults,
  isBlocked,
  newProgress,
  nothingHappened,
  outcomeOf,
  type Progress,
} from "./progress.ts";
import { createRecorder, lockChecksum, newRunId, type Recorder } from "./recorder.ts";
import { readResults } from "./results.ts";
import type { RunParts } from "./runParts.ts";
import { runStage } from "./runStage.ts";
import type { StageEnd, StageRun } from "./stageRun.ts";

export interface StagesParts extends RunParts {
  readonly prepared: Prepared;
  readonly selected: readonly Stage[];
  /** The newest record. */
  readonly last: LastRun | null;
  /** `performance.now()` when the turn began. */
  readonly began: number;
}

interface Going {
  readonly parts: StagesParts;
  readonly stageRun: StageRun;
  readonly recorder: Recorder;
  readonly progress: Progress;
}

export async function runStages(parts: StagesParts): Promise<void> {
  const { workspace, trigger, prepared, selected, last, version, emit } = parts;
  const startedAt = new Date();
  const recorder = createRecorder(workspace, newRunId(startedAt, last?.id ?? null), version);
  const number = (last?.number ?? 0) + 1;
  const going: Going = { parts, recorder, stageRun: stageRunOf(parts, recorder), progress: newProgress() };
  const names = selected.map(({ name }) => name);
  const started = { run: recorder.id, number, startedAt: startedAt.toISOString(), trigger };
  emit({ type: "runStarted", ...started, stages: names });
  const files = await takeStages(going);
  await saveQuietly(prepared.memory, selected.length === prepared.project.stages.length);
  await finish(going, { number, startedAt: started.startedAt, params: declaredParameters(selected, files) });
}

function stageRunOf(parts: StagesParts, recorder: Recorder): StageRun {
  const { workspace, prepared, selected, runner, signal, emit } = parts;
  const cache = createCache(workspace);
  return {
    workspace,
    cache,
    runCache: createRunCache(workspace),
    hasher: createHasher(workspace, prepared.memory),
    runner,
    signal,
    makerOf: (place) =>
      prepared.project.stages.find(({ outputs }) => outputs.some((output) => overlaps(output.path, place)))
        ?.name ?? null,
    isLast: (stage) => stage === selected.at(-1),
    async onStart(stage, command) {
      emit({ type: "stageStarted", stage, command });
      await Promise.all([recorder.begin(), cache.sweep()]);
      recorder.line(`[${stage}] $ ${command.split("\n").join(`\n[${stage}] $ `)}`);
    },
    onLine(stage, stream, line) {
      emit({ type: "output", stage, stream, line });
      recorder.line(`[${stage}] ${line}`);
    },
  };
}

/** Gives the params files as the last stage saw them: a stage may write one. */
async function takeStages(going: Going): Promise<ParameterFiles> {
  const { workspace, prepared, selected } = going.parts;
  let { files } = prepared;
  for (const stage of selected) {
    const began = performance.now();
    const end = await takeStage(going, stage, files);
    await tell(going, stage, end, performance.now() - began);
    if (end.verdict === "ran" || end.verdict === "restored")
      files = await readParameterFiles(workspace, selected);
  }
  return files;
}

function takeStage(
  { parts, progress, stageRun }: Going,
  stage: Stage,
  files: ParameterFiles,
): Promise<StageEnd> {
  const { signal, prepared } = parts;
  if (signal.aborted || isBlocked(progress, prepared.project, stage)) {
    return Promise.resolve({ verdict: "skipped", problem: null });
  }
  return runStage(stageRun, stage, { entry: prepared.lock.entries.get(stage.name), files });
}

async function tell(
  { parts, recorder, progress }: Going,
  stage: Stage,
  end: StageEnd,
  ms: number,
): Promise<void> {
  addEnd(progress, stage, end, ms);
  const { verdict, problem } = end;
  parts.emit({ type: "stageFinished", stage: stage.name, verdict, ms, problem });
  if (problem !== null) recorder.line(`[${stage.name}] ${problem.message}`);
  if (progress.broken.has(stage.name)) return;
  const results = await readResults(parts.workspace, stage);
  if (results === null) return;
  addResults(progress, results);
  parts.emit({ type: "metricsRead", stage: stage.name, ...results });
}

async function finish(
  { parts, recorder, progress }: Going,
  told: Pick<RunRecord, "number" | "startedAt" | "params">,
): Promise<void> {
  const { emit, signal, began, last, trigger } = parts;
  const outcome = outcomeOf(progress, signal.aborted);
  const ms = performance.now() - began;
  if (last !== null && (await isAnsweredBy(parts, progress, last))) {
    emit({ type: "runFinished", run: last.id, number: last.number, outcome: "done", ms });
    return;
  }
  const { ended: stages, metrics, plots } = progress;
  const unwritten = await written(
    parts.workspace,
    recorder.finish({ ...told, ms, trigger, outcome, stages, metrics, plots }),
  );
  const stage = stages.at(-1)?.name;
  if (unwritten !== null && stage !== undefined) {
    emit({ type: "output", stage, stream: "stderr", line: `The record of this run is lost. ${unwritten}` });
  }
  emit({
    type: "runFinished",
    run: recorder.id,
    number: told.number,
    outcome: unwritten === null ? outcome : "failed",
    ms,
  });
}

/** A run that finds everything as the last one left it has nothing to tell that the last one did not. */
async function isAnsweredBy(
  { workspace, selected }: StagesParts,
  progress: Progress,
  last: LastRun,
): Promise<boolean> {
  if (progress.broken.size > 0 || !nothingHappened(progress) || last.outcome !== "done") return false;
  const names = selected.map(({ name }) => name).join();
  return (
    names === last.stages.map(({ name }) => name).join() && last.lock === (await lockChecksum(workspace))
  );
}

async function written(workspace: string, writing: Promise<void>): Promise<string | null> {
  try {
    await writing;
    return null;
  } catch (error) {
    const found = fileProblem(error, workspace);
    if (found === null) throw error;
    return found.message;
  }
}
