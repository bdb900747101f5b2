/** What one run is given. */
import type { RunEvent, RunRecord, RunTrigger } from "#protocol/run.ts";
import type { HashMemories } from "../hash/memory.ts";
import type { Stage } from "../project/project.ts";
import type { LastRun } from "../records.ts";
import type { StageRunner } from "../runners/stageRunner.ts";
import type { Prepared } from "../status/prepare.ts";

export interface RunParts {
  /** Absolute. */
  readonly workspace: string;
  readonly trigger: RunTrigger;
  /** For which it is made. */
  readonly suggestion: RunRecord["suggestion"];
  readonly stages: readonly string[] | undefined;
  /** With them also what reads from them. */
  readonly downstream: boolean;
  /** How many stages may run side by side. */
  readonly jobs: number;
  readonly runner: StageRunner;
  readonly memories: HashMemories;
  readonly version: string;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
}

/** And what it found out before its first stage. */
export interface StagesParts extends RunParts {
  readonly prepared: Prepared;
  readonly selected: readonly Stage[];
  /** The newest record. */
  readonly last: LastRun | null;
  /** `performance.now()` when the turn began. */
  readonly began: number;
}
