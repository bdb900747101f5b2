/** The stages of a run, each told as it ends, and the record of it all. */
import type { RunRecord } from "#protocol/run.ts";
import { fileProblem } from "../files.ts";
import { declaredParameters, type ParameterFiles, readParameterFiles } from "../params/parameterValues.ts";
import type { Stage } from "../project/project.ts";
import type { LastRun } from "../records.ts";
import { saveQuietly } from "../status/prepare.ts";
import {
  addEnd,
  addResults,
  isBlocked,
  newProgress,
  nothingHappened,
  outcomeOf,
  type Progress,
  resultsOf,
} from "./progress.ts";
import { createRecorder, lockChecksum, newRunId, type Recorder } from "./recorder.ts";
import { readResults } from "./results.ts";
import type { StagesParts } from "./runParts.ts";
import { runStage } from "./runStage.ts";
import { schedule } from "./schedule.ts";
import { createStageRun, type StageEnd, type StageRun } from "./stageRun.ts";

interface Going {
  readonly parts: StagesParts;
  readonly stageRun: StageRun;
  readonly recorder: Recorder;
  readonly progress: Progress;
}

export async function runStages(parts: StagesParts): Promise<void> {
  const { workspace, trigger, suggestion, prepared, selected, last, version, emit } = parts;
  const now = new Date();
  const [id, number, startedAt] = [
    newRunId(now, last?.id ?? null),
    (last?.number ?? 0) + 1,
    now.toISOString(),
  ];
  const recorder = createRecorder(workspace, { id, number, startedAt, trigger, suggestion }, version);
  const going: Going = {
    parts,
    recorder,
    stageRun: createStageRun(parts, recorder),
    progress: newProgress(selected),
  };
  const names = selected.map(({ name }) => name);
  emit({ type: "runStarted", run: id, number, startedAt, trigger, stages: names });
  const files = await takeStages(going);
  await saveQuietly(prepared.memory, selected.length === prepared.project.stages.length);
  await finish(going, number, declaredParameters(selected, files));
}

/** Gives the params files as they are at the end: a stage may write one. */
async function takeStages(going: Going): Promise<ParameterFiles> {
  const { workspace, prepared, selected, jobs } = going.parts;
  let files = Promise.resolve(prepared.files);
  await schedule(selected, prepared.project.needs, jobs, async (stage) => {
    const began = performance.now();
    const end = await takeStage(going, stage, await files);
    await tell(going, stage, end, performance.now() - began);
    if (end.verdict !== "ran" && end.verdict !== "restored") return;
    files = readParameterFiles(workspace, selected);
    await files;
  });
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
  addResults(progress, stage, results);
  parts.emit({ type: "metricsRead", stage: stage.name, ...results });
}

async function finish(
  { parts, recorder, progress }: Going,
  number: number,
  params: RunRecord["params"],
): Promise<void> {
  const { emit, signal, began, last } = parts;
  const outcome = outcomeOf(progress, signal.aborted);
  const ms = performance.now() - began;
  if (last !== null && (await isAnsweredBy(parts, progress, last))) {
    emit({ type: "runFinished", run: last.id, number: last.number, outcome: "done", ms });
    return;
  }
  const { stages, metrics, plots } = resultsOf(progress);
  const unwritten = await written(
    parts.workspace,
    recorder.finish({ ms, outcome, params, stages, metrics, plots }),
  );
  const stage = stages.at(-1)?.name;
  if (unwritten !== null && stage !== undefined) {
    emit({ type: "output", stage, stream: "stderr", line: `The record of this run is lost. ${unwritten}` });
  }
  emit({
    type: "runFinished",
    run: recorder.id,
    number,
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
