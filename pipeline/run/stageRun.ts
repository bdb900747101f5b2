/** What the steps of running a stage share with those of the stages beside it, and how a stage can end. */
import path from "node:path";
import type { Problem } from "#protocol/problem.ts";
import type { StageVerdict } from "#protocol/run.ts";
import { createCache } from "../cache/cache.ts";
import { createRunCache, type RunCache } from "../cache/runCache.ts";
import { createHasher } from "../hash/hasher.ts";
import type { LockEntry } from "../lock/lockEntry.ts";
import { overlaps } from "../project/paths.ts";
import type { Stage } from "../project/project.ts";
import { pythonNames } from "../runners/python.ts";
import type { StageRunner } from "../runners/stageRunner.ts";
import type { Eyes } from "../status/examine.ts";
import type { Recorder } from "./recorder.ts";
import type { StagesParts } from "./runParts.ts";
import { oneAtATime } from "./schedule.ts";

export interface StageRun extends Eyes {
  readonly workspace: string;
  readonly runCache: RunCache;
  readonly runner: StageRunner;
  readonly signal: AbortSignal;
  /** The stage that has the path among its outputs, or around or inside one; null when none has. */
  readonly makerOf: (path: string) => string | null;
  /** What the lock said of it when the run began. */
  readonly locked: (stage: Stage) => LockEntry | undefined;
  /** Where files go that stand in the place of outputs and are nobody's: absolute. */
  readonly replaced: string;
  readonly isLast: (stage: Stage) => boolean;
  /** Stages after it that this run adds to the lock: its own entry stands before theirs, whoever ends first. */
  readonly addedAfter: (stage: Stage) => readonly string[];
  /** For files that several stages write: one at a time. */
  readonly exclusively: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Its command is about to be executed. */
  readonly onStart: (stage: string, command: string) => Promise<void>;
  readonly onLine: (stage: string, stream: "stdout" | "stderr", line: string) => void;
}

export interface StageEnd {
  readonly verdict: StageVerdict;
  readonly problem: Problem | null;
}

export function createStageRun(parts: StagesParts, recorder: Recorder): StageRun {
  const { workspace, prepared, selected, runner, signal, emit } = parts;
  const { stages } = prepared.project;
  const cache = createCache(workspace);
  let begun: Promise<unknown> | null = null;
  let asksPython = false;
  return {
    workspace,
    cache,
    runCache: createRunCache(workspace),
    hasher: createHasher(workspace, prepared.memory),
    runner,
    signal,
    makerOf: (place) =>
      stages.find(({ outputs }) => outputs.some((output) => overlaps(output.path, place)))?.name ?? null,
    locked: (stage) => prepared.lock.entries.get(stage.name),
    replaced: path.join(workspace, ".baton", "replaced", recorder.id),
    isLast: (stage) => stage === selected.at(-1),
    addedAfter(stage) {
      const later = selected.slice(selected.indexOf(stage) + 1).map(({ name }) => name);
      return later.filter((name) => !prepared.lock.entries.has(name));
    },
    exclusively: oneAtATime(),
    async onStart(stage, command) {
      emit({ type: "stageStarted", stage, command });
      // Once: a stage beside it may be half way through writing to the cache.
      begun ??= Promise.all([recorder.begin(), cache.sweep()]);
      await begun;
      if (!asksPython && pythonNames(command).length > 0) {
        asksPython = true;
        recorder.usesPython(runner.pythonState(command.split("\n"), workspace));
      }
      recorder.line(`[${stage}] $ ${command.split("\n").join(`\n[${stage}] $ `)}`);
    },
    onLine(stage, stream, line) {
      emit({ type: "output", stage, stream, line });
      recorder.line(`[${stage}] ${line}`);
    },
  };
}

export function failed(problem: Problem): StageEnd {
  return { verdict: "failed", problem };
}
