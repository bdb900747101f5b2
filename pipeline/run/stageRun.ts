/** What the steps of running one stage share, and how a stage can end. */
import type { Problem } from "#protocol/problem.ts";
import type { StageVerdict } from "#protocol/run.ts";
import type { RunCache } from "../cache/runCache.ts";
import type { Stage } from "../project/project.ts";
import type { StageRunner } from "../runners/stageRunner.ts";
import type { Eyes } from "../status/examine.ts";

export interface StageRun extends Eyes {
  readonly workspace: string;
  readonly runCache: RunCache;
  readonly runner: StageRunner;
  readonly signal: AbortSignal;
  /** The stage that has the path among its outputs, or around or inside one; null when none has. */
  readonly makerOf: (path: string) => string | null;
  readonly isLast: (stage: Stage) => boolean;
  /** Its command is about to be executed. */
  readonly onStart: (stage: string, command: string) => Promise<void>;
  readonly onLine: (stage: string, stream: "stdout" | "stderr", line: string) => void;
}

export interface StageEnd {
  readonly verdict: StageVerdict;
  readonly problem: Problem | null;
}

export function failed(problem: Problem): StageEnd {
  return { verdict: "failed", problem };
}
