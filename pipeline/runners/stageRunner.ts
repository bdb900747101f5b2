/**
 * Runs one command line of a stage: a module by a warm child, anything else by the platform's shell.
 * It knows nothing of what a stage depends on or promises.
 */
import { stat } from "node:fs/promises";
import { relative } from "node:path";
import type { Problem } from "#protocol/problem.ts";
import { type ExecCommand, parseExec } from "./commandLine.ts";
import { commandEnvironment, pathOf } from "./environment.ts";
import { createExecRunner } from "./execRunner.ts";
import {
  commandFailure,
  errorLinesKept,
  missingFolder,
  missingInterpreter,
  moduleFailure,
} from "./failure.ts";
import type { ChildEnd, OnLine } from "./followChild.ts";
import { type ChosenPython, createPythonFinder, isOnPath, pythonNames } from "./python.ts";
import { type PythonState, pythonState } from "./pythonPackages.ts";
import { runInShell } from "./shellRunner.ts";
import type { FailedReport, Job } from "./stageMessages.ts";

export type CommandResult =
  | { type: "succeeded" }
  | { type: "cancelled" }
  /** Its code is `command-failed`; it has the place in the team's own source where that is known. */
  | { type: "failed"; problem: Problem };

export interface Command {
  readonly stage: string;
  /** One command line as the stage has it. */
  readonly line: string;
  /** Absolute. */
  readonly cwd: string;
  /** Absolute. */
  readonly workspace: string;
  /** Added to the environment of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Another command comes after this one. */
  readonly followed: boolean;
}

/** A stage's commands, before they run. */
export type Commands = Pick<Command, "stage" | "workspace"> & { readonly lines: readonly string[] };

export interface StageRunner {
  /** The Python that the commands call and that is not there; null where nothing is missing. */
  missingPython(commands: Commands): Promise<Problem | null>;
  /** What the Python that the commands call is, and has; null where none is called, or it does not say. */
  pythonState(lines: readonly string[], workspace: string): Promise<PythonState | null>;
  run(command: Command, onLine: OnLine, signal: AbortSignal): Promise<CommandResult>;
  /** Starts the warm child ahead of the first command. */
  warm(): void;
  /** Ends the spare child. A command that runs ends by its own signal. */
  dispose(): Promise<void>;
}

export interface StageRunnerOptions {
  /** Folder with the `baton` executable; put first on the PATH of every command. */
  readonly batonFolder: string;
  /** The program that runs JavaScript. Commands see it as BATON_NODE. */
  readonly nodePath: string;
  /** The built cli/stageRunner.ts. */
  readonly runnerPath: string;
  readonly python?: ChosenPython;
}

interface Ended {
  readonly end: ChildEnd;
  readonly report: FailedReport | null;
}

/** Passes every line on, and keeps the last ones of the error output in `kept`. */
function keepingErrors(onLine: OnLine, kept: string[]): OnLine {
  return (stream, line) => {
    if (stream === "stderr") {
      kept.push(line);
      if (kept.length > errorLinesKept * 2) kept.splice(0, errorLinesKept);
    }
    onLine(stream, line);
  };
}

function resultOf(command: Command, { end, report }: Ended, errors: readonly string[]): CommandResult {
  if (end.type === "cancelled") return { type: "cancelled" };
  if (end.type === "exited" && end.code === 0) return { type: "succeeded" };
  if (report !== null) return { type: "failed", problem: moduleFailure(command, report) };
  return { type: "failed", problem: commandFailure(command, end, errors) };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isDirectory() ?? false;
}

export function createStageRunner(options: StageRunnerOptions): StageRunner {
  const modules = createExecRunner(options);
  const pythons = createPythonFinder(options.python);

  async function environmentOf(lines: readonly string[], workspace: string, added: Command["env"]) {
    const callsPython = lines.some((line) => pythonNames(line).length > 0);
    return commandEnvironment({
      base: process.env,
      added,
      batonFolder: options.batonFolder,
      pythonFolder: callsPython ? await pythons.folder(workspace) : null,
      nodePath: options.nodePath,
      platform: process.platform,
    });
  }

  async function start(
    command: Command,
    exec: ExecCommand | null,
    onLine: OnLine,
    signal: AbortSignal,
  ): Promise<Ended> {
    const { cwd, line, followed } = command;
    const env = await environmentOf([line], command.workspace, command.env);
    if (exec === null) return { end: await runInShell({ line, cwd, env }, onLine, signal), report: null };
    const job: Job = { type: "job", file: exec.file, args: [...exec.args], cwd, env };
    return await modules.run(job, followed, onLine, signal);
  }

  return {
    async missingPython({ stage, lines, workspace }) {
      const names = new Set(lines.flatMap(pythonNames));
      if (names.size === 0) return null;
      const searched = pathOf(await environmentOf(lines, workspace, {}), process.platform);
      for (const name of names) {
        if (!(await isOnPath(name, searched, process.platform))) {
          return missingInterpreter(stage, name, await isOnPath("python3", searched, process.platform));
        }
      }
      return null;
    },
    async pythonState(lines, workspace) {
      const [name] = lines.flatMap(pythonNames);
      return name === undefined ? null : await pythonState(name, await environmentOf(lines, workspace, {}));
    },
    async run(command, onLine, signal) {
      if (signal.aborted) return { type: "cancelled" };
      const { cwd, workspace } = command;
      if (!(await isFolder(cwd))) {
        return { type: "failed", problem: missingFolder(command, relative(workspace, cwd)) };
      }
      const errors: string[] = [];
      const ended = await start(command, parseExec(command.line), keepingErrors(onLine, errors), signal);
      return resultOf(command, ended, errors);
    },
    warm: modules.warm,
    dispose: modules.dispose,
  };
}
