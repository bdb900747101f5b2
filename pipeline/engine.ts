/**
 * The pipeline engine as the other rooms see it: run a workspace's `dvc.yaml`, or say what is stale.
 * It composes the parts of this room; it decides nothing itself and knows neither an editor nor a model.
 */
import type { RunEvent, RunTrigger } from "#protocol/run.ts";
import type { ProjectStatus } from "#protocol/status.ts";

export interface EngineOptions {
  /** Folder with the `baton` executable; put first on the PATH of every command. */
  readonly batonFolder: string;
  /** The program that runs JavaScript: process.execPath of the editor or of Node. Commands see it as BATON_NODE. */
  readonly nodePath: string;
  /** dist/runner.js, started with nodePath as the warm child. */
  readonly runnerPath: string;
  /** Baton's own version, for records. */
  readonly version: string;
}

export interface RunOptions {
  readonly trigger: RunTrigger;
  /** Run these and what they need; all when absent. */
  readonly stages?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface Engine {
  /** Never throws what a person could mend: a run that cannot begin ends with `runRefused`. */
  run(workspace: string, options: RunOptions): AsyncIterable<RunEvent>;
  status(workspace: string): Promise<ProjectStatus>;
  /** Start the warm child ahead of the first run. */
  warm(): void;
  /** Ends the children. */
  dispose(): Promise<void>;
}

export function createEngine(_options: EngineOptions): Engine {
  return {
    async *run() {},
    status: async () => ({ state: "ready", stages: [] }),
    warm: () => undefined,
    dispose: async () => undefined,
  };
}
