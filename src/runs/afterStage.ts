/** What is known of the stages while a run goes on; a look at the files when it has ended says the rest. Pure. */
import type { RunEvent } from "#protocol/run.ts";
import type { ProjectStatus } from "#protocol/status.ts";

/** A stage that ended well is up to date. */
export function afterStage(
  status: ProjectStatus | null,
  { stage: name, verdict }: Extract<RunEvent, { type: "stageFinished" }>,
): ProjectStatus | null {
  const endedWell = verdict === "ran" || verdict === "cached" || verdict === "restored";
  if (status?.state !== "ready" || !endedWell) return status;
  const stages = status.stages.map((stage) =>
    stage.name === name && stage.state === "stale"
      ? { ...stage, state: "fresh" as const, reasons: [] }
      : stage,
  );
  return { ...status, stages };
}
