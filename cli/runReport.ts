/** Gathers what a run's events told into what `run --json` prints and what the exit code says. */
import type { JsonValue } from "#protocol/json.ts";
import type { Problem } from "#protocol/problem.ts";
import type { MetricsFile, RunEvent, StageResult } from "#protocol/run.ts";
import { cancelledExitCode } from "./interrupt.ts";

export interface RunReport {
  /** Null until the run has begun. */
  run: string | null;
  outcome: "done" | "failed" | "cancelled" | "refused";
  readonly stages: StageResult[];
  readonly metrics: MetricsFile[];
  readonly problems: Problem[];
}

export function emptyReport(): RunReport {
  return { run: null, outcome: "failed", stages: [], metrics: [], problems: [] };
}

export function addToReport(report: RunReport, event: RunEvent): void {
  switch (event.type) {
    case "runStarted":
      report.run = event.run;
      return;
    case "stageFinished":
      report.stages.push({ name: event.stage, verdict: event.verdict, ms: event.ms });
      if (event.problem !== null) report.problems.push(event.problem);
      return;
    case "metricsRead":
      report.metrics.push(...event.metrics);
      report.problems.push(...event.problems);
      return;
    case "runFinished":
      report.run = event.run;
      report.outcome = event.outcome;
      return;
    case "runRefused":
      // Who cancels while another run is at work wanted just that.
      report.outcome = event.problems.every(({ code }) => code === "workspace-busy")
        ? "cancelled"
        : "refused";
      report.problems.push(...event.problems);
      return;
    case "waiting":
    case "warned":
    case "stageStarted":
    case "output":
      return;
  }
}

const exitCodes = { done: 0, failed: 1, cancelled: cancelledExitCode, refused: 2 } as const;

export function exitCodeOf({ outcome }: RunReport): number {
  return exitCodes[outcome];
}

/** One object; `problems` only where there are some. */
export function reportJson({ run, outcome, stages, metrics, problems }: RunReport): JsonValue {
  const told = problems.length === 0 ? {} : { problems: problems.map((problem) => ({ ...problem })) };
  if (outcome === "refused") return told;
  const files = Object.fromEntries(metrics.map(({ path, content }) => [path, content]));
  return { run, stages: stages.map((stage) => ({ ...stage })), metrics: files, ...told };
}
