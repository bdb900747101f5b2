/**
 * The pipeline engine as the other rooms see it: run a workspace's `dvc.yaml`, or say what is stale.
 * It composes the parts of this room; it decides nothing itself and knows neither an editor nor a model.
 */
import { availableParallelism } from "node:os";
import path from "node:path";
import type { Problem } from "#protocol/problem.ts";
import type { RunEvent, RunRecord, RunTrigger } from "#protocol/run.ts";
import type { ProjectStatus } from "#protocol/status.ts";
import { createMd5Threads } from "./hash/md5Threads.ts";
import { createHashMemories } from "./hash/memory.ts";
import { readRunRecords } from "./records.ts";
import { createChannel } from "./run/channel.ts";
import { type Removable, type RemovableOutput, removableOutputs, removeOutputs } from "./run/clean.ts";
import { run } from "./run/run.ts";
import type { RunParts } from "./run/runParts.ts";
import type { ChosenPython } from "./runners/python.ts";
import { createStageRunner } from "./runners/stageRunner.ts";
import { checkText } from "./status/check.ts";
import { projectStatus } from "./status/status.ts";

export interface EngineOptions {
  /** Folder with the `baton` executable; put first on the PATH of every command. */
  readonly batonFolder: string;
  /** The program that runs JavaScript: process.execPath of the editor or of Node. Commands see it as BATON_NODE. */
  readonly nodePath: string;
  /** dist/runner.js, started with nodePath as the warm child. */
  readonly runnerPath: string;
  /** dist/md5Worker.js, for threads that hash large files. */
  readonly md5WorkerPath: string;
  /** The Python that the person chose for a workspace; without one the workspace's own, else the PATH's. */
  readonly python?: ChosenPython;
  /** Baton's own version, for records. */
  readonly version: string;
}

export interface RunOptions {
  readonly trigger: RunTrigger;
  /** The session's suggestion for which it is made. */
  readonly suggestion?: RunRecord["suggestion"];
  /** Run these and what they need; all when absent. */
  readonly stages?: readonly string[];
  /** With `stages`: also everything that reads from them, and what that needs. */
  readonly downstream?: boolean;
  /** How many stages may run side by side, where none needs another; as many as there are cores when absent. */
  readonly jobs?: number;
  readonly signal?: AbortSignal;
}

export interface Engine {
  /** Never throws what a person could mend: a run that cannot begin ends with `runRefused`. */
  run(workspace: string, options: RunOptions): AsyncIterable<RunEvent>;
  status(workspace: string): Promise<ProjectStatus>;
  /** What is wrong with a text of `dvc.yaml` that need not be saved. */
  check(workspace: string, text: string): Promise<readonly Problem[]>;
  /** The newest `limit`, newest first; those that are `known` are not read again. */
  records(workspace: string, limit: number, known: readonly RunRecord[]): Promise<readonly RunRecord[]>;
  /** Outputs in place that could be removed: of the given stages, or of all. */
  removable(workspace: string, stages?: readonly string[]): Promise<Removable>;
  /** Removes those that were agreed on, and gives what it removed. */
  clean(workspace: string, agreed: readonly RemovableOutput[]): Promise<Removable>;
  /** Start the warm child ahead of the first run. */
  warm(): void;
  /** Ends the children. */
  dispose(): Promise<void>;
}

export function createEngine(options: EngineOptions): Engine {
  const md5 = createMd5Threads(options.md5WorkerPath);
  const parts = {
    runner: createStageRunner(options),
    memories: createHashMemories(md5.md5OfFile),
    version: options.version,
  };
  const { runner, memories } = parts;
  const closing = new AbortController();
  return {
    run: (workspace, asked) => runEvents(parts, closing.signal, path.resolve(workspace), asked),
    status: (workspace) => projectStatus(path.resolve(workspace), memories),
    check: (workspace, text) => checkText(path.resolve(workspace), text),
    records: (workspace, limit, known) => readRunRecords(path.resolve(workspace), limit, known),
    removable: (workspace, stages) => removableOutputs(path.resolve(workspace), memories, stages),
    clean: (workspace, agreed) => removeOutputs(path.resolve(workspace), memories, agreed),
    warm: () => runner.warm(),
    async dispose() {
      closing.abort();
      await Promise.all([runner.dispose(), md5.dispose()]);
    },
  };
}

type EngineParts = Pick<RunParts, "runner" | "memories" | "version">;

/** Who stops listening cancels the run; it is over, and its children too, when this returns. */
async function* runEvents(
  parts: EngineParts,
  closing: AbortSignal,
  workspace: string,
  {
    trigger,
    suggestion = null,
    stages,
    downstream = false,
    jobs = availableParallelism(),
    signal,
  }: RunOptions,
): AsyncGenerator<RunEvent, void> {
  const channel = createChannel<RunEvent>();
  const left = new AbortController();
  const ending = AbortSignal.any([left.signal, closing, ...(signal === undefined ? [] : [signal])]);
  const emit = channel.push;
  const done = run({
    ...parts,
    workspace,
    trigger,
    suggestion,
    stages,
    downstream,
    jobs,
    signal: ending,
    emit,
  }).then(
    () => channel.close(),
    (error: unknown) => channel.close(error),
  );
  try {
    yield* channel;
  } finally {
    left.abort();
    await done;
  }
}
