/** A real project folder with a real engine: write files, run, look at what happened. */
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { createEngine, type Engine, type RunOptions } from "#pipeline/engine.ts";
import { describeReason } from "#protocol/describe.ts";
import type { RunEvent, StageVerdict } from "#protocol/run.ts";
import type { ProjectStatus } from "#protocol/status.ts";
import { type TemporaryFolder, temporaryFolder } from "./temporaryFolder.ts";

export type Verdicts = Record<string, StageVerdict>;

export interface PipelineProject extends TemporaryFolder {
  readonly engine: Engine;
  has(name: string): boolean;
  events(options?: Partial<RunOptions>): Promise<RunEvent[]>;
  /** Runs, and says how each stage ended. */
  run(options?: Partial<RunOptions>): Promise<Verdicts>;
  status(): Promise<ProjectStatus>;
  /** Each stage's reasons in words. */
  reasons(): Promise<Record<string, string[]>>;
}

export const trigger = { who: "test", why: "terminal", note: null } as const;

export function testEngine(): Engine {
  return createEngine({
    batonFolder: resolve("dist/bin"),
    nodePath: process.execPath,
    runnerPath: resolve("dist/runner.js"),
    md5WorkerPath: resolve("dist/md5Worker.js"),
    version: "0.0.0-test",
  });
}

export function pipelineProject(files: Readonly<Record<string, string>>): PipelineProject {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) folder.write(name, content);
  const engine = testEngine();
  const events = (options: Partial<RunOptions> = {}): Promise<RunEvent[]> =>
    Array.fromAsync(engine.run(folder.path, { trigger, ...options }));
  return {
    ...folder,
    engine,
    events,
    has: (name) => existsSync(join(folder.path, name)),
    run: async (options) => verdictsOf(await events(options)),
    status: () => engine.status(folder.path),
    async reasons() {
      const status = await engine.status(folder.path);
      if (status.state === "unusable") return { unusable: status.problems.map(({ message }) => message) };
      return Object.fromEntries(
        status.stages.map(({ name, reasons }) => [name, reasons.map(describeReason)]),
      );
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

export function verdictsOf(events: readonly RunEvent[]): Verdicts {
  return Object.fromEntries(
    events.flatMap((event) => (event.type === "stageFinished" ? [[event.stage, event.verdict]] : [])),
  );
}

/** The first event of a type; an error when there is none. */
export function first<Type extends RunEvent["type"]>(
  events: readonly RunEvent[],
  type: Type,
): Extract<RunEvent, { type: Type }> {
  const found = events.find((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
  if (found === undefined) throw new Error(`no ${type} among ${JSON.stringify(events)}`);
  return found;
}
