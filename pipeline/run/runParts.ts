/** What one run is given. */
import type { RunEvent, RunTrigger } from "#protocol/run.ts";
import type { StageRunner } from "../runners/stageRunner.ts";

export interface RunParts {
  /** Absolute. */
  readonly workspace: string;
  readonly trigger: RunTrigger;
  readonly stages: readonly string[] | undefined;
  /** With them also what reads from them. */
  readonly downstream: boolean;
  readonly runner: StageRunner;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}
