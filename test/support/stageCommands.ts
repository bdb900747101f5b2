/** A stage runner of the built product, and a workspace to run commands in. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { type CommandResult, createStageRunner, type StageRunner } from "#pipeline/runners/stageRunner.ts";
import { builtProduct } from "./built.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

export interface Printed {
  readonly result: CommandResult;
  readonly stdout: string[];
  readonly stderr: string[];
}

export interface StageCommands {
  readonly workspace: string;
  readonly runner: StageRunner;
  /** The same in a process of its own, to be killed. */
  spawnRunner(line: string): ChildProcess;
  run(
    line: string,
    options?: { env?: Record<string, string>; signal?: AbortSignal; cwd?: string },
  ): Promise<Printed>;
}

export async function stageCommands(
  test: Pick<TestContext, "after">,
  files: Readonly<Record<string, string>> = {},
): Promise<StageCommands> {
  const { batonFolder, runnerPath } = await builtProduct();
  const folder = temporaryFolder();
  test.after(() => folder[Symbol.dispose]());
  for (const [path, content] of Object.entries(files)) folder.write(path, content);
  const workspace = folder.path;
  const runner = createStageRunner({ batonFolder, runnerPath, nodePath: process.execPath });
  test.after(() => runner.dispose());
  return {
    workspace,
    runner,
    spawnRunner(line) {
      const script = join(import.meta.dirname, "runnerProcess.ts");
      return spawn(process.execPath, [script, workspace, line], { stdio: ["ignore", "inherit", "inherit"] });
    },
    async run(line, { env = {}, signal = new AbortController().signal, cwd = workspace } = {}) {
      const printed = { stdout: [] as string[], stderr: [] as string[] };
      const command = { stage: "train", line, cwd, workspace, env, followed: false };
      const result = await runner.run(command, (stream, text) => printed[stream].push(text), signal);
      return { result, ...printed };
    },
  };
}
