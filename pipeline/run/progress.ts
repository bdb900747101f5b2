/** What a run has come to so far: how its stages ended and what they showed. Pure bookkeeping. */
import type { MetricsFile, PlotTable, RunOutcome, RunRecord } from "#protocol/run.ts";
import type { Project, Stage } from "../project/project.ts";
import type { Results } from "./results.ts";
import type { StageEnd } from "./stageRun.ts";

export interface Progress {
  readonly ended: RunRecord["stages"];
  readonly metrics: MetricsFile[];
  readonly plots: PlotTable[];
  /** Stages after which nothing that needs them can run. */
  readonly broken: Set<string>;
}

export function newProgress(): Progress {
  return { ended: [], metrics: [], plots: [], broken: new Set() };
}

export function isBlocked(progress: Progress, { needs }: Project, stage: Stage): boolean {
  return (needs.get(stage.name) ?? []).some((name) => progress.broken.has(name));
}

export function addEnd(progress: Progress, stage: Stage, { verdict, problem }: StageEnd, ms: number): void {
  progress.ended.push({ name: stage.name, verdict, ms, problem });
  const unbroken = verdict === "ran" || verdict === "cached" || verdict === "restored" || stage.frozen;
  if (!unbroken) progress.broken.add(stage.name);
}

export function addResults(progress: Progress, { metrics, plots }: Results): void {
  progress.metrics.push(...metrics);
  progress.plots.push(...plots);
}

/** A run that was cancelled after its last stage is done all the same. */
export function outcomeOf({ ended, broken }: Progress, aborted: boolean): Exclude<RunOutcome, "refused"> {
  if (broken.size === 0) return "done";
  const failed = ended.some(({ verdict }) => verdict === "failed");
  return aborted || !failed ? "cancelled" : "failed";
}

/** Nothing was done, because nothing had to be. */
export function nothingHappened({ ended }: Progress): boolean {
  return ended.every(({ verdict }) => verdict === "cached" || verdict === "skipped");
}
