/** What a run has come to so far: how its stages ended and what they showed. Pure bookkeeping. */
import type { Problem } from "#protocol/problem.ts";
import type { RunOutcome, RunRecord, StageResult } from "#protocol/run.ts";
import type { Project, Stage } from "../project/project.ts";
import type { Results } from "./results.ts";
import type { StageEnd } from "./stageRun.ts";

export interface Progress {
  /** Names, in the order in which the run takes them: stages side by side end in any. */
  readonly order: readonly string[];
  readonly ended: Map<string, StageResult & { readonly problem: Problem | null }>;
  readonly results: Map<string, Results>;
  /** Stages after which nothing that needs them can run. */
  readonly broken: Set<string>;
}

export function newProgress(stages: readonly Stage[]): Progress {
  return {
    order: stages.map(({ name }) => name),
    ended: new Map(),
    results: new Map(),
    broken: new Set(),
  };
}

export function isBlocked(progress: Progress, { needs }: Project, stage: Stage): boolean {
  return (needs.get(stage.name) ?? []).some((name) => progress.broken.has(name));
}

export function addEnd(progress: Progress, stage: Stage, { verdict, problem }: StageEnd, ms: number): void {
  progress.ended.set(stage.name, { name: stage.name, verdict, ms, problem });
  const unbroken = verdict === "ran" || verdict === "cached" || verdict === "restored" || stage.frozen;
  if (!unbroken) progress.broken.add(stage.name);
}

export function addResults(progress: Progress, stage: Stage, results: Results): void {
  progress.results.set(stage.name, results);
}

/** What a record keeps, in the stages' order. */
export function resultsOf({
  order,
  ended,
  results,
}: Progress): Pick<RunRecord, "stages" | "metrics" | "plots"> {
  const inOrder = order.flatMap((name) => results.get(name) ?? []);
  return {
    stages: order.flatMap((name) => ended.get(name) ?? []),
    metrics: inOrder.flatMap(({ metrics }) => metrics),
    plots: inOrder.flatMap(({ plots }) => plots),
  };
}

/** A run that was cancelled after its last stage is done all the same. */
export function outcomeOf(
  { ended, broken }: Progress,
  aborted: boolean,
): Exclude<RunOutcome, "refused" | "interrupted"> {
  if (broken.size === 0) return "done";
  const failed = Array.from(ended.values()).some(({ verdict }) => verdict === "failed");
  return aborted || !failed ? "cancelled" : "failed";
}

/** Nothing was done, because nothing had to be. */
export function nothingHappened({ ended }: Progress): boolean {
  return Array.from(ended.values()).every(({ verdict }) => verdict === "cached" || verdict === "skipped");
}
